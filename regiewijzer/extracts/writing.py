"""Writes rows of an extract as people fill them in: Dutch titles, dd-mm-jjjj, decimal comma, codes as text.

What is written cannot become a formula: in a workbook every text is stored as text, in CSV a text that a spreadsheet would take
for a formula gets an apostrophe in front, which the reader takes off again. What is written reads back equal.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import xlsxwriter

from regiewijzer.definitions.extracts_types import ColumnType, ExtractColumn, ExtractTable
from regiewijzer.extracts.formulas import safe_text
from regiewijzer.extracts.headers import LONGEST_SHEET_NAME
from regiewijzer.extracts.readings import Value
from regiewijzer.vocabulary.periods import inclusive

# Nothing a user wrote is taken for a formula, a link or a number.
WORKBOOK_OPTIONS: Mapping[str, Any] = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}
DATE_FORMAT = "dd-mm-yyyy"


def written(column: ExtractColumn, value: Value) -> str:
    """Return a value as it stands in a file; the exclusive end is written as the last day."""
    if value is None:
        return ""
    if column.type is ColumnType.CODE:
        return column.codes[str(value)].written
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, date):
        return _period(column, inclusive(value) if column.inclusive_end else value)
    if column.type is ColumnType.EURO:
        assert isinstance(value, int), value
        return f"{'-' if value < 0 else ''}{abs(value) // 100},{abs(value) % 100:02d}"
    return str(value).replace(".", ",") if isinstance(value, Decimal) else str(value)


def _period(column: ExtractColumn, day: date) -> str:
    match column.type:
        case ColumnType.MONTH:
            return f"{day.month:02d}-{day.year}"
        case ColumnType.QUARTER:
            return f"{day.year}-K{(day.month + 2) // 3}"
        case ColumnType.HALF_YEAR:
            return f"{day.year}-H{(day.month + 5) // 6}"
        case ColumnType.YEAR:
            return str(day.year)
        case _:
            return day.strftime("%d-%m-%Y")


def csv_of(table: ExtractTable, rows: Iterable[Mapping[str, Value]], language: str = "nl") -> bytes:
    """Return the rows as CSV: UTF-8 with a byte order mark and semicolons, as a Dutch spreadsheet opens it."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.title.in_language(language) for column in table.columns])
    for row in rows:
        writer.writerow([safe_text(written(column, row.get(column.name))) for column in table.columns])
    return buffer.getvalue().encode("utf-8-sig")


def xlsx_of(table: ExtractTable, rows: Iterable[Mapping[str, Value]], language: str = "nl") -> bytes:
    """Return the rows as a workbook with one sheet; dates and numbers are real ones, codes and periods are text."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, dict(WORKBOOK_OPTIONS)) as workbook:
        sheet = workbook.add_worksheet(sheet_name(table))
        day, text = workbook.add_format({"num_format": DATE_FORMAT}), workbook.add_format({"num_format": "@"})
        for place, column in enumerate(table.columns):
            sheet.write_string(0, place, column.title.in_language(language))
        for number, row in enumerate(rows, start=1):
            for place, column in enumerate(table.columns):
                _write(sheet, (number, place), column, row.get(column.name), (day, text))
    return buffer.getvalue()


def sheet_name(table: ExtractTable) -> str:
    """Return the name of the sheet of a table, as long as Excel allows."""
    return table.file_name[:LONGEST_SHEET_NAME]


def _write(sheet: Any, place: Sequence[int], column: ExtractColumn, value: Value, formats: Sequence[Any]) -> None:
    day, text = formats
    if value is None:
        return
    if column.type is ColumnType.DATE and isinstance(value, date):
        sheet.write_datetime(*place, inclusive(value) if column.inclusive_end else value, day)
    elif column.type is ColumnType.EURO and isinstance(value, int):
        sheet.write_number(*place, value / 100)
    elif isinstance(value, int | Decimal) and not isinstance(value, bool):
        sheet.write_number(*place, float(value))
    else:
        sheet.write_string(*place, written(column, value), text)
