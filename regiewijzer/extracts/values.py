"""Reads the value of one cell by the type of its column, strictly: what can mean two things is not read.

A date is dd-mm-jjjj or a real date of Excel, a number has a decimal comma or is a real number of Excel, a code is text. Nothing
is guessed, with one exception that is told of: leading zeros that a spreadsheet dropped, when the filled-up code is in a list.
"""

from collections.abc import Callable, Mapping

from regiewijzer.definitions.extracts_types import ColumnType, ExtractColumn
from regiewijzer.extracts import values_codes as codes
from regiewijzer.extracts import values_numbers as numbers
from regiewijzer.extracts import values_periods as periods
from regiewijzer.extracts.readings import NOTHING, Confirm, Reading, wrong
from regiewijzer.extracts.sheets import Mark, Raw, is_empty

FORMULA, BROKEN, MISSING = "RW-EX-21", "RW-EX-22", "RW-EX-20"
_BY_FORM: Mapping[ColumnType, Callable[[Raw], Reading]] = {
    ColumnType.TEXT: codes.text,
    ColumnType.POSTCODE: codes.postcode,
    ColumnType.YES_NO: codes.yes_no,
    ColumnType.MONTH: periods.month,
    ColumnType.QUARTER: periods.quarter,
    ColumnType.HALF_YEAR: periods.half_year,
    ColumnType.YEAR: periods.year,
}
_BY_COLUMN: Mapping[ColumnType, Callable[[ExtractColumn, Raw], Reading]] = {
    ColumnType.CODE: codes.code,
    ColumnType.DATE: periods.day,
    ColumnType.INTEGER: numbers.integer,
    ColumnType.DECIMAL: numbers.decimal,
    ColumnType.EURO: numbers.euro,
    ColumnType.PERCENTAGE: numbers.percentage,
}
_BY_REGION: Mapping[ColumnType, Callable[[Raw, Confirm], Reading]] = {
    ColumnType.AGB: codes.agb,
    ColumnType.MUNICIPALITY: codes.municipality,
    ColumnType.BSN: codes.bsn,
}


def read_value(column: ExtractColumn, raw: Raw, mark: Mark | None, confirm: Confirm) -> Reading:
    """Return the value of a cell, or the rule it breaks."""
    if mark is Mark.FORMULA:
        return wrong(FORMULA)
    if mark is Mark.BROKEN:
        return wrong(BROKEN)
    if is_empty(raw):
        return wrong(MISSING) if column.required else NOTHING
    if mark is Mark.PERCENT:
        return numbers.shown_as_percentage(column, raw)
    return _by_type(column, raw.strip() if isinstance(raw, str) else raw, confirm)


def _by_type(column: ExtractColumn, raw: Raw, confirm: Confirm) -> Reading:
    if column.type in _BY_FORM:
        return _BY_FORM[column.type](raw)
    if column.type in _BY_COLUMN:
        return _BY_COLUMN[column.type](column, raw)
    return _BY_REGION[column.type](raw, confirm)
