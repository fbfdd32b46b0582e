"""Finds rows of one delivery that are about the same: equal rows count once, rows that differ are all held back."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from regiewijzer.definitions.extracts_types import ColumnType, ExtractTable
from regiewijzer.extracts.faults import Fault
from regiewijzer.extracts.readings import Value
from regiewijzer.extracts.rows import ReadRow

EQUAL, DIFFERENT = "RW-EX-51", "RW-EX-52"
_MOST_LISTED = 5


def with_doubles(table: ExtractTable, rows: Sequence[ReadRow]) -> list[ReadRow]:
    """Return the rows, with a fault on those that may not be taken in beside another. Faulty rows are left out of it."""
    groups: dict[tuple[Value, ...], list[int]] = {}
    for place, row in enumerate(rows):
        if not row.faults and (key := _key(table, row)) is not None:
            groups.setdefault(key, []).append(place)
    found = {place: fault for places in groups.values() if len(places) > 1 for place, fault in _faults(rows, places)}
    return [replace(row, faults=(found[place],)) if place in found else row for place, row in enumerate(rows)]


def _key(table: ExtractTable, row: ReadRow) -> tuple[Value, ...] | None:
    """Return the values that may occur once; None when the table has none, or a row is about nobody in particular."""
    values = {column.name: value for column, value in zip(table.columns, row.values, strict=True)}
    nobody = any(values[name] is None for name in table.unique if table.column(name).type is ColumnType.BSN)
    return tuple(values[name] for name in table.unique) if table.unique and not nobody else None


def _faults(rows: Sequence[ReadRow], places: Sequence[int]) -> Iterator[tuple[int, Fault]]:
    first = rows[places[0]]
    if all(rows[place].values == first.values for place in places):
        for place in places[1:]:
            yield place, Fault(EQUAL, rows[place].number, detail=f"= {first.number}")
        return
    few = [rows[place].number for place in places[: _MOST_LISTED + 1]]
    for place in places:
        others = [number for number in few if number != rows[place].number][:_MOST_LISTED]
        yield place, Fault(DIFFERENT, rows[place].number, detail=f"≠ {', '.join(map(str, others))}")
