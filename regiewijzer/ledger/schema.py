"""The kept form of every table, as Arrow schemas: what a Parquet file of the record holds."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

import pyarrow as pa

from regiewijzer.definitions.tables import RECORDED
from regiewijzer.figures.finding import Finding
from regiewijzer.vocabulary.events import Kind, Table

ARROW_TYPES = {
    Kind.TEXT: pa.string(),
    Kind.INTEGER: pa.int64(),
    Kind.DATE: pa.date32(),
    Kind.TIMESTAMP: pa.timestamp("us"),
    Kind.BOOLEAN: pa.bool_(),
    Kind.DECIMAL: pa.decimal128(18, 2),
}
KNOWN = (pa.field("known_at", pa.timestamp("us")), pa.field("known_basis", pa.string()))
LOAD_NUMBER = pa.field("load_number", pa.int64())

FINDING_SCHEMA = pa.schema(
    [
        ("rule", pa.string()),
        ("level", pa.int64()),
        ("severity", pa.string()),
        ("source_file", pa.string()),
        ("source_member", pa.string()),
        ("message_id", pa.string()),
        ("message_type", pa.string()),
        ("return_code", pa.string()),
        ("path", pa.string()),
        ("ordinal", pa.int64()),
        ("line", pa.int64()),
        ("value", pa.string()),
        ("owner_role", pa.string()),
        ("owner_code", pa.string()),
        ("detail", pa.string()),
        LOAD_NUMBER,
        ("loaded_at", pa.timestamp("us")),
    ]
)


class WrongColumns(ValueError):
    """A table offered to the ledger misses columns; the text names them."""


def arriving_schema(table: Table) -> pa.Schema:
    """Return the schema in which rows of the table are offered: kept columns, `known_at`, `known_basis`."""
    return pa.schema([*(pa.field(column.name, ARROW_TYPES[column.kind]) for column in table.columns), *KNOWN])


def kept_schema(table: Table) -> pa.Schema:
    """Return the schema in which rows of the table are kept: the arriving one and the number of the load."""
    return arriving_schema(table).append(LOAD_NUMBER)


KEPT_SCHEMAS = {**{table.name: kept_schema(table) for table in RECORDED}, "finding": FINDING_SCHEMA}
_ARRIVING = {table.name: arriving_schema(table) for table in RECORDED}


def to_kept(name: str, rows: pa.Table, load_number: int) -> pa.Table:
    """Return the rows with exactly the kept columns, in order and typed; WrongColumns when one is missing."""
    schema = _ARRIVING[name]
    missing = [column for column in schema.names if column not in rows.column_names]
    if missing:
        raise WrongColumns(f"{name}: missing {', '.join(missing)}")
    number = pa.repeat(pa.scalar(load_number, pa.int64()), rows.num_rows)
    return rows.select(schema.names).cast(schema).append_column(LOAD_NUMBER, number)


def findings_to_kept(findings: Iterable[Finding], *, load_number: int, loaded_at: datetime) -> pa.Table:
    """Return the findings as rows of the table `finding`."""
    load = {"load_number": load_number, "loaded_at": loaded_at}
    return pa.Table.from_pylist([{**asdict(finding), **load} for finding in findings], FINDING_SCHEMA)
