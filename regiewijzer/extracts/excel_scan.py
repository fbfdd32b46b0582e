"""Scans the XML of one sheet for what the reader does not tell: where values really are, formulas, errors, percentages, merges.

The dimension that a sheet claims is never believed: the reader makes room for the whole rectangle around all values, so a single
cell in the far corner would take all memory there is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from regiewijzer.extracts.excel_archive import DAMAGED, UnreadableFile
from regiewijzer.extracts.excel_xml import Attributes, walk
from regiewijzer.extracts.sheets import Mark, column_place

TOO_WIDE = "RW-EX-10"
MOST_COLUMNS = 1_000
MOST_CELLS = 8_000_000  # of the rectangle around all values
MOST_MERGED = 1_000_000  # cells
MOST_TEXT = 200_000_000  # characters of shared texts, each time they are used
_CELL = re.compile(r"([A-Za-z]{1,7})([0-9]{1,9})")
_VALUES = frozenset({"v", "is", "f"})
Box = tuple[int, int, int, int]  # first row, first column, last row, last column; rows 1-based, columns 0-based


@dataclass(frozen=True, slots=True)
class Scan:
    """What stands in a sheet: its size in rows and columns, and marks by row number and column."""

    rows: int
    columns: int
    marks: dict[tuple[int, int], Mark]


@dataclass(slots=True)
class _Cells:
    percent: frozenset[str]
    row: int = 0
    place: int = -1
    rows: int = 0
    columns: int = 0
    texts: int = 0
    broken: bool = False
    shows_percent: bool = False
    marks: dict[tuple[int, int], Mark] = field(default_factory=dict)
    merges: list[Box] = field(default_factory=list)

    def started(self, name: str, values: Attributes) -> None:
        if name == "c":
            self._cell(values)
        elif name in _VALUES:
            self._value(name)
        elif name == "row":
            self.row = int(values.get("r") or self.row + 1)
            self.place = -1
        elif name == "mergeCell":
            self._merge(values.get("ref", ""))

    def _cell(self, values: Attributes) -> None:
        reference = values.get("r")
        if reference is None:
            self.place += 1
        else:
            self.row, self.place = _place(reference)
        kind = values.get("t", "n")
        self.texts += kind == "s"
        self.broken = kind == "e"
        self.shows_percent = kind == "n" and values.get("s") in self.percent

    def _value(self, name: str) -> None:
        self.rows, self.columns = max(self.rows, self.row), max(self.columns, self.place + 1)
        if self.columns > MOST_COLUMNS or self.rows * self.columns > MOST_CELLS:
            raise UnreadableFile(TOO_WIDE, f"{self.rows} x {self.columns}")
        where = (self.row, self.place)
        if name == "f":
            self.marks[where] = Mark.FORMULA
        elif self.broken:
            self.marks.setdefault(where, Mark.BROKEN)
        elif self.shows_percent:
            self.marks.setdefault(where, Mark.PERCENT)

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        self.merges.append((*_place(first), *_place(last or first)))
        if len(self.merges) > MOST_MERGED:
            raise UnreadableFile(TOO_WIDE, "merges")


def _place(reference: str) -> tuple[int, int]:
    found = _CELL.fullmatch(reference)
    if not found:
        raise UnreadableFile(DAMAGED, "cell")
    return int(found[2]), column_place(found[1].upper())


def scan_sheet(content: bytes, percent: frozenset[str], lengths: Sequence[int]) -> Scan:
    """Return what stands in the sheet; UnreadableFile when its values span more than a table can."""
    cells = _Cells(percent)
    walk(content, cells.started)
    if cells.texts and not lengths:
        raise UnreadableFile(DAMAGED, "texts")
    if cells.texts * max(lengths, default=0) > MOST_TEXT:
        _refuse_repeated_text(content, lengths)
    _mark_merged(cells)
    return Scan(cells.rows, cells.columns, cells.marks)


def _mark_merged(cells: _Cells) -> None:
    """Mark the merged cells within the sheet; a merge stays a merge, whatever else its first cell is."""
    left = MOST_MERGED
    for first_row, first_column, last_row, last_column in cells.merges:
        rows = range(first_row, min(last_row, cells.rows) + 1)
        columns = range(first_column, min(last_column, cells.columns - 1) + 1)
        left -= len(rows) * len(columns)
        if left < 0:
            raise UnreadableFile(TOO_WIDE, "merged cells")
        cells.marks.update(((row, column), Mark.MERGED) for row in rows for column in columns)


@dataclass(slots=True)
class _SharedTexts:
    lengths: Sequence[int]
    shared: bool = False
    inside: bool = False
    number: str = ""
    total: int = 0

    def started(self, name: str, values: Attributes) -> None:
        if name == "c":
            self.shared = values.get("t") == "s"
        self.inside, self.number = name == "v" and self.shared, ""

    def text(self, piece: str) -> None:
        if self.inside:
            self.number += piece

    def ended(self, name: str) -> None:
        if name != "v" or not self.inside:
            return
        self.inside = False
        number = int(self.number) if self.number.isdecimal() and len(self.number) < 10 else -1
        self.total += self.lengths[number] if 0 <= number < len(self.lengths) else 0
        if self.total > MOST_TEXT:
            raise UnreadableFile(TOO_WIDE, "texts")


def _refuse_repeated_text(content: bytes, lengths: Sequence[int]) -> None:
    """Refuse a sheet that uses a long text very often: the reader copies it for every cell."""
    texts = _SharedTexts(lengths)
    walk(content, texts.started, ended=texts.ended, text=texts.text)
