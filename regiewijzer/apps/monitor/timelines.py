"""The cells of a figure as lines through time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from regiewijzer.apps.monitor.grains import periods_between
from regiewijzer.definitions.indicators_types import Grain
from regiewijzer.figures.figure import Figure
from regiewijzer.figures.values import UNKNOWN, Value
from regiewijzer.indicators.settled import newest_settled

Lines = Mapping[tuple[tuple[str, ...], str], "Timeline"]  # by dimensions and outcome


@dataclass(frozen=True, slots=True)
class Timeline:
    """One outcome of one combination of dimensions, one value per period without holes: what is absent is unknown."""

    dimensions: tuple[str, ...]
    outcome: str
    periods: tuple[date, ...]
    values: tuple[Value, ...]

    def at(self, period: date) -> Value:
        """Return the value of the period; unknown outside the line."""
        return self.values[self.periods.index(period)] if period in self.periods else UNKNOWN

    def numbers(self) -> list[float | int | None]:
        """Return the numbers, None where none is shown."""
        return [value.number for value in self.values]

    def shown(self) -> list[tuple[date, float | int]]:
        """Return the periods with a number."""
        found = zip(self.periods, self.values, strict=True)
        return [(period, value.number) for period, value in found if value.number is not None]


def periods_of(figure: Figure, grain: Grain = Grain.MONTH) -> tuple[date, ...]:
    """Return every period from the first to the last of the figure."""
    found = {cell.period for cell in figure.cells}
    return tuple(periods_between(min(found), max(found), grain)) if found else ()


def timelines(figure: Figure, grain: Grain = Grain.MONTH) -> Lines:
    """Return the lines by dimensions and outcome."""
    periods = periods_of(figure, grain)
    found: dict[tuple[tuple[str, ...], str], dict[date, Value]] = {}
    for cell in figure.cells:
        found.setdefault((cell.dimensions, cell.series), {})[cell.period] = cell.value
    return {
        (dimensions, outcome): Timeline(dimensions, outcome, periods, tuple(values.get(one, UNKNOWN) for one in periods))
        for (dimensions, outcome), values in found.items()
    }


def period_to_lead_with(lines: Sequence[Timeline], grain: Grain, provisional_from: date) -> date | None:
    """Return the newest settled period with a number in any line; else the newest with a number; else None."""
    shown = {period for line in lines for period, _number in line.shown()}
    return newest_settled(shown, grain, provisional_from)
