"""The list of indicators: goal, source and newest value, for whoever wants to see at a glance that each has all three."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from regiewijzer.cli.numbers import STATES, amount
from regiewijzer.cli.numbers import period as period_in_words
from regiewijzer.definitions.goals import load_goal_trees
from regiewijzer.definitions.indicators_types import Grain, Indicator, Outcome
from regiewijzer.figures.figure import Cell, Request
from regiewijzer.figures.scope import REGION
from regiewijzer.figures.values import ValueState
from regiewijzer.indicators.settled import first_provisional, is_provisional, newest_settled
from regiewijzer.ledger.as_of import open_as_of
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.figures import compute_figure
from regiewijzer.pipeline.figures_lineage import elements_of


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator: the goals it serves (titles), the messages and extracts it is made of, and its newest settled value.

    `period` and `value` are None when nothing can be shown; `state` then says why. `provisional` when no settled period has
    a value and the newest that may still change stands in.
    """

    id: str
    name: str
    goals: tuple[str, ...]
    sources: tuple[str, ...]
    outcome: Outcome
    grain: Grain
    period: date | None
    value: float | int | None
    state: str
    provisional: bool


def sources_of(indicator: Indicator) -> tuple[str, ...]:
    """Return the messages ("301") and extracts ("personeel") whose fields the indicator uses, sorted."""
    named = (element.partition(": ") for element in elements_of(indicator).values())
    words = {word for before, colon, _ in named if colon for word in before.split()}
    return tuple(sorted(words - {"*"}))  # "*": what every message has, such as its date


def goals_of(indicator: str) -> tuple[str, ...]:
    """Return the titles of the goals that are followed with the indicator, over all trees."""
    found = (goal.title.nl for tree in load_goal_trees().values() for goal in tree.goals_of(indicator))
    return tuple(dict.fromkeys(found))


def _newest(cells: Iterable[Cell], outcome: str, grain: Grain, provisional_from: date) -> Cell | None:
    """Return the newest settled cell that is shown, else the newest that is shown, else the newest."""
    own = {cell.period: cell for cell in cells if cell.series == outcome}
    shown = [period for period, cell in own.items() if cell.value.state is ValueState.SHOWN]
    period = newest_settled(shown, grain, provisional_from) or max(own, default=None)
    return own[period] if period else None


def line_of(home: Home | None, indicator: Indicator, moment: datetime) -> Line:
    """Return the line of one indicator; without a home there is no value."""
    outcome = next(indicator.outcomes)
    start = first_provisional(moment, indicator.provisional.months)
    cells = compute_figure(home, Request(indicator.id, moment), REGION).cells if home else ()
    cell = _newest(cells, outcome.code, indicator.grain, start)
    period = cell.period if cell and cell.value.number is not None else None
    return Line(
        id=indicator.id,
        name=indicator.name.nl,
        goals=goals_of(indicator.id),
        sources=sources_of(indicator),
        outcome=outcome,
        grain=indicator.grain,
        period=period,
        value=cell.value.number if cell else None,
        state=str(cell.value.state if cell else ValueState.UNKNOWN),
        provisional=period is not None and is_provisional(period, indicator.grain, start),
    )


def _last_known(home: Home, now: datetime) -> datetime:
    """Return when the last message became known: from then on time alone must not make a period look settled."""
    with open_as_of(home, now) as ledger:
        row = ledger.connection.execute("SELECT max(known_at) FROM message").fetchone()
    known: datetime | None = row[0] if row else None
    return known or now


def lines(home: Home | None, indicators: Iterable[Indicator], now: datetime) -> list[Line]:
    """Return a line per indicator, in the order given, as known when the last message came."""
    moment = _last_known(home, now) if home else now
    return [line_of(home, one, moment) for one in indicators]


def _value(line: Line) -> str:
    if line.value is None or line.period is None:
        return STATES.get(ValueState(line.state), "")
    mark = ", voorlopig" if line.provisional else ""
    return f"{amount(line.value, line.outcome.unit)} ({period_in_words(line.period, line.grain)}{mark})"


def as_block(line: Line) -> tuple[str, list[tuple[str, str]]]:
    """Return the line for people: its name and id, and what there is to tell."""
    told = {"waarde": _value(line), "doel": "; ".join(line.goals), "bron": ", ".join(line.sources)}
    return f"{line.name} ({line.id})", [(name, text) for name, text in told.items() if text]
