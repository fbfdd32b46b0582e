"""Forgets one person: rows, originals, register entry. The caches are rebuilt without them.

Messages about nobody else keep only what is needed not to load them again and to count what was received: their identification,
file and hash go. Of a claim with other persons the lines of this one go, and the original goes as a whole, because the archive
cannot be opened here to cut one person out; the manifest counts both.
"""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from regiewijzer.ledger.archive import drop_person as drop_originals
from regiewijzer.ledger.archive import originals_with
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.keys import key_versions, read_pseudonym_key
from regiewijzer.ledger.lock import load_lock
from regiewijzer.ledger.manifest import LoadKind
from regiewijzer.ledger.person_register import drop_person as drop_registered
from regiewijzer.ledger.person_rows import PERSON_TABLES, PersonMessages, messages_of_person, rows_of_person
from regiewijzer.ledger.persons import pseudonym
from regiewijzer.ledger.rewrite import clear_cache, rewrite
from regiewijzer.ledger.rotation import settle

_BLANKED = ("identification", "reply_to", "source_file", "source_member", "sha256")


@dataclass(frozen=True, slots=True)
class ErasureResult:
    """What was erased. `load_number` is that of the manifest; None when nothing of the person was there."""

    load_number: int | None
    rows: Mapping[str, int]
    originals: int
    originals_with_others: int


def youth_id_of(bsn: str, keys: Path) -> str:
    """Return the pseudonym of a citizen number under the key in use; KeyTrouble when there is none."""
    versions = key_versions(keys)
    return pseudonym(bsn, read_pseudonym_key(keys, versions[-1] if versions else 1))


def _among(rows: pa.Table, ids: frozenset[str]) -> pa.ChunkedArray:
    return pc.is_in(rows.column("message_id"), pa.array(sorted(ids), pa.string()))


def _blanked(rows: pa.Table, ids: frozenset[str]) -> pa.Table:
    theirs = _among(rows, ids)
    for name in _BLANKED:
        column = rows.column(name)
        cleared = pc.if_else(theirs, pa.scalar(None, column.type), column)
        rows = rows.set_column(rows.column_names.index(name), rows.schema.field(name), cleared)
    return rows


def _without(table: str, rows: pa.Table, youth_id: str, messages: PersonMessages) -> pa.Table:
    if table in PERSON_TABLES:
        return rows.filter(pc.fill_null(pc.not_equal(rows.column("youth_id"), youth_id), fill_value=True))
    if table == "message":
        return _blanked(rows, messages.alone_in)
    if table == "finding":
        return rows.filter(pc.invert(_among(rows, messages.alone_in)))
    return rows


def forget(home: Home, bsn: str, *, keys: Path, now: datetime, program_version: str) -> ErasureResult:
    """Erase one person from record, caches, archive and register; `now` is UTC without zone.

    LoadRunning when a load is running. When it is stopped half-way, running it again does the rest.
    """
    with load_lock(home.lock, since=now):
        settle(home, keys)
        youth_id = youth_id_of(bsn, keys)
        messages = messages_of_person(home, youth_id)
        counted = {table: rows_of_person(home, table, youth_id).num_rows for table in PERSON_TABLES}
        rows = {table: count for table, count in counted.items() if count}
        originals = frozenset(originals_with(home, youth_id))
        shared = originals - messages.alone_in
        notes = {
            "rows": str(sum(rows.values())),
            "originals dropped": str(len(originals)),
            "of which with other persons": str(len(shared)),
        }

        def change(table: str, some: pa.Table) -> pa.Table:
            return _without(table, some, youth_id, messages)

        manifest = rewrite(
            home, change, kind=LoadKind.ERASURE, now=now, program_version=program_version, notes=notes, always=bool(originals)
        )
        clear_cache(home)
        drop_originals(home, youth_id)
        # Sealed, so nobody can tell here in which the person is; their senders have the files themselves.
        shutil.rmtree(home.returned, ignore_errors=True)
        drop_registered(keys, youth_id)
    return ErasureResult(manifest.number if manifest else None, rows, len(originals), len(shared))
