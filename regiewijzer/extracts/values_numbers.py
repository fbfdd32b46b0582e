"""Reads numbers: a decimal comma in text, or a real number of Excel; never more than two decimals, never rounded."""

import re
from decimal import Decimal, InvalidOperation

from regiewijzer.definitions.extracts_types import ColumnType, ExtractColumn
from regiewijzer.extracts.readings import Reading, wrong
from regiewijzer.extracts.sheets import Raw

WHOLE, NUMBER, AMBIGUOUS, OUT_OF_RANGE, TOO_PRECISE = "RW-EX-35", "RW-EX-36", "RW-EX-37", "RW-EX-41", "RW-EX-43"
_PLAIN = re.compile(r"-?[0-9]+(?:,[0-9]+)?")
# With a comma behind it, points in groups of three can only be thousands.
_GROUPED = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]{1,2}")
_POINT = re.compile(r"[-+0-9.,]*\.[-+0-9.,]*|-?[0-9]{1,3}(?:,[0-9]{3}){2,}")
_THOUSANDTHS = re.compile(r",[0-9]{3,}$")
_CENT = Decimal("0.01")
LARGEST = 10**15  # fits both a 64-bit integer of cents and DECIMAL(18,2)


def integer(column: ExtractColumn, raw: Raw) -> Reading:
    """Read a whole number."""
    found = _number(raw)
    if isinstance(found, str):
        return wrong(found if found == AMBIGUOUS else WHOLE)
    if found != found.to_integral_value() or (isinstance(raw, str) and "," in raw):
        return wrong(WHOLE)
    return _in_range(column, found, int(found))


def decimal(column: ExtractColumn, raw: Raw) -> Reading:
    """Read a number with at most two decimals."""
    found = _precise(raw)
    return wrong(found) if isinstance(found, str) else _in_range(column, found, found)


def euro(column: ExtractColumn, raw: Raw) -> Reading:
    """Read an amount in euros, with or without its sign; the value is in cents."""
    found = _precise(raw.removeprefix("€").strip() if isinstance(raw, str) else raw)
    return wrong(found) if isinstance(found, str) else _in_range(column, found, int(found * 100))


def percentage(column: ExtractColumn, raw: Raw) -> Reading:
    """Read a percentage, with or without its sign; the value is in percent."""
    found = _precise(raw.removesuffix("%").strip() if isinstance(raw, str) else raw)
    return wrong(found) if isinstance(found, str) else _in_range(column, found, found)


def shown_as_percentage(column: ExtractColumn, raw: Raw) -> Reading:
    """Read a number that Excel shows as a percentage: it holds a hundredth. Only a column of percentages may have it."""
    if column.type is not ColumnType.PERCENTAGE or isinstance(raw, bool) or not isinstance(raw, int | float):
        return wrong(NUMBER)
    found = _precise(float(raw) * 100)
    return wrong(found) if isinstance(found, str) else _in_range(column, found, found)


def _precise(raw: Raw) -> Decimal | str:
    found = _number(raw)
    if isinstance(found, str):
        return found
    if isinstance(raw, str) and _THOUSANDTHS.search(raw):  # "12,500" may be English for twelve thousand five hundred
        return TOO_PRECISE
    return found.quantize(_CENT) if found == round(found, 2) else TOO_PRECISE


def _number(raw: Raw) -> Decimal | str:
    """Return the number, or the rule that the cell breaks; too large a number comes back as 10^16."""
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        return NUMBER
    if not isinstance(raw, str):
        return _of_excel(raw)
    if _PLAIN.fullmatch(raw) or _GROUPED.fullmatch(raw):
        found = Decimal(raw.replace(".", "").replace(",", "."))
        return found if abs(found) < LARGEST else Decimal(LARGEST * 10)
    return AMBIGUOUS if _POINT.fullmatch(raw) else NUMBER


def _of_excel(raw: float) -> Decimal | str:
    # Excel keeps and shows fifteen digits; what binary fractions add behind them was never typed.
    try:
        found = Decimal(f"{raw:.15g}")
    except InvalidOperation:
        return NUMBER
    if not found.is_finite():
        return NUMBER
    return found if abs(found) < LARGEST else Decimal(LARGEST * 10)


def _in_range(column: ExtractColumn, written: Decimal, value: int | Decimal) -> Reading:
    too_small = column.minimum is not None and written < column.minimum
    too_large = abs(written) >= LARGEST or (column.maximum is not None and written > column.maximum)
    return wrong(OUT_OF_RANGE) if too_small or too_large else Reading(value)
