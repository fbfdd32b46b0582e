"""How much may be claimed: per product period and over a whole assignment, as the standard's calculation rules say.

The queries of TR321 and TR322 say the same in SQL for millions of lines; here it stands day by day, for one assignment at a time
and as the proof of those queries. Periods are half-open; volumes are in the unit of the assignment (euros: cents).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from regiewijzer.vocabulary.periods import first_of_month, inclusive, next_month

EUROS = "83"
_SUNDAY = 7


class Frequency(StrEnum):
    """How often the assigned volume may be used (code list WMO757)."""

    PER_DAY = "1"
    PER_WEEK = "2"
    PER_MONTH = "4"
    IN_TOTAL = "6"


@dataclass(frozen=True, slots=True)
class AssignedVolume:
    """The size (omvang) of an assignment and the period it holds for; `valid_until` None is open."""

    volume: int
    unit: str
    frequency: Frequency
    valid_from: date
    valid_until: date | None


def product_period(assigned: AssignedVolume, month: date) -> tuple[date, date]:
    """Return the product period in the month of that day: the month, cut off by the assignment and by nothing else."""
    until = next_month(month) if assigned.valid_until is None else min(next_month(month), assigned.valid_until)
    return max(first_of_month(month), assigned.valid_from), until


def _days(first: date, until: date) -> Iterator[date]:
    while first < until:
        yield first
        first += timedelta(days=1)


def weeks_touched(first: date, until: date) -> int:
    """Return how many weeks (Monday to Sunday, ISO) the period touches, whole or not."""
    return len({day.isocalendar()[:2] for day in _days(first, until)})


def _months_touched(first: date, until: date) -> int:
    return len({first_of_month(day) for day in _days(first, until)})


def _euro_weeks(assigned: AssignedVolume, first: date, until: date) -> int:
    """Return the Sundays in the period; a last week that is broken off counts with the assignment's last Sunday.

    An assignment without any Sunday has one week: it counts on its last day.
    """
    assert assigned.valid_until is not None, "euros per week need an end (CD076)"
    sundays = [day for day in _days(assigned.valid_from, assigned.valid_until) if day.isoweekday() == _SUNDAY]
    last_day = inclusive(assigned.valid_until)
    weeks = sum(first <= day < until for day in sundays)
    if last_day.isoweekday() == _SUNDAY:
        return weeks
    return weeks + (first <= (sundays[-1] if sundays else last_day) < until)


def largest_in_period(assigned: AssignedVolume, first: date, until: date) -> int | None:
    """Return the largest volume of one product period; None when only the total counts."""
    match assigned.frequency:
        case Frequency.PER_DAY:
            return assigned.volume * (until - first).days
        case Frequency.PER_WEEK:
            is_euros = assigned.unit == EUROS
            return assigned.volume * (_euro_weeks(assigned, first, until) if is_euros else weeks_touched(first, until))
        case Frequency.PER_MONTH:
            return assigned.volume  # also for a broken month, if it was really delivered
        case Frequency.IN_TOTAL:
            return None


def largest_in_all(assigned: AssignedVolume) -> int | None:
    """Return the largest volume over the whole assignment; None when it has no end."""
    if assigned.frequency is Frequency.IN_TOTAL:
        return assigned.volume
    if assigned.valid_until is None:
        return None
    if assigned.frequency is Frequency.PER_MONTH:
        return assigned.volume * _months_touched(assigned.valid_from, assigned.valid_until)
    return largest_in_period(assigned, assigned.valid_from, assigned.valid_until)


def hours_claimed(minutes: int) -> int:
    """Return the hours to claim for the minutes delivered in a period: rounded half up, one hour at least."""
    return max(1, (minutes + 30) // 60)
