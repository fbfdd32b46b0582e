"""Reads dates and periods. A period is kept as its first day; a date of Excel is unambiguous, a number is not a date."""

import re
from datetime import date, datetime, time

from regiewijzer.definitions.extracts_types import ExtractColumn
from regiewijzer.extracts.readings import NOTHING, Reading, wrong
from regiewijzer.extracts.sheets import Raw
from regiewijzer.vocabulary.periods import exclusive

MISSING, DAY, MONTH, QUARTER, HALF_YEAR, YEAR = "RW-EX-20", "RW-EX-30", "RW-EX-31", "RW-EX-32", "RW-EX-33", "RW-EX-34"
FIRST_YEAR, LAST_YEAR = 1900, 2199
_NO_END = date(9999, 12, 31)  # systems write it for "no end"
# Excel takes 1900 for a leap year, so its dates before this one are a day off.
_FIRST_SURE_DAY = date(1900, 3, 1)
_DAY = re.compile(r"([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})")
_MONTH = re.compile(r"([0-9]{1,2})-([0-9]{4})")
_QUARTER = re.compile(r"([0-9]{4})-[KQ]([1-4])", re.IGNORECASE)
_HALF_YEAR = re.compile(r"([0-9]{4})-H([12])", re.IGNORECASE)
_YEAR = re.compile(r"[0-9]{4}")


def day(column: ExtractColumn, raw: Raw) -> Reading:
    """Read a day; the last day of a period is kept as the day after, and 31-12-9999 as no end."""
    found = _day_of(raw)
    if found == _NO_END and column.inclusive_end:
        return wrong(MISSING) if column.required else NOTHING
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        return wrong(DAY)
    return Reading(exclusive(found) if column.inclusive_end else found)


def month(raw: Raw) -> Reading:
    """Read a month; of Excel's dates only the first of a month, which is what Excel makes of "01-2024"."""
    if isinstance(raw, str):
        return _first_day(_MONTH.fullmatch(raw), MONTH)
    found = _day_of(raw)
    return Reading(found) if found and found.day == 1 and FIRST_YEAR <= found.year <= LAST_YEAR else wrong(MONTH)


def quarter(raw: Raw) -> Reading:
    """Read a quarter: 2024-K1."""
    return _part_of_year(_QUARTER.fullmatch(raw) if isinstance(raw, str) else None, 3, QUARTER)


def half_year(raw: Raw) -> Reading:
    """Read a half-year: 2024-H1."""
    return _part_of_year(_HALF_YEAR.fullmatch(raw) if isinstance(raw, str) else None, 6, HALF_YEAR)


def year(raw: Raw) -> Reading:
    """Read a year, as text or as a number."""
    written = f"{raw:.15g}" if isinstance(raw, int | float) and not isinstance(raw, bool) else raw
    if not isinstance(written, str) or not _YEAR.fullmatch(written) or not FIRST_YEAR <= int(written) <= LAST_YEAR:
        return wrong(YEAR)
    return Reading(date(int(written), 1, 1))


def _day_of(raw: Raw) -> date | None:
    if isinstance(raw, datetime):
        return raw.date() if raw.time() == time() and raw.date() >= _FIRST_SURE_DAY else None
    if isinstance(raw, date):
        return raw if raw >= _FIRST_SURE_DAY else None
    written = _DAY.fullmatch(raw) if isinstance(raw, str) else None
    if not written:
        return None
    try:
        return date(int(written[3]), int(written[2]), int(written[1]))
    except ValueError:
        return None


def _first_day(written: re.Match[str] | None, rule: str) -> Reading:
    if not written or not 1 <= int(written[1]) <= 12 or not FIRST_YEAR <= int(written[2]) <= LAST_YEAR:
        return wrong(rule)
    return Reading(date(int(written[2]), int(written[1]), 1))


def _part_of_year(written: re.Match[str] | None, months: int, rule: str) -> Reading:
    if not written or not FIRST_YEAR <= int(written[1]) <= LAST_YEAR:
        return wrong(rule)
    return Reading(date(int(written[1]), (int(written[2]) - 1) * months + 1, 1))
