"""A table as it stands in a file, before anything is made of it: rows of cells with their row numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

# What a cell can hold: CSV has text only, "" is an empty cell; Excel has numbers, dates and truth values too.
Raw = str | int | float | bool | date | datetime | time | timedelta
EMPTY = ""
_LETTERS = 26


class Mark(StrEnum):
    """What a value does not tell of its cell."""

    FORMULA = "formula"
    BROKEN = "broken"  # an error value such as #N/A
    PERCENT = "percent"  # shown as a percentage: 0.084 stands for 8,4
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class Row:
    """One row that is not empty; `number` is 1-based, as the user sees it in Excel."""

    number: int
    cells: tuple[Raw, ...]

    def cell(self, place: int) -> Raw:
        """Return the cell at a 0-based place, empty beyond the end."""
        return self.cells[place] if place < len(self.cells) else EMPTY


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook, or a CSV file under the name of the file. `marks` are by row number and 0-based column.

    In a CSV file (`is_text`) every row must have as many cells as the header.
    """

    name: str
    rows: Sequence[Row]
    marks: Mapping[tuple[int, int], Mark] = field(default_factory=dict)
    is_text: bool = False


def is_empty(raw: Raw) -> bool:
    """Tell whether a cell holds nothing but blanks."""
    return isinstance(raw, str) and not raw.strip()


def column_letters(place: int) -> str:
    """Return the letters of a 0-based column: 0 is A, 26 is AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_place(letters: str) -> int:
    """Return the 0-based place of column letters: A is 0."""
    place = 0
    for letter in letters:
        place = place * _LETTERS + ord(letter) - ord("A") + 1
    return place - 1
