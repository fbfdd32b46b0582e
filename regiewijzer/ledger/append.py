"""The only writer of the ledger: appends the rows of one load."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from regiewijzer.definitions.extracts import load_extract_tables
from regiewijzer.figures.finding import Finding
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.load_writer import LoadWriter
from regiewijzer.ledger.lock import LoadRunning, load_lock
from regiewijzer.ledger.manifest import LoadKind, SourceFile
from regiewijzer.ledger.message_ids import MessageIds
from regiewijzer.ledger.record import known_message_ids
from regiewijzer.ledger.schema import findings_to_kept, to_kept
from regiewijzer.ledger.slices import slices_of
from regiewijzer.vocabulary.events import DELIVERED_SLICE

__all__ = ["Append", "LoadRunning", "SourceFile"]


def _ids_in(tables: Mapping[str, pa.Table]) -> set[str]:
    columns = (rows.column("message_id") for rows in tables.values() if rows.num_rows)
    return {one for column in columns for one in pc.unique(column).to_pylist() if one is not None}


def _without(rows: pa.Table, ids: set[str]) -> pa.Table:
    """Return the rows of other messages than these."""
    return rows.filter(pc.invert(pc.is_in(rows.column("message_id"), pa.array(sorted(ids), pa.string())))) if ids else rows


def _repeats(tables: Mapping[str, pa.Table]) -> bool:
    """Tell whether the same message occurs twice among these rows."""
    messages = tables.get("message")
    return messages is not None and pc.count_distinct(messages.column("message_id")).as_py() < messages.num_rows


def _first_of_each(rows: pa.Table) -> pa.Table:
    """Return the rows without repeats of the same row of the same message; the first one stays."""
    key = ["message_id", "row_no"] if "row_no" in rows.column_names else ["message_id"]
    numbered = rows.append_column("place", pa.array(np.arange(rows.num_rows)))
    first = numbered.group_by(key, use_threads=False).aggregate([("place", "min")]).column("place_min")
    return rows.take(pa.array(np.sort(first.to_numpy())))


class Append:
    """One load being written. Rows of a message that is already in the ledger are dropped: loading twice changes nothing."""

    def __init__(self, writer: LoadWriter, known: MessageIds, *, loaded_at: datetime, program_version: str) -> None:
        self._writer, self._known = writer, known
        self._loaded_at, self._program_version = loaded_at, program_version
        self.committed = False

    @property
    def load_number(self) -> int:
        """The number this load gets when it is committed."""
        return self._writer.number

    @classmethod
    @contextmanager
    def begin(cls, home: Home, *, loaded_at: datetime, program_version: str) -> Iterator["Append"]:
        """Open the next load; LoadRunning when another is open. Without `commit` nothing remains of it."""
        home.path.mkdir(parents=True, exist_ok=True)
        with load_lock(home.lock, since=loaded_at):
            writer = LoadWriter.begin(home)
            append = cls(writer, known_message_ids(home), loaded_at=loaded_at, program_version=program_version)
            try:
                yield append
            finally:
                if not append.committed:
                    writer.abandon()

    def add(self, tables: Mapping[str, pa.Table], findings: Sequence[Finding] = ()) -> None:
        """Add rows in kept form with `known_at` and `known_basis`; all rows of one message come in one call.

        WrongColumns when a column is missing. Findings are kept also when their message was loaded before.
        """
        assert not self.committed, self.load_number
        arriving = _ids_in(tables)
        seen, repeats = self._known.known(arriving), _repeats(tables)
        for name, rows in tables.items():
            fresh = _without(rows, seen)
            self._write(name, _first_of_each(fresh) if repeats else fresh)
        self._known.update(arriving - seen)
        kept = findings_to_kept(findings, load_number=self.load_number, loaded_at=self._loaded_at)
        self._writer.add("finding", kept)

    def _write(self, name: str, rows: pa.Table) -> None:
        self._writer.add(name, to_kept(name, rows, self.load_number))
        extract = load_extract_tables().get(name)
        if extract:
            self._writer.add(DELIVERED_SLICE.name, to_kept(DELIVERED_SLICE.name, slices_of(extract, rows), self.load_number))

    def commit(self, sources: Sequence[SourceFile] = ()) -> int:
        """Make the load visible, whole, and return its number."""
        self._writer.publish(
            kind=LoadKind.LOAD, loaded_at=self._loaded_at, program_version=self._program_version, sources=sources
        )
        self.committed = True
        return self.load_number
