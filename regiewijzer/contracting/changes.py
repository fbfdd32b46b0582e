"""Changes of the rows of a register: each says what it replaces, so that two people never undo each other's work unseen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Value = str | int | date | Decimal | bool | None
Row = Mapping[str, Value]
Key = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """One change: `base` is the row as its editor saw it (None: a new one), `row` what comes in its place (None: nothing)."""

    base: Row | None
    row: Row | None


@dataclass(frozen=True, slots=True)
class Difference:
    """One column that differs between two versions of a row."""

    column: str
    before: Value
    after: Value


class Conflict(ValueError):
    """The register is no longer as the editor saw it. `now`: the row of that key now, None when it is gone."""

    def __init__(self, operation: Operation, now: Row | None) -> None:
        super().__init__("the row was changed meanwhile")
        self.operation, self.now = operation, now


def key_of(row: Row, unique: Sequence[str]) -> Key:
    """Return what names the row in its register."""
    return tuple(row.get(name) for name in unique)


def differences(before: Row | None, after: Row | None) -> tuple[Difference, ...]:
    """Return the columns that differ, in the order of the newer row; of a row that came or went every filled column."""
    old, new = before or {}, after or {}
    names = [*new, *(name for name in old if name not in new)]
    return tuple(Difference(name, old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name))


def apply(rows: Sequence[Row], operations: Sequence[Operation], unique: Sequence[str]) -> list[Row]:
    """Return the register after the changes, in its order; Conflict when one of them no longer fits, and then none is made."""
    found: dict[Key, Row] = {key_of(row, unique): row for row in rows}
    for operation in operations:
        _apply(found, operation, unique)
    return list(found.values())


def _apply(found: dict[Key, Row], operation: Operation, unique: Sequence[str]) -> None:
    base, row = operation.base, operation.row
    if base is not None:
        now = found.get(key_of(base, unique))
        if now is None or differences(base, now):
            raise Conflict(operation, now)
    same = base is not None and row is not None and key_of(base, unique) == key_of(row, unique)
    if row is not None and not same and key_of(row, unique) in found:
        raise Conflict(operation, found[key_of(row, unique)])
    if base is not None and not same:
        del found[key_of(base, unique)]
    if row is not None:
        found[key_of(row, unique)] = row
