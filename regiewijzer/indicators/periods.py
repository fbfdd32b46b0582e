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


def periods_within(grain: Grain, months: Collection[date], first: date, last: date) -> tuple[Period, ...]:
    """Return the periods that begin in one of the months, from `first` up to and including the one that holds `last`.

    A period that began before the first month is left out: part of it would look like less of it.
    """
    found = (period_of(grain, month) for month in sorted(months))
    return tuple(one for one in dict.fromkeys(found) if one.first in months and first <= one.first <= last)


def is_decidable(series: Series, period: Period, horizon: date) -> bool:
    """Tell whether something can be said of a period, when `horizon` is the last day of which anything is known.

    A month that has begun counts so far, a quarter or year when its last month has, a plan as soon as its period has; a
    series that looks ahead needs the whole period and the days after it.
    """
    if series.is_plan:
        return period.first <= horizon
    if series.decidable_after_days == 0:
        return period.last_month <= horizon
    return period.after + timedelta(days=series.decidable_after_days) <= horizon + timedelta(days=1)


def begun(periods: Sequence[Period], horizon: date) -> Sequence[Period]:
    """Return the periods that have begun: facts of later ones are not read, for nothing can be said of them."""
    return [period for period in periods if period.first <= horizon]
