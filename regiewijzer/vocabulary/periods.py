"""Months and half-open periods. The standard's end dates are inclusive; ours are not."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

_KEPT = 4096  # a run asks for the same few months millions of times


def first_of_month(day: date) -> date:
    """Return the first day of the month of `day`."""
    return day.replace(day=1)


@lru_cache(_KEPT)
def next_month(day: date) -> date:
    """Return the first day of the month after that of `day`."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def previous_month(day: date) -> date:
    """Return the first day of the month before that of `day`."""
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


def add_months(day: date, count: int) -> date:
    """Return the first day of the month `count` months away from that of `day`."""
    month = day.year * 12 + day.month - 1 + count
    return date(month // 12, month % 12 + 1, 1)


def months_between(first: date, until: date) -> Iterator[date]:
    """Yield the first day of every month from that of `first` up to, not including, `until`."""
    month = first_of_month(first)
    while month < until:
        yield month
        month = next_month(month)


def exclusive(last_day: date) -> date:
    """Return the exclusive end for the standard's inclusive last day."""
    return last_day + timedelta(days=1)


def inclusive(until: date) -> date:
    """Return the standard's inclusive last day for our exclusive end."""
    return until - timedelta(days=1)


def month_number(day: date) -> int:
    """Return the number of a month as the forecast counts: 12 x year + month - 1."""
    return 12 * day.year + day.month - 1


def month_start(number: int) -> date:
    """Return the first day of a month by number."""
    return date(number // 12, number % 12 + 1, 1)
