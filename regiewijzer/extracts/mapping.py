"""A saved column mapping: how one sender names the columns of a table, with fixed values for what its file does not say.

The mapping is kept as JSON by whoever keeps senders; here it is read, written, checked and proposed.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from regiewijzer.definitions.extracts_types import ExtractTable
from regiewijzer.extracts.spelling import plain

_KEYS = frozenset({"table", "columns", "constants", "values"})
_ALIKE = 0.8  # two titles are proposed as the same from here: one letter wrong in a short word


class MappingError(ValueError):
    """A mapping cannot be used; the text names the key and what was expected."""


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """How one sender writes one table.

    `columns` are pairs of a title in the sender's file and our column; `constants` pairs of a column and a value, written as in
    the template, for the whole file; `values` are a column, a value in the file and what it stands for in the template.
    """

    table: str
    columns: tuple[tuple[str, str], ...] = ()
    constants: tuple[tuple[str, str], ...] = ()
    values: tuple[tuple[str, str, str], ...] = ()

    def column_by_title(self) -> dict[str, str]:
        """Return the column by plain spelling of the title."""
        return {plain(title): column for title, column in self.columns}

    def value_by_spelling(self, column: str) -> dict[str, str]:
        """Return what values of the sender stand for in that column, by plain spelling."""
        return {plain(written): value for name, written, value in self.values if name == column}


def mapping_to_json(mapping: ColumnMapping) -> str:
    """Return the mapping as JSON, the same text for the same mapping."""
    values: dict[str, dict[str, str]] = {}
    for column, written, value in mapping.values:
        values.setdefault(column, {})[written] = value
    raw = {"table": mapping.table, "columns": dict(mapping.columns), "constants": dict(mapping.constants), "values": values}
    return json.dumps(raw, ensure_ascii=False, sort_keys=True)


def mapping_from_json(text: str, tables: Mapping[str, ExtractTable]) -> ColumnMapping:
    """Return the mapping that the JSON describes; MappingError names the key that is wrong."""
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise MappingError(f"expected JSON: {error}") from error
    if not isinstance(raw, dict) or not set(raw) <= _KEYS:
        raise MappingError(f"expected {', '.join(sorted(_KEYS))}, found {raw!r:.80}")
    if str(raw.get("table")) not in tables:
        raise MappingError(f"table: expected one of {', '.join(tables)}, found {raw.get('table')!r:.80}")
    table = tables[raw["table"]]
    columns, constants = _texts(raw, "columns"), _texts(raw, "constants")
    values = [
        (column, written, value)
        for column in _mapping(raw, "values")
        for written, value in _texts(raw["values"], column, "values.").items()
    ]
    _check_columns(table, "columns", columns.values())
    _check_columns(table, "constants", constants)
    _check_columns(table, "values", (column for column, *_ in values))
    if len(set(columns.values()) | set(constants)) < len(columns) + len(constants):
        raise MappingError("columns: expected every column once, in columns or in constants")
    return ColumnMapping(table.name, tuple(columns.items()), tuple(constants.items()), tuple(values))


def _mapping(raw: Mapping[str, Any], key: str, place: str = "") -> Mapping[str, Any]:
    found = raw.get(key, {})
    if not isinstance(found, dict):
        raise MappingError(f"{place}{key}: expected names with texts, found {found!r:.80}")
    return found


def _texts(raw: Mapping[str, Any], key: str, place: str = "") -> Mapping[str, str]:
    found = _mapping(raw, key, place)
    if not all(isinstance(one, str) for one in found.values()):
        raise MappingError(f"{place}{key}: expected texts")
    return found


def _check_columns(table: ExtractTable, key: str, names: Iterable[str]) -> None:
    known = {column.name for column in table.columns}
    for name in names:
        if name not in known:
            raise MappingError(f"{key}: expected columns of {table.name}, found {name!r:.80}")


def propose_mapping(titles: Iterable[str], table: ExtractTable) -> ColumnMapping:
    """Return the likeliest column for every title that is not one already; each column at most once, the likeliest first."""
    given = [title for title in titles if title.strip()]
    taken = {
        column.name for column in table.columns for title in given if plain(title) in _spellings(column.title.nl, column.title.en)
    }
    free = [column for column in table.columns if column.name not in taken]
    pairs = [
        (max(_alike(plain(title), one) for one in _spellings(column.title.nl, column.title.en, column.name)), title, column.name)
        for title in given
        for column in free
    ]
    found: dict[str, str] = {}
    for likeness, title, column in sorted(pairs, key=lambda pair: -pair[0]):
        if likeness >= _ALIKE and title not in found and column not in found.values():
            found[title] = column
    return ColumnMapping(table.name, tuple(found.items()))


def _spellings(*titles: str) -> tuple[str, ...]:
    return tuple(plain(title.replace("_", " ").removesuffix("(t/m)")) for title in titles) + tuple(map(plain, titles))


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()
