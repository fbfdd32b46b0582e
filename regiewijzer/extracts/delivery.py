"""One delivery: the accepted rows as a table of events, its row in `message`, and the identity by which it is known again."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import pyarrow as pa

from regiewijzer.definitions.extracts_types import ExtractTable
from regiewijzer.extracts.doubles import EQUAL
from regiewijzer.extracts.rows import ReadRow
from regiewijzer.extracts.same import Same
from regiewijzer.extracts.senders import Sender
from regiewijzer.vocabulary.events import MESSAGE, Kind, Table

ACCEPTED, PARTIAL, REJECTED = "accepted", "partial", "rejected"
ARROW = {
    Kind.TEXT: pa.string(),
    Kind.INTEGER: pa.int64(),
    Kind.DATE: pa.date32(),
    Kind.TIMESTAMP: pa.timestamp("us"),
    Kind.BOOLEAN: pa.bool_(),
    Kind.DECIMAL: pa.decimal128(18, 2),
}
_BETWEEN = "\x1f"  # stands in no value: control characters are refused
_IDENTIFICATION = 12


@dataclass(frozen=True, slots=True)
class Delivery:
    """One table of one file of one sender.

    `rows` counts the rows that were judged, `accepted` those that were taken in, `repeated` those that stood there twice.
    `slices` are the values of the slice columns that the accepted rows replace.
    """

    message_id: str
    table: str
    file_name: str
    sheet: str
    sender: Sender
    status: str
    rows: int = 0
    accepted: int = 0
    repeated: int = 0
    slices: frozenset[tuple[object, ...]] = frozenset()

    @property
    def held_back(self) -> int:
        """Return the number of rows in quarantine."""
        return self.rows - self.accepted - self.repeated


@dataclass(frozen=True, slots=True)
class Source:
    """The file of a delivery: name, name within a ZIP, content, and the day it is dated."""

    file: str
    member: str
    content: bytes
    dated_on: date


def identity_of(table: ExtractTable, sender: Sender, rows: Iterable[ReadRow]) -> str:
    """Return the identity of a delivery: equal for the same rows from the same sender with the same verdict, in CSV and Excel.

    The verdict is part of it: a file whose rows were held back because a provider was unknown is new once the provider is known.
    """
    digest = hashlib.sha256(f"{table.name}{_BETWEEN}{sender.kind}{_BETWEEN}{sender.code}\n".encode())
    for row in rows:
        parts = row.raw or ["" if value is None else str(value) for value in row.values]
        verdict = "-".join(fault.rule for fault in row.faults)
        digest.update(_BETWEEN.join((verdict, *parts, "\n")).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:32]


def delivery_of(table: ExtractTable, sheet: str, sender: Sender, rows: Sequence[ReadRow], message_id: str) -> Delivery:
    """Return what became of the rows."""
    accepted = [row for row in rows if not row.faults]
    repeated = sum(row.faults[:1] != () and row.faults[0].rule == EQUAL for row in rows)
    complete = len(accepted) + repeated == len(rows)
    status = (ACCEPTED if complete else PARTIAL) if accepted else REJECTED
    slots = [[column.name for column in table.columns].index(name) for name in table.slice]
    slices = frozenset(tuple(row.values[slot] for slot in slots) for row in accepted)
    return Delivery(message_id, table.name, table.file_name, sheet, sender, status, len(rows), len(accepted), repeated, slices)


def rows_table(table: ExtractTable, rows: Iterable[ReadRow], message_id: str) -> pa.Table:
    """Return the accepted rows in incoming form; `row_no` is the row of the file."""
    accepted = [row for row in rows if not row.faults]
    schema = _schema_of(Same(table))
    values = [list(column) for column in zip(*(row.values for row in accepted), strict=True)] or [[] for _ in table.columns]
    arrays = [pa.array([message_id] * len(accepted), pa.string()), pa.array([row.number for row in accepted], pa.int64())]
    arrays += [pa.array(column, kind) for column, kind in zip(values, schema.types[2:], strict=True)]
    return pa.table(arrays, schema=schema)


@lru_cache(maxsize=256)
def _schema_of(table: Same[ExtractTable]) -> pa.Schema:
    return incoming_schema(table.one.event_table())


def incoming_schema(table: Table) -> pa.Schema:
    """Return the Arrow schema in which a table of events is handed to the ledger's gate."""
    return pa.schema([(column.incoming_name, ARROW[column.kind]) for column in table.columns])


INCOMING_MESSAGE = incoming_schema(MESSAGE)


def message_table(delivery: Delivery, source: Source) -> pa.Table:
    """Return the row of the delivery in `message`."""
    code = delivery.sender.code
    said = {
        "message_id": delivery.message_id,
        "message_type": delivery.file_name,
        "sender_code": code,
        "municipality_code": code if delivery.sender.kind == "municipality" else None,
        "provider_code": code if delivery.sender.kind in ("provider", "certified_institution") else None,
        "identification": delivery.message_id[:_IDENTIFICATION],
        "dated_on": source.dated_on,
        "source_file": source.file,
        "source_member": source.member,
        "sha256": hashlib.sha256(source.content).hexdigest(),
        "size_bytes": len(source.content),
        "row_count": delivery.accepted,
        "status": delivery.status,
    }
    return pa.Table.from_pylist([said], schema=INCOMING_MESSAGE)
