"""Rewrites old loads: what retention, erasure and a new key do. The rewritten rows are a load of their own kind.

The new load takes the place of the loads it changes in one step (its folder gets its final name), so a crash leaves the old rows
or the new ones, never a mix. Rows keep their load number: an earlier snapshot still is what it was, less what had to go.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

import pyarrow as pa
import pyarrow.parquet as pq

from regiewijzer.ledger.cache import drop_caches
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.load_writer import LoadWriter, remove_replaced
from regiewijzer.ledger.manifest import LoadKind, Manifest, SourceFile
from regiewijzer.ledger.record import load_folder, manifests, standing

Change = Callable[[str, pa.Table], pa.Table]
"""From a table's name and some of its rows to the rows that are kept, changed or not."""


def rows_of(home: Home, load: Manifest) -> Iterator[tuple[str, pa.Table]]:
    """Yield table name and rows of a load, a row group at a time."""
    for file in load.files:
        with pq.ParquetFile(load_folder(home, load.number) / file.name) as opened:
            for group in range(opened.num_row_groups):
                yield file.table, opened.read_row_group(group)


def _touched(home: Home, load: Manifest, change: Change) -> bool:
    return any(not change(table, rows).equals(rows) for table, rows in rows_of(home, load))


def _sources(loads: tuple[Manifest, ...]) -> tuple[SourceFile, ...]:
    """Return the files of the loads: what was seen before stays seen, so that it is not loaded again."""
    return tuple({source.sha256 or source.file: source for load in loads for source in load.sources}.values())


def rewrite(
    home: Home,
    change: Change,
    *,
    kind: LoadKind,
    now: datetime,
    program_version: str,
    notes: Mapping[str, str],
    always: bool = False,
) -> Manifest | None:
    """Rewrite the loads that the change touches and return the manifest of the new load.

    None when it touches none, unless `always`: then the load is empty and only tells that it happened.
    The caller holds the load lock. `notes` go into the manifest and hold nothing about a person.
    """
    loads = tuple(load for load in standing(manifests(home)) if _touched(home, load, change))
    if not loads and not always:
        return None
    writer = LoadWriter.begin(home)
    try:
        for load in loads:
            for table, rows in rows_of(home, load):
                writer.add(table, change(table, rows))
        manifest = writer.publish(
            kind=kind,
            loaded_at=now,
            program_version=program_version,
            sources=_sources(loads),
            replaces=[load.number for load in loads],
            notes=notes,
        )
    except BaseException:
        writer.abandon()
        raise
    remove_replaced(home)
    return manifest


def clear_cache(home: Home) -> None:
    """Remove everything that was worked out from the old rows; it comes back without what had to go."""
    drop_caches(home)
    for path in home.cache.glob("*.parquet"):
        path.unlink(missing_ok=True)
