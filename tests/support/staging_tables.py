"""Staging tables from text tables or rows, for the worked examples and tests of the rules inside a message."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pyarrow as pa

from regiewijzer.messages.staging import MESSAGE_TABLE, RETURN_TABLE, Staging, StagingKind, StagingTable, staging_of
from tests.support.text_table import read_table

ARROW = {StagingKind.TEXT: pa.string(), StagingKind.INTEGER: pa.int64(), StagingKind.DATE: pa.date32()}
_RETURN = pa.schema(
    [("message_no", pa.int64()), ("class_path", pa.string()), ("class_ordinal", pa.int64()), ("RetourCode", pa.string())]
)
Row = Mapping[str, Any]


def text_rows(text: str) -> list[dict[str, str | None]]:
    """Return the rows of a table written as text: names on the first line, "|" between columns, nothing for absent."""
    table = read_table(text)
    return [dict(zip(table.columns, (cell or None for cell in row), strict=True)) for row in table.rows]


def staging_tables(name: str, release: str, rows: Mapping[str, Sequence[Row]]) -> dict[str, pa.Table]:
    """Return all staging tables of a message with those rows; what a row leaves out is NULL.

    message_no is 0 unless given, `ordinal` counts the rows of a message, `parent_ordinal` is 1 unless given, and every
    message has a row in `bericht`. KeyError for a table or column that the message does not have.
    """
    staging = staging_of(name, release)
    unknown = rows.keys() - {table.name for table in staging.tables} - {RETURN_TABLE}
    if unknown:
        raise KeyError(f"{name}: {unknown}")
    tables = {table.name: _table(table, _numbered(table, rows.get(table.name, ()))) for table in staging.tables}
    tables[MESSAGE_TABLE] = _with_all_messages(staging, rows)
    if staging.return_codes:
        codes = [{"message_no": 0, "class_ordinal": 1, **row} for row in rows.get(RETURN_TABLE, ())]
        tables[RETURN_TABLE] = pa.Table.from_pylist([_typed(_RETURN, row) for row in codes], schema=_RETURN)
    return tables


def _schema(table: StagingTable) -> pa.Schema:
    numbers = ("message_no", "ordinal", "parent_ordinal") if table.path else ("message_no",)
    return pa.schema(
        [*((name, pa.int64()) for name in numbers), *((column.name, ARROW[column.kind]) for column in table.columns)]
    )


def _numbered(table: StagingTable, rows: Sequence[Row]) -> list[dict[str, Any]]:
    numbered: list[dict[str, Any]] = []
    seen: dict[int, int] = {}
    for row in rows:
        message_no = int(row.get("message_no") or 0)
        seen[message_no] = seen.get(message_no, 0) + 1
        numbered.append({"ordinal": seen[message_no], "parent_ordinal": 1, **row, "message_no": message_no})
    return numbered if table.path else [{key: row[key] for key in row if "ordinal" not in key} for row in numbered]


def _with_all_messages(staging: Staging, rows: Mapping[str, Sequence[Row]]) -> pa.Table:
    table = staging.table(MESSAGE_TABLE)
    given = {row["message_no"]: row for row in _numbered(table, rows.get(MESSAGE_TABLE, ()))}
    numbers = {int(row.get("message_no") or 0) for some in rows.values() for row in some} | {0}
    return _table(table, [given.get(number, {"message_no": number}) for number in range(max(numbers) + 1)])


def _table(table: StagingTable, rows: Sequence[Row]) -> pa.Table:
    schema = _schema(table)
    return pa.Table.from_pylist([_typed(schema, row) for row in rows], schema=schema)


def _typed(schema: pa.Schema, row: Row) -> dict[str, Any]:
    unknown = row.keys() - set(schema.names)
    if unknown:
        raise KeyError(f"{sorted(unknown)} not in {schema.names}")
    return {name: _value(schema.field(name).type, row.get(name)) for name in schema.names}


def _value(kind: pa.DataType, value: Any) -> Any:
    if value is None or not isinstance(value, str):
        return str(value) if pa.types.is_string(kind) and value is not None else value
    if pa.types.is_date32(kind):
        return date.fromisoformat(value)
    return int(value) if pa.types.is_int64(kind) else value
