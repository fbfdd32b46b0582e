"""The registers of the service organisation (contracts, lots, products, tariffs, providers, caps) as pages read and change them.

The ledger is the one truth: a register is the newest delivery of its extract, and a change is a delivery of the whole register
with that change in it, by the service organisation itself. So checks and figures read what a page shows, and every version stays.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

from regiewijzer.contracting.changes import Key, Operation, Row, apply, key_of
from regiewijzer.contracting.judging import Fault, new_faults
from regiewijzer.definitions.extracts import load_extract_tables
from regiewijzer.definitions.extracts_types import ExtractTable
from regiewijzer.extracts.senders import SERVICE_ORGANISATION
from regiewijzer.extracts.writing import csv_of
from regiewijzer.figures.finding import Finding
from regiewijzer.ledger.as_of import open_as_of
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.deliveries import check, deliver

TABLES = ("contract", "framework", "lot", "product", "provider_register", "spending_cap", "tariff")
EVER = datetime(9999, 1, 1)  # everything that is known


@dataclass(frozen=True, slots=True)
class Version:
    """A row of a register as it was known in [known_from, known_until), both UTC; row None: it was taken out."""

    row: Row | None
    known_from: datetime
    known_until: datetime | None
    load_number: int


class NotInOrder(ValueError):
    """A changed register cannot stand: `faults` in the register itself, or `findings` of the reader of extracts."""

    def __init__(self, faults: Sequence[Fault], findings: Sequence[Finding]) -> None:
        super().__init__("the changed register is not in order")
        self.faults, self.findings = tuple(faults), tuple(findings)


def table_of(name: str) -> ExtractTable:
    """Return the definition of a register; KeyError for what is none."""
    if name not in TABLES:
        raise KeyError(name)
    return load_extract_tables()[name]


def row_id(table: str, row: Row) -> str:
    """Return a short name of a row for addresses; the same for every version of it."""
    told = "|".join("" if value is None else str(value) for value in key_of(row, table_of(table).unique))
    return blake2b(told.encode(), digest_size=8).hexdigest()


def register(home: Home, name: str, moment: datetime = EVER, snapshot: int | None = None) -> tuple[Row, ...]:
    """Return the rows of a register as known at a moment (UTC), in the order of their file."""
    return registers(home, (name,), moment, snapshot)[name]


def registers(
    home: Home, names: Sequence[str] = TABLES, moment: datetime = EVER, snapshot: int | None = None
) -> dict[str, tuple[Row, ...]]:
    """Return several registers of one moment, by name."""
    with open_as_of(home, moment, snapshot) as as_of:
        found: dict[str, tuple[Row, ...]] = {}
        for name in names:
            columns = [column.name for column in table_of(name).columns]
            order = "ORDER BY known_at, row_no"
            rows = as_of.connection.execute(f"SELECT {', '.join(columns)} FROM {name} {order}").fetchall()  # noqa: S608 - defined names
            found[name] = tuple(dict(zip(columns, row, strict=True)) for row in rows)
        return found


def versions(home: Home, name: str, key: Key, snapshot: int | None = None) -> tuple[Version, ...]:
    """Return every version of one row, the oldest first; what says the same as the delivery before it is no new version."""
    table = table_of(name)
    columns = [column.name for column in table.columns]
    where = " AND ".join(f"{column} IS NOT DISTINCT FROM ?" for column in table.unique)
    query = f"""
        SELECT known_at, known_until, load_number, {", ".join(columns)}
        FROM kept.{name} WHERE {where} AND known_at < known_until ORDER BY known_at, load_number
    """  # noqa: S608 - names come from the definitions
    with open_as_of(home, EVER, snapshot) as as_of:
        found = as_of.connection.execute(query, list(key)).fetchall()
    return tuple(_merged([(known, until, load, dict(zip(columns, row, strict=True))) for known, until, load, *row in found]))


def _merged(found: Sequence[tuple[datetime, datetime, int, Row]]) -> Iterator[Version]:
    """Yield versions from deliveries: equal ones that follow each other become one, a hole between two is a row taken out."""
    last: Version | None = None
    for known, until, load, row in found:
        if last is not None and last.known_until == known and last.row == row:
            last = Version(row, last.known_from, until, last.load_number)
            continue
        if last is not None:
            yield last
            if last.known_until is not None and last.known_until < known:
                yield Version(None, last.known_until, known, load)
        last = Version(row, known, until, load)
    if last is not None:
        ends = last.known_until is not None and last.known_until < EVER
        yield last if ends else Version(last.row, last.known_from, None, last.load_number)
        if ends and last.known_until is not None:
            yield Version(None, last.known_until, None, last.load_number)


def changed(home: Home, name: str, operations: Sequence[Operation]) -> list[Row]:
    """Return the register as the changes would make it; Conflict or NotInOrder when they cannot be made."""
    found = registers(home)
    rows = apply(found[name], operations, table_of(name).unique)
    faults = new_faults(name, found[name], rows, found)
    if faults:
        raise NotInOrder(faults, ())
    return rows


def judge_change(home: Home, name: str, operations: Sequence[Operation], now: datetime) -> bytes:
    """Return the file that delivers the changed register; Conflict, or NotInOrder when the reader would hold back a row."""
    table = table_of(name)
    content = csv_of(table, changed(home, name, operations))
    told = check(home, content, file=file_of(table), sender=SERVICE_ORGANISATION, today=now.date(), as_table=name)
    if not told.is_in_order:
        raise NotInOrder((), told.findings)
    return content


def change(home: Home, name: str, operations: Sequence[Operation], now: datetime) -> int | None:
    """Deliver the changed register and return the number of the load, None when it says nothing new; `now` is naive UTC.

    Conflict, NotInOrder and LoadRunning leave everything as it was.
    """
    content = judge_change(home, name, operations, now)
    return deliver(home, content, file=file_of(table_of(name)), sender=SERVICE_ORGANISATION, now=now, as_table=name).load_number


def file_of(table: ExtractTable) -> str:
    """Return the name of the file of a register that a page delivers."""
    return f"{table.file_name}.csv"


def key_of_id(home: Home, name: str, wanted: str) -> Key | None:
    """Return the key of a row by its name in addresses, also of one that was taken out; None when it never was there."""
    table = table_of(name)
    columns = ", ".join(table.unique)
    with open_as_of(home, EVER) as as_of:
        keys = as_of.connection.execute(f"SELECT DISTINCT {columns} FROM kept.{name}").fetchall()  # noqa: S608 - defined names
    return next((key for key in keys if row_id(name, dict(zip(table.unique, key, strict=True))) == wanted), None)
