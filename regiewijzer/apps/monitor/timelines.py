"""The cells of a figure as lines through time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from regiewijzer.apps.monitor.grains import following, periods_between
from regiewijzer.definitions.indicators_types import Grain
from regiewijzer.figures.figure import Figure
from regiewijzer.figures.values import UNKNOWN, Value
from regiewijzer.vocabulary.periods import add_months, first_of_month

LOCAL = ZoneInfo("Europe/Amsterdam")
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


def local_day(moment: datetime) -> date:
    """Return the last whole day before a moment (naive UTC), on our own clock: the day that "as of" names."""
    return (moment.replace(tzinfo=UTC).astimezone(LOCAL) - timedelta(microseconds=1)).date()


def first_provisional(moment: datetime, months: int) -> date:
    """Return the first month that may still change when the latest `months` whole months may."""
    return add_months(first_of_month(local_day(moment)), -months)


def is_provisional(period: date, grain: Grain, provisional_from: date) -> bool:
    """Tell whether a period reaches into the months that may still change."""
    return following(period, grain) > provisional_from


def period_to_lead_with(lines: Sequence[Timeline], grain: Grain, provisional_from: date) -> date | None:
    """Return the newest settled period with a number in any line; else the newest with a number; else None."""
    shown = sorted({period for line in lines for period, _number in line.shown()})
    settled = [period for period in shown if not is_provisional(period, grain, provisional_from)]
    return (settled or shown or [None])[-1]
