"""The periods of a figure: months, quarters or years, and whether anything can be said of them yet."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from regiewijzer.definitions.indicators_types import Grain, Series
from regiewijzer.vocabulary.periods import add_months

MONTHS = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Period:
    """A period by its first day, the first day of its last month, and the first day after it."""

    first: date
    last_month: date
    after: date


def period_of(grain: Grain, month: date) -> Period:
    """Return the period that the month is in."""
    length = MONTHS[grain]
    first = date(month.year, month.month - (month.month - 1) % length, 1)
    return Period(first, add_months(first, length - 1), add_months(first, length))


def whole_periods(grain: Grain, months: Collection[date]) -> tuple[Period, ...]:
    """Return the periods of which every month is among the months, in order."""
    found = (period_of(grain, month) for month in sorted(months))
    return tuple(period for period in dict.fromkeys(found) if _is_whole(period, months))


def _is_whole(period: Period, months: Collection[date]) -> bool:
    month = period.first
    while month < period.after:
        if month not in months:
            return False
        month = add_months(month, 1)
    return True


def is_decidable(series: Series, last_month: date, after: date, horizon: date) -> bool:
    """Tell whether something can be said of a period, when `horizon` is the last day of which anything is known.

    A month that has begun counts so far, a quarter or year when its last month has; a series that looks ahead needs the
    whole period and the days after it.
    """
    if series.decidable_after_days == 0:
        return last_month <= horizon
    return after + timedelta(days=series.decidable_after_days) <= horizon + timedelta(days=1)


def begun(periods: Sequence[Period], horizon: date) -> Sequence[Period]:
    """Return the periods whose last month has begun: facts of later ones are not read, for nothing can be said of them."""
    return [period for period in periods if period.last_month <= horizon]
