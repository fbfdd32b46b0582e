"""Which figures and forecasts a finding touches: from its place to the field of the record, and by column lineage to its uses.

A finding on one element touches what uses that column; one on a whole message or row, what uses anything of it.
"""

from collections.abc import Iterable, Iterator
from functools import cache

from regiewijzer.definitions.extracts import load_extract_tables
from regiewijzer.definitions.extracts_types import ExtractTable
from regiewijzer.definitions.queries_lineage import Field
from regiewijzer.definitions.tables import BY_NAME
from regiewijzer.figures.finding import Finding
from regiewijzer.pipeline.field_uses import FieldUses, Use, UseKind
from regiewijzer.vocabulary.events import MESSAGE, TABLES, Table

SHOWN = frozenset({UseKind.INDICATOR, UseKind.FORECAST})
_EXTRACT_MARK = "!"  # "tarieven!Geldig van": a column of an extract
_WORDS = {"message_id", "row_no"}  # name the row, say nothing


def figures_touched(uses: FieldUses, findings: Iterable[Finding]) -> tuple[Use, ...]:
    """Return the figures and forecasts that use what these findings stand on, each once and sorted."""
    fields = frozenset[Field]().union(*(fields_touched(one.message_type, one.path) for one in findings))
    return tuple(use for use in uses.lost_without(fields) if use.kind in SHOWN)


@cache
def fields_touched(message_type: str | None, path: str) -> frozenset[Field]:
    """Return the fields of the record that a place in a message or extract of this type fills; none when the type is unknown."""
    if message_type is None:
        return frozenset()
    extract = next((one for one in load_extract_tables().values() if one.file_name == message_type), None)
    if extract is not None:
        return frozenset(_of_extract(extract, path))
    tables = [table for table in TABLES if message_type in table.messages and table is not MESSAGE]
    named = frozenset(_named(tables, path))
    return named or frozenset((table.name, column.name) for table in tables for column in table.columns) - _names(tables)


def _names(tables: Iterable[Table]) -> frozenset[Field]:
    return frozenset((table.name, word) for table in tables for word in _WORDS)


def _named(tables: Iterable[Table], path: str) -> Iterator[Field]:
    """Yield the columns whose element is the last of the path."""
    last = path.rsplit("/", 1)[-1]
    for table in tables:
        for column in table.columns:
            if last and last in {one.rsplit("/", 1)[-1] for one in column.source.split("|")}:
                yield table.name, column.name


def _of_extract(extract: ExtractTable, path: str) -> Iterator[Field]:
    title = path.partition(_EXTRACT_MARK)[2]
    own = {column.kept_name for column in extract.columns if title and title.startswith(column.title.nl)}
    every = {column.name for column in BY_NAME[extract.name].columns} - _WORDS
    yield from ((extract.name, column) for column in sorted(own or every))
