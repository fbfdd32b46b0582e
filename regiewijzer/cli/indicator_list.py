"""The list of indicators: goal, source and newest value, for whoever wants to see at a glance that each has all three."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from regiewijzer.definitions.goals import load_goal_trees
from regiewijzer.definitions.indicators_types import Indicator, Outcome
from regiewijzer.figures.figure import Cell, Request
from regiewijzer.figures.scope import REGION
from regiewijzer.figures.values import ValueState
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.figures import compute_figure
from regiewijzer.pipeline.figures_lineage import elements_of


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator: the goals it serves (titles), the messages and extracts it is made of, and its newest value.

    `period` and `value` are None when nothing can be shown; `state` then says why.
    """

    id: str
    name: str
    goals: tuple[str, ...]
    sources: tuple[str, ...]
    outcome: Outcome
    period: date | None
    value: float | int | None
    state: str


def sources_of(indicator: Indicator) -> tuple[str, ...]:
    """Return the messages ("301") and extracts ("personeel") whose fields the indicator uses, sorted."""
    named = (element.partition(": ") for element in elements_of(indicator).values())
    words = {word for before, colon, _ in named if colon for word in before.split()}
    return tuple(sorted(words - {"*"}))  # "*": what every message has, such as its date


def goals_of(indicator: str) -> tuple[str, ...]:
    """Return the titles of the goals that are followed with the indicator, over all trees."""
    found = (goal.title.nl for tree in load_goal_trees().values() for goal in tree.goals_of(indicator))
    return tuple(dict.fromkeys(found))


def _newest(cells: tuple[Cell, ...], outcome: str) -> Cell | None:
    """Return the newest cell that is shown, else the newest."""
    own = sorted((cell for cell in cells if cell.series == outcome), key=lambda cell: cell.period)
    shown = [cell for cell in own if cell.value.state is ValueState.SHOWN]
    newest = shown or own
    return newest[-1] if newest else None


def line_of(home: Home | None, indicator: Indicator, moment: datetime) -> Line:
    """Return the line of one indicator; without a home there is no value."""
    outcome = next(indicator.outcomes)
    cell = _newest(compute_figure(home, Request(indicator.id, moment), REGION).cells, outcome.code) if home else None
    return Line(
        id=indicator.id,
        name=indicator.name.nl,
        goals=goals_of(indicator.id),
        sources=sources_of(indicator),
        outcome=outcome,
        period=cell.period if cell and cell.value.number is not None else None,
        value=cell.value.number if cell else None,
        state=str(cell.value.state if cell else ValueState.UNKNOWN),
    )


def lines(home: Home | None, indicators: Iterator[Indicator], moment: datetime) -> list[Line]:
    """Return a line per indicator, in the order given."""
    return [line_of(home, one, moment) for one in indicators]
