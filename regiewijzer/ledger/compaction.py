"""Compaction: many small loads become one folder of large files. Nothing changes for readers; snapshots stay what they were."""

from datetime import datetime

from regiewijzer.ledger.home import Home
from regiewijzer.ledger.load_writer import LoadWriter, remove_replaced
from regiewijzer.ledger.lock import load_lock
from regiewijzer.ledger.manifest import LoadKind, Manifest
from regiewijzer.ledger.record import manifests, standing
from regiewijzer.ledger.rewrite import rows_of


def compact(home: Home, *, now: datetime, program_version: str, at_least: int = 2) -> Manifest | None:
    """Merge the standing loads into one load of its own kind; None when there are fewer than `at_least`.

    LoadRunning when a load is running. Rows keep the number of their load; the files of sources move to the new manifest.
    """
    with load_lock(home.lock, since=now):
        loads = standing(manifests(home))
        if len(loads) < at_least:
            return None
        writer = LoadWriter.begin(home)
        try:
            for load in loads:
                for table, rows in rows_of(home, load):
                    writer.add(table, rows)
            manifest = writer.publish(
                kind=LoadKind.COMPACTION,
                loaded_at=now,
                program_version=program_version,
                sources=[source for load in loads for source in load.sources],
                replaces=[load.number for load in loads],
            )
        finally:
            writer.abandon()  # after publishing there is nothing left to abandon
        remove_replaced(home)
        return manifest
