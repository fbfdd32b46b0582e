"""The titles that stand above the columns of a delivered file, also when they are not ours: to propose a mapping for."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from regiewijzer.definitions.extracts_types import ExtractTable
from regiewijzer.extracts.csv_files import open_csv
from regiewijzer.extracts.excel import open_workbook
from regiewijzer.extracts.excel_archive import UnreadableFile, is_archive
from regiewijzer.extracts.headers import find_header, titles_of
from regiewijzer.extracts.recognition import Chosen, recognise
from regiewijzer.extracts.sheets import Row, Sheet

_LOOKED_AT = 20  # rows
MOST_TITLES = 200
_LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class SheetTitles:
    """The titles of one sheet, as written, and the table that it was taken for, if any."""

    sheet: str
    table: str | None
    titles: tuple[str, ...]


def sheet_titles(content: bytes, file: str, tables: Mapping[str, ExtractTable]) -> tuple[SheetTitles, ...]:
    """Return the titles of every sheet with rows; nothing for a file that cannot be read."""
    try:
        sheets = _sheets(content, file, tables)
    except UnreadableFile:
        return ()
    found = [(sheet, table, _titles(sheet, table)) for sheet, table in recognise(sheets, tables, Chosen())]
    return tuple(SheetTitles(sheet.name, table.name if table else None, titles) for sheet, table, titles in found if titles)


def _sheets(content: bytes, file: str, tables: Mapping[str, ExtractTable]) -> tuple[Sheet, ...]:
    if is_archive(content):
        return tuple(open_workbook(content).sheets)
    return tuple(open_csv(content, file, {title for table in tables.values() for title in titles_of(table)}).sheets)


def _titles(sheet: Sheet, table: ExtractTable | None) -> tuple[str, ...]:
    """Return the texts of the row that holds our titles; without any, of the row with most texts, the first of equals."""
    header = find_header(sheet, titles_of(table)) if table else None
    if header:
        return _shown(header.titles)
    rows = [_texts(row) for row in islice(sheet.rows, _LOOKED_AT)]
    return _shown(max(rows, key=len, default=()))


def _texts(row: Row) -> tuple[str, ...]:
    return tuple(cell for cell in row.cells if isinstance(cell, str) and cell.strip() and not cell.strip().isdecimal())


def _shown(titles: tuple[str, ...]) -> tuple[str, ...]:
    given = (title.strip() for title in titles if title.strip() and len(title) <= _LONGEST_TITLE)
    return tuple(dict.fromkeys(given))[:MOST_TITLES]
