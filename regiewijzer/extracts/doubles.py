"""Finds rows of one delivery that are about the same: equal rows count once, rows that differ are all held back."""

from collections.abc import Iterable, Iterator, Sequence
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
    slots, persons = _slots(table, table.unique), _slots(table, [name for name in table.unique if _names_person(table, name)])
    for place, row in enumerate(rows if table.unique else ()):
        # A row about nobody in particular may stand beside another.
        if not row.faults and all(row.values[slot] is not None for slot in persons):
            groups.setdefault(tuple([row.values[slot] for slot in slots]), []).append(place)
    found = {place: fault for places in groups.values() if len(places) > 1 for place, fault in _faults(rows, places)}
    return [replace(row, faults=(found[place],)) if place in found else row for place, row in enumerate(rows)]


def _slots(table: ExtractTable, names: Iterable[str]) -> list[int]:
    of = {column.name: slot for slot, column in enumerate(table.columns)}
    return [of[name] for name in names]


def _names_person(table: ExtractTable, name: str) -> bool:
    return table.column(name).type is ColumnType.BSN


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
