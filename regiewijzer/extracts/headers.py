"""Finds the row with titles in a sheet, and which of its cells is which column."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from regiewijzer.definitions.extracts_types import ExtractTable
from regiewijzer.extracts.sheets import Raw, Row, Sheet, is_empty
from regiewijzer.extracts.spelling import plain

_LOOKED_AT = 20  # rows; above the titles there may be a heading
_LONGEST_TITLE = 200
LONGEST_SHEET_NAME = 31  # by Excel's own rule


@dataclass(frozen=True, slots=True)
class Header:
    """The row of titles: its number, its titles as written, and the place of every column; `unknown` and `double` are places."""

    row: int
    titles: tuple[str, ...]
    places: Mapping[str, int]
    unknown: tuple[int, ...] = ()
    double: tuple[int, ...] = ()


def titles_of(table: ExtractTable) -> Mapping[str, str]:
    """Return the column by plain spelling of its title: the Dutch one, else the English one, else its own name."""
    return _titles_of(tuple((column.name, column.title.nl, column.title.en) for column in table.columns))


@lru_cache(maxsize=256)
def _titles_of(columns: tuple[tuple[str, str, str], ...]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for spelling in (1, 2, 0):
        for column in columns:
            found.setdefault(plain(column[spelling]), column[0])
    return found


def find_header(sheet: Sheet, titles: Mapping[str, str]) -> Header | None:
    """Return the row that holds most of the titles, the first of equals; None when no row holds any."""
    rows = list(islice(sheet.rows, _LOOKED_AT))
    best = max(rows, key=lambda row: _count(row, titles), default=None)
    return None if best is None or not _count(best, titles) else _header(best, titles)


def _count(row: Row, titles: Collection[str]) -> int:
    return len({cell for cell in _plain_cells(row.cells) if cell in titles})


# A sheet is held against the titles of every table: its rows are spelled plainly once.
@lru_cache(maxsize=256)
def _plain_cells(cells: tuple[Raw, ...]) -> tuple[str, ...]:
    return tuple(plain(cell) if isinstance(cell, str) and len(cell) <= _LONGEST_TITLE else "" for cell in cells)


def _header(row: Row, titles: Mapping[str, str]) -> Header:
    places: dict[str, int] = {}
    unknown, double = [], []
    for place, (cell, spelled) in enumerate(zip(row.cells, _plain_cells(row.cells), strict=True)):
        if is_empty(cell):
            continue
        column = titles.get(spelled)
        if column is None:
            unknown.append(place)
        elif column in places:
            double.append(place)
        else:
            places[column] = place
    written = tuple(cell.strip() if isinstance(cell, str) else str(cell) for cell in row.cells)
    return Header(row.number, written, places, tuple(unknown), tuple(double))


def table_by_name(name: str, tables: Iterable[ExtractTable]) -> ExtractTable | None:
    """Return the table of a sheet or file by its name, which may go on after a mark: "personeel 2024-K1"."""
    wanted = "_".join(plain(name.replace("-", " ").replace("_", " ")).split())
    found = [table for table in tables if _is_name(wanted, table.file_name)]
    return max(found, key=lambda table: len(table.file_name), default=None)


def _is_name(wanted: str, file_name: str) -> bool:
    return wanted in (file_name, file_name[:LONGEST_SHEET_NAME]) or wanted.startswith(f"{file_name}_")


def table_by_titles(sheet: Sheet, tables: Iterable[ExtractTable]) -> ExtractTable | None:
    """Return the one table of which all required titles are there and most titles fit; None when none or several do."""
    fitting = [
        (len(header.places), table)
        for table in tables
        if (header := find_header(sheet, titles_of(table))) and is_whole(header, table)
    ]
    best = max((count for count, _ in fitting), default=0)
    found = [table for count, table in fitting if count == best]
    return found[0] if len(found) == 1 else None


def is_whole(header: Header, table: ExtractTable) -> bool:
    """Tell whether no required column is missing."""
    return not missing(header.places, table)


def missing(given: Collection[str], table: ExtractTable) -> list[str]:
    """Return the required columns that are not given."""
    return [column.name for column in table.columns if column.required and column.name not in given]
