"""Rows of registers as JSON: days as text, all else as it is; and a short mark of what a row says, for forms."""

import json
from collections.abc import Mapping
from datetime import date
from hashlib import blake2b
from typing import Any

from regiewijzer.contracting.changes import Operation, Row
from regiewijzer.definitions.extracts_types import KINDS
from regiewijzer.pipeline.registers import table_of
from regiewijzer.vocabulary.events import Kind


def to_json(row: Row | None) -> dict[str, Any] | None:
    """Return a row as JSON can hold it."""
    if row is None:
        return None
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}


def from_json(table: str, told: Mapping[str, Any] | None) -> Row | None:
    """Return the row that `to_json` wrote; columns that the table has got since are empty."""
    if told is None:
        return None
    columns = table_of(table).columns
    return {one.name: _value(told.get(one.name), is_date=KINDS[one.type] is Kind.DATE) for one in columns}


def _value(told: Any, *, is_date: bool) -> Any:
    return date.fromisoformat(told) if is_date and told is not None else told


def operations_to_json(operations: list[Operation]) -> list[dict[str, Any]]:
    """Return operations as JSON can hold them."""
    return [{"base": to_json(one.base), "row": to_json(one.row)} for one in operations]


def operations_from_json(table: str, told: list[Mapping[str, Any]]) -> list[Operation]:
    """Return the operations that `operations_to_json` wrote."""
    return [Operation(from_json(table, one["base"]), from_json(table, one["row"])) for one in told]


def mark(row: Row | None) -> str:
    """Return a mark of what a row says: two rows with the same mark say the same."""
    return blake2b(json.dumps(to_json(row), sort_keys=True).encode(), digest_size=8).hexdigest() if row else ""
