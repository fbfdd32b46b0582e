"""Terms: how one stands on a day, and when somebody should be reminded of its end."""

from collections.abc import Sequence
from datetime import date
from enum import IntEnum

from regiewijzer.contracting.changes import Row
from regiewijzer.vocabulary.periods import add_months, first_of_month

REMINDED = (12, 6, 3)  # months before the end: a tender, an extension and a notice each need their time
SOON = 6  # months in which an end is called near


class Standing(IntEnum):
    """How a term stands, in the order of a list."""

    ENDING = 0
    RUNNING = 1
    COMING = 2
    ENDED = 3


def _end(row: Row) -> date:
    end = row.get("valid_until")
    return end if isinstance(end, date) else date.max


def months_ahead(day: date, months: int) -> date:
    """Return the same day so many months later, at most the last of that month."""
    first = add_months(first_of_month(day), months)
    last = (add_months(first, 1) - first).days
    return first.replace(day=min(day.day, last))


def ends_within(row: Row, day: date, months: int) -> bool:
    """Tell whether a term that runs on a day ends within so many months of it."""
    begin = row["valid_from"]
    assert isinstance(begin, date), row
    return begin <= day < _end(row) <= months_ahead(day, months)


def standing(row: Row, day: date) -> Standing:
    """Return how a term stands on a day."""
    begin = row["valid_from"]
    assert isinstance(begin, date), row
    if _end(row) <= day:
        return Standing.ENDED
    if begin > day:
        return Standing.COMING
    return Standing.ENDING if ends_within(row, day, SOON) else Standing.RUNNING


def reminders_due(row: Row, day: date, months: Sequence[int] = REMINDED) -> int | None:
    """Return the shortest of these terms that the end of a running row falls within, None when none does."""
    return min((one for one in months if ends_within(row, day, one)), default=None)
