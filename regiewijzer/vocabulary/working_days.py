"""Working days in the Netherlands: Monday to Friday, without the days on which offices are closed by law or custom."""

from datetime import date, timedelta
from functools import cache

_SATURDAY = 5
_LIBERATION_DAY_EVERY = 5  # years: in between it is an ordinary working day for most


def easter(year: int) -> date:
    """Return Easter Sunday of a year of the Gregorian calendar (Gauss, as corrected by Butcher)."""
    golden, century = year % 19, year // 100
    leap_corrected = century // 4
    moon = (19 * golden + century - leap_corrected - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (year % 100 // 4) - moon - year % 100 % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _kings_day(year: int) -> date:
    day = date(year, 4, 27)
    return day - timedelta(1) if day.isoweekday() == 7 else day


@cache
def holidays(year: int) -> frozenset[date]:
    """Return the days of a year on which nobody is held to a term, also those that fall in a weekend."""
    sunday = easter(year)
    moving = {sunday + timedelta(days) for days in (1, 39, 50)}  # Easter Monday, Ascension Day, Whit Monday
    fixed = {date(year, 1, 1), _kings_day(year), date(year, 12, 25), date(year, 12, 26)}
    liberation = {date(year, 5, 5)} if year % _LIBERATION_DAY_EVERY == 0 else set()
    return frozenset(moving | fixed | liberation)


def is_working_day(day: date) -> bool:
    """Tell whether offices are open."""
    return day.weekday() < _SATURDAY and day not in holidays(day.year)


def add_working_days(day: date, count: int) -> date:
    """Return the day that is `count` (0 or more) working days after `day`; ValueError when it is negative."""
    if count < 0:
        raise ValueError(f"{count} working days")
    while count:
        day += timedelta(1)
        count -= is_working_day(day)
    return day


def working_days_between(first: date, last: date) -> int:
    """Return how many working days come after `first` up to and including `last`; negative when `last` is earlier."""
    if last < first:
        return -working_days_between(last, first)
    return sum(is_working_day(first + timedelta(day)) for day in range(1, (last - first).days + 1))
