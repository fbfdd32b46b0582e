"""The cells of a figure as lines through time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from regiewijzer.figures.figure import Figure
from regiewijzer.figures.values import UNKNOWN, Value
from regiewijzer.vocabulary.periods import add_months, first_of_month, months_between, next_month

LOCAL = ZoneInfo("Europe/Amsterdam")


@dataclass(frozen=True, slots=True)
class Timeline:
    """One outcome of one combination of dimensions, one value per month without holes: what is absent is unknown."""

    dimensions: tuple[str, ...]
    outcome: str
    months: tuple[date, ...]
    values: tuple[Value, ...]

    def at(self, month: date) -> Value:
        """Return the value of the month; unknown outside the line."""
        return self.values[self.months.index(month)] if month in self.months else UNKNOWN

    def numbers(self) -> list[float | int | None]:
        """Return the numbers, None where none is shown."""
        return [value.number for value in self.values]


def months_of(figure: Figure) -> tuple[date, ...]:
    """Return every month from the first to the last of the figure."""
    periods = [cell.period for cell in figure.cells]
    return tuple(months_between(min(periods), next_month(max(periods)))) if periods else ()


def timelines(figure: Figure) -> Mapping[tuple[tuple[str, ...], str], Timeline]:
    """Return the lines by dimensions and outcome."""
    months = months_of(figure)
    found: dict[tuple[tuple[str, ...], str], dict[date, Value]] = {}
    for cell in figure.cells:
        found.setdefault((cell.dimensions, cell.series), {})[cell.period] = cell.value
    return {
        (dimensions, outcome): Timeline(dimensions, outcome, months, tuple(values.get(month, UNKNOWN) for month in months))
        for (dimensions, outcome), values in found.items()
    }


def local_day(moment: datetime) -> date:
    """Return the last whole day before a moment (naive UTC), on our own clock: the day that "as of" names."""
    from datetime import UTC, timedelta

    return (moment.replace(tzinfo=UTC).astimezone(LOCAL) - timedelta(microseconds=1)).date()


def first_provisional(moment: datetime, months: int) -> date:
    """Return the first month that may still change when the latest `months` whole months may."""
    return add_months(first_of_month(local_day(moment)), -months)


def month_to_lead_with(lines: list[Timeline], provisional_from: date) -> date | None:
    """Return the newest settled month with a number in any line; else the newest with a number; else None."""
    shown = sorted(
        {month for line in lines for month, value in zip(line.months, line.values, strict=True) if value.number is not None}
    )
    settled = [month for month in shown if month < provisional_from]
    return (settled or shown or [None])[-1]
