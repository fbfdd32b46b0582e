"""What must fit together within an extract table; every text names the key."""

import re
from collections.abc import Iterator

from regiewijzer.definitions.extracts_types import KINDS, ColumnType, ExtractColumn, ExtractTable, SenderKind
from regiewijzer.vocabulary.events import Kind

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_LEDGER_NAMES = frozenset({"message_id", "row_no", "known_at", "known_basis", "load_number"})
_COMPARED = (Kind.INTEGER, Kind.DECIMAL, Kind.DATE)
# Who has no code of its own in the rows: delivers only for everybody.
_FOR_EVERYBODY = frozenset({SenderKind.SERVICE_ORGANISATION, SenderKind.CBS})


def inconsistencies(table: ExtractTable) -> Iterator[str]:
    """Yield what is wrong, as "<key>: <what was expected>"."""
    if not _NAME.fullmatch(table.file_name):
        yield f"file_name: expected small letters, digits and _, found {table.file_name!r}"
    yield from _names(table)
    yield from _owner(table)
    yield from _slice(table)
    yield from _rules(table)
    for column in table.columns:
        yield from (f"columns.{column.name}.{one}" for one in _column(column))


def _names(table: ExtractTable) -> Iterator[str]:
    kept = [column.kept_name for column in table.columns]
    titles = [column.title.nl.casefold() for column in table.columns]
    for column in table.columns:
        if titles.count(column.title.nl.casefold()) > 1:
            yield f"columns.{column.name}.title: expected a title of its own"
        if kept.count(column.kept_name) > 1 or column.kept_name in _LEDGER_NAMES:
            yield f"columns.{column.name}: is kept as {column.kept_name}, a name that is taken"


def _owner(table: ExtractTable) -> Iterator[str]:
    names = {column.name for column in table.columns}
    if table.owner_column is None:
        if not set(table.senders) <= _FOR_EVERYBODY:
            yield "owner_column: expected a column, as others than the service organisation deliver"
        return
    if table.owner_column not in names or not table.column(table.owner_column).required:
        yield f"owner_column: expected a required column, found {table.owner_column!r}"
    if table.owner_column not in table.slice:
        yield f"slice: expected {table.owner_column}, so that no sender replaces what another delivered"


def _slice(table: ExtractTable) -> Iterator[str]:
    names = {column.name for column in table.columns}
    for name in table.slice:
        if name not in names or not table.column(name).required:
            yield f"slice: expected required columns, found {name!r}"
    for name in table.unique:
        if name not in names:
            yield f"unique: expected columns, found {name!r}"


def _rules(table: ExtractTable) -> Iterator[str]:
    names = {column.name: KINDS[column.type] for column in table.columns}
    for number, rule in enumerate(table.rules, start=1):
        sides = [rule.left, *([rule.right] if isinstance(rule.right, str) else [])]
        unknown = [side for side in sides if names.get(side) not in _COMPARED]
        if unknown:
            yield f"rules.{number}: expected columns with numbers or dates, found {', '.join(unknown)}"


def _column(column: ExtractColumn) -> Iterator[str]:
    if not _NAME.fullmatch(column.name):
        yield f"name: expected small letters, digits and _, found {column.name!r}"
    if (column.type is ColumnType.EURO) != column.name.endswith("_cents"):
        yield "type: a column of type euro, and no other, has a name that ends in _cents"
    if column.inclusive_end and (column.type is not ColumnType.DATE or not column.name.endswith("_until")):
        yield "inclusive_end: only for a date with a name that ends in _until"
    if column.name.endswith("_until") and not column.inclusive_end:
        yield "inclusive_end: expected true, as people write the last day"
    if column.inclusive_end and not column.title.nl.endswith("(t/m)"):
        yield "title: expected a title that ends in (t/m)"
    if column.type is ColumnType.BSN and column.name != "bsn":
        yield "name: expected bsn"
    if column.type is ColumnType.POSTCODE and column.name != "postcode":
        yield "name: expected postcode"
