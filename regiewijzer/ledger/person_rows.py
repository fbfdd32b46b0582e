"""Where one person is in the record: rows, messages, and which of those messages are about nobody else."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from regiewijzer.definitions.tables import RECORDED
from regiewijzer.ledger.archive import entries
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.record import manifests, standing, table_files

PERSON_TABLES = tuple(table.name for table in RECORDED if any(column.name == "youth_id" for column in table.columns))


@dataclass(frozen=True, slots=True)
class PersonMessages:
    """Ids of the messages that name a person: all, and those that name nobody else; archived or not."""

    named_in: frozenset[str]
    alone_in: frozenset[str]


def files_of(home: Home, table: str) -> Iterator[Path]:
    """Yield the Parquet files of the table that stand."""
    yield from table_files(home, table, standing(manifests(home)))


def rows_of_person(home: Home, table: str, youth_id: str) -> pa.Table:
    """Return every row of the table about the person, of all loads."""
    found = [pq.read_table(path, filters=[("youth_id", "=", youth_id)]) for path in files_of(home, table)]
    return pa.concat_tables(found) if found else pa.table({"message_id": pa.array([], pa.string())})


def _ids(rows: pa.Table) -> set[str]:
    return set(pc.unique(rows.column("message_id")).to_pylist())


def _shared(home: Home, youth_id: str, ids: set[str]) -> set[str]:
    """Return which of the messages have rows about somebody else."""
    others = [("youth_id", "!=", youth_id), ("message_id", "in", sorted(ids))]
    found = (
        pq.read_table(path, columns=["message_id"], filters=others)
        for table in PERSON_TABLES
        for path in files_of(home, table)
        if ids
    )
    return {one for rows in found for one in _ids(rows)}


def messages_of_person(home: Home, youth_id: str) -> PersonMessages:
    """Return the messages that name the person, by the record and by the index of the archive (also refused ones)."""
    recorded = {one for table in PERSON_TABLES for one in _ids(rows_of_person(home, table, youth_id))}
    archived = [entry for entry in entries(home) if youth_id in entry.subjects]
    named = recorded | {entry.name for entry in archived}
    shared = _shared(home, youth_id, named) | {entry.name for entry in archived if len(entry.subjects) > 1}
    return PersonMessages(frozenset(named), frozenset(named - shared))
