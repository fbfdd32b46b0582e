"""Everything that contracts read: the registers in the ledger, and the changes on their way to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet

from regiewijzer.apps.contracts.models import Change, Document, HeldRow
from regiewijzer.apps.contracts.policies import visible
from regiewijzer.apps.contracts.states import ChangeState
from regiewijzer.contracting.changes import Row, key_of
from regiewijzer.figures.scope import Scope
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.snapshots import latest_snapshot
from regiewijzer.pipeline import registers
from regiewijzer.pipeline.registers import TABLES, Version, row_id, table_of
from regiewijzer.web.home import current_region

SLUGS = {table_of(name).file_name: name for name in TABLES}


@dataclass(frozen=True, slots=True)
class Found:
    """A row that was asked for: its register, its name in addresses, what it says (None: taken out), every version."""

    table: str
    id: str
    row: Row | None
    versions: tuple[Version, ...]

    @property
    def newest(self) -> Row:
        """What it says now, or said last."""
        return self.row if self.row is not None else next(one.row for one in reversed(self.versions) if one.row is not None)


@lru_cache(maxsize=4)
def _registers(home: Home, snapshot: int) -> Mapping[str, tuple[Row, ...]]:
    return registers.registers(home, TABLES, snapshot=snapshot)


def all_registers(home: Home) -> Mapping[str, tuple[Row, ...]]:
    """Return every register as it stands, all empty when nothing was loaded."""
    snapshot = latest_snapshot(home)
    return _registers(home, snapshot) if snapshot else dict.fromkeys(TABLES, ())


def rows_of(home: Home, table: str, scope: Scope) -> list[Row]:
    """Return the rows of a register that concern the reader."""
    return visible(table, all_registers(home)[table], scope)


def found_row(home: Home, table: str, name: str, scope: Scope) -> Found | None:
    """Return one row with its versions; None when there is none that concerns the reader.

    Also a row that was taken out is found as long as a waiting change or an older version knows it.
    """
    row = next((one for one in rows_of(home, table, scope) if row_id(table, one) == name), None)
    key = key_of(row, table_of(table).unique) if row is not None else registers.key_of_id(home, table, name)
    if key is None:
        return None
    told = registers.versions(home, table, key)
    found = Found(table, name, row, told)
    return found if visible(table, [found.newest], scope) else None


def names(home: Home) -> dict[str, str]:
    """Return the names of municipalities and providers by code, those of the register before those of the region."""
    region = current_region()
    known = {one.code: one.name for one in (*region.municipalities, *region.providers)}
    return known | {str(row["provider_code"]): str(row["name"]) for row in all_registers(home)["provider_register"]}


def waiting_on(table: str, name: str) -> Change | None:
    """Return the change of a row that waits for the worker, if there is one."""
    held = HeldRow.objects.filter(table=table, row_id=name).select_related("change").first()
    return held.change if held else None


def held_ids(table: str) -> frozenset[str]:
    """Return the rows of a register that wait for a change."""
    return frozenset(HeldRow.objects.filter(table=table).values_list("row_id", flat=True))


def changes() -> QuerySet[Change]:
    """Return every change, newest first."""
    return Change.objects.all()


def changes_of(table: str, name: str) -> list[Change]:
    """Return the changes of one row that were asked in pages, newest first."""
    return [one for one in Change.objects.filter(table=table)[:500] if name in touched(one)]


def touched(change: Change) -> frozenset[str]:
    """Return the rows that a change touches."""
    from regiewijzer.apps.contracts.encoding import operations_from_json

    found = operations_from_json(change.table, change.operations)
    return frozenset(row_id(change.table, row) for one in found for row in (one.base, one.row) if row is not None)


def change_of_load(numbers: Sequence[int]) -> Mapping[int, Change]:
    """Return the changes that made these loads."""
    return {one.load_number: one for one in Change.objects.filter(load_number__in=numbers) if one.load_number is not None}


def documents_of(contract_number: str) -> QuerySet[Document]:
    """Return the links to documents of a contract."""
    return Document.objects.filter(contract_number=contract_number)


def runs_on(row: Row, day: date) -> bool:
    """Tell whether a row is valid on a day."""
    begin, end = row.get("valid_from"), row.get("valid_until")
    return (not isinstance(begin, date) or begin <= day) and (not isinstance(end, date) or day < end)


def waiting_count() -> int:
    """Return how many changes wait for the worker."""
    return Change.objects.filter(state=ChangeState.WAITING).count()


def by_code(rows: Sequence[Row], column: str) -> dict[Any, Row]:
    """Return rows by a column; of several the last one."""
    return {row[column]: row for row in rows}
