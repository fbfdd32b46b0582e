"""Reads the rows below the titles: every cell by its column, every faulty row held back, every fault kept with its place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from regiewijzer.definitions.extracts_types import ColumnType, ExtractTable
from regiewijzer.extracts.binding import Binding, Bound
from regiewijzer.extracts.faults import Fault, shown
from regiewijzer.extracts.readings import Confirm, Reading, Value, wrong
from regiewijzer.extracts.senders import Known
from regiewijzer.extracts.sheets import EMPTY, Mark, Raw, Row, Sheet, is_empty
from regiewijzer.extracts.spelling import plain
from regiewijzer.extracts.translations import Translated
from regiewijzer.extracts.values import read_value

MERGED, RAGGED, SKIPPED = "RW-EX-23", "RW-EX-24", "RW-EX-61"
_MOST_REMEMBERED = 20_000  # different values per column


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row of the file: its number, its values in the order of the columns of the table, and what is wrong with it."""

    number: int
    values: tuple[Value, ...]
    faults: tuple[Fault, ...] = ()
    raw: tuple[str, ...] = ()  # of a faulty row only


class _Step(NamedTuple):
    """A column to read: where it comes from, its slot among the values, and what was made of its values so far."""

    binding: Binding
    place: int | None
    slot: int
    remembered: dict[Raw | tuple[type, Raw], Reading | Translated]


@dataclass(slots=True)
class Reader:
    """Reads the rows of one table.

    `notes` collects what is only told of, once per column: by rule and column the first row and the number of rows.
    """

    table: ExtractTable
    bound: Bound
    sheet: Sheet
    known: Known
    confirm: Confirm
    notes: dict[tuple[str, int | None], tuple[int, int]] = field(default_factory=dict)
    _steps: list[_Step] = field(default_factory=list)
    _needed: int = 0  # cells in a row with every bound column
    _strict: bool = False

    def __post_init__(self) -> None:
        slots = {column.name: slot for slot, column in enumerate(self.table.columns)}
        self._steps = [_Step(one, one.place, slots[one.column.name], {}) for one in self.bound.bindings]
        self._needed = 1 + max((one.place for one in self.bound.bindings if one.place is not None), default=-1)
        self._strict = any(column.is_personal for column in self.table.columns)

    def rows(self) -> Iterator[ReadRow]:
        """Yield the rows below the titles, without those that a layout skips."""
        assert self.bound.header is not None, self.table.name
        for row in self.sheet.rows:
            if row.number > self.bound.header.row and (read := self._row(row)) is not None:
                yield read

    def _row(self, row: Row) -> ReadRow | None:
        if self.bound.layout is not None and _is_footnote(row):
            return None
        if self._is_ragged(row):
            return ReadRow(row.number, (), (Fault(RAGGED, row.number),), self._raw(row))
        values: list[Value] = [None] * len(self.table.columns)
        faults: list[Fault] = []
        for step in self._steps:
            reading = self._cell(step, row)
            if isinstance(reading, Translated):
                self._note(SKIPPED, None, row.number)
                return None
            values[step.slot], rule, note = reading
            if rule is not None:
                faults.append(self._fault(rule, step.binding, row))
            if note is not None:
                self._note(note, step.place, row.number)
        return ReadRow(row.number, tuple(values), tuple(faults), self._raw(row) if faults else ())

    def _is_ragged(self, row: Row) -> bool:
        assert self.bound.header is not None, self.table.name
        width, count = len(self.bound.header.titles), len(row.cells)
        if count == width or not self.sheet.is_text:
            return False
        # Cells without a title may be missing at the end of a row, and only empty ones may be too many.
        return count < self._needed if count < width else any(cell != EMPTY for cell in row.cells[width:])

    def _cell(self, step: _Step, row: Row) -> Reading | Translated:
        binding, place, _, remembered = step
        raw: Raw = binding.constant if place is None else row.cells[place] if place < len(row.cells) else EMPTY
        mark = self.sheet.marks.get((row.number, place)) if self.sheet.marks and place is not None else None
        if mark is not None:
            return wrong(MERGED) if mark is Mark.MERGED else self._read(binding, raw, mark)
        key = raw if raw.__class__ is str else (raw.__class__, raw)  # 1, 1.0 and True are equal, but not the same
        found = remembered.get(key)
        if found is None:
            found = self._read(binding, raw, None)
            if len(remembered) < _MOST_REMEMBERED:
                remembered[key] = found
        return found

    def _read(self, binding: Binding, raw: Raw, mark: Mark | None) -> Reading | Translated:
        if mark is None and binding.spelled and isinstance(raw, str):
            raw = binding.spelled.get(plain(raw), raw)
        if mark is None and binding.translate is not None:
            translated = binding.translate(raw, self.known)
            if isinstance(translated, Translated):
                return translated if translated.rule is None else wrong(translated.rule)
            raw = translated
        return read_value(binding.column, raw, mark, self.confirm)

    def _fault(self, rule: str, binding: Binding, row: Row) -> Fault:
        raw = binding.constant if binding.place is None else row.cell(binding.place)
        value = None if binding.column.is_personal else self._shown(binding, raw)
        return Fault(rule, row.number, binding.place, value, binding.column.title.nl)

    def _shown(self, binding: Binding, raw: Raw) -> str | None:
        written = as_written(raw)
        return shown(written, strict=self._strict, may_be_code=binding.column.type is ColumnType.AGB) if written else None

    def _note(self, rule: str, place: int | None, row: int) -> None:
        first, count = self.notes.get((rule, place), (row, 0))
        self.notes[rule, place] = (first, count + 1)

    def _raw(self, row: Row) -> tuple[str, ...]:
        return tuple(as_written(cell) for cell in row.cells)


def _is_footnote(row: Row) -> bool:
    """Tell whether this may be the line with the source that CBS puts below a table."""
    return sum(not is_empty(cell) for cell in row.cells) == 1


def as_written(raw: Raw) -> str:
    """Return a cell as text; a number without a decimal point when it is whole."""
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < 10**15:
        return str(int(raw))
    return raw.strip() if isinstance(raw, str) else str(raw)


def noted(notes: dict[tuple[str, int | None], tuple[int, int]]) -> Sequence[Fault]:
    """Return what is only told of as faults, one per column, with the number of rows."""
    return [Fault(rule, row, place, detail=f"× {count}") for (rule, place), (row, count) in notes.items()]
