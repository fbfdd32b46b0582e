"""Which parts (slices) of an extract table a delivery fills: worked out once, when its rows are appended.

Not from the rows whenever they are read: rows of a person who is forgotten go, and the part of the delivery must not fall back to
what an older delivery said.
"""

import pyarrow as pa
import pyarrow.compute as pc

from regiewijzer.definitions.extracts_types import ExtractTable
from regiewijzer.ledger.schema import arriving_schema
from regiewijzer.vocabulary.events import DELIVERED_SLICE, Kind

_TOLD = ("message_id", "known_at", "known_basis")


def _key(table: ExtractTable, rows: pa.Table) -> pa.ChunkedArray:
    parts = [rows.column(table.column(name).kept_name).cast(pa.string()) for name in table.slice]
    nothing = pa.chunked_array([pa.repeat(pa.scalar("", pa.string()), rows.num_rows)])
    return pc.binary_join_element_wise(*parts, "|") if parts else nothing


def _owner(table: ExtractTable, rows: pa.Table) -> pa.ChunkedArray | pa.Array:
    return rows.column(table.owner_column) if table.owner_column else pa.nulls(rows.num_rows, pa.string())


def _period(table: ExtractTable, rows: pa.Table) -> pa.ChunkedArray | pa.Array:
    dates = [name for name in table.slice if table.column(name).event_column(table.file_name).kind is Kind.DATE]
    return rows.column(dates[0]) if dates else pa.nulls(rows.num_rows, pa.date32())


def slices_of(table: ExtractTable, rows: pa.Table) -> pa.Table:
    """Return a row of `delivered_slice`, in arriving form, for every part of the table in these arriving rows."""
    named = {name: rows.column(name) for name in _TOLD} | {
        "slice_key": _key(table, rows),
        "owner_code": _owner(table, rows),
        "period": _period(table, rows),
    }
    parts = pa.table(named).group_by(list(named), use_threads=False).aggregate([([], "count_all")])
    told = parts.rename_columns([*named, "row_count"])
    schema = arriving_schema(DELIVERED_SLICE)
    return told.append_column("table_name", pa.repeat(pa.scalar(table.name), told.num_rows)).select(schema.names).cast(schema)
