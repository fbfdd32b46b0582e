"""Writes the files of one load into an unfinished folder and makes the load visible in one step."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from regiewijzer.ledger.cache import drop_caches
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.manifest import KeptFile, LoadKind, Manifest, SourceFile, sha256_of, write_manifest
from regiewijzer.ledger.record import UNFINISHED, load_folder, load_numbers, manifests, replaced_folder
from regiewijzer.ledger.schema import KEPT_SCHEMAS
from regiewijzer.ledger.whole_files import flush_to_disk

# Rows wait in memory until there are this many bytes of one table: fewer would give thousands of tiny row groups.
WAITING_BYTES = 8_000_000


@dataclass
class _TableFile:
    """The file of one table: rows wait until they fill a row group."""

    path: Path
    table: str
    writer: pq.ParquetWriter = field(init=False)
    waiting: list[pa.Table] = field(default_factory=list)
    waiting_bytes: int = 0
    rows: int = 0

    def __post_init__(self) -> None:
        self.writer = pq.ParquetWriter(self.path, KEPT_SCHEMAS[self.table], compression="zstd")

    def add(self, rows: pa.Table) -> None:
        self.waiting.append(rows)
        self.waiting_bytes += rows.nbytes
        self.rows += rows.num_rows
        if self.waiting_bytes >= WAITING_BYTES:
            self.write_waiting()

    def write_waiting(self) -> None:
        if self.waiting:
            self.writer.write_table(pa.concat_tables(self.waiting))
        self.waiting, self.waiting_bytes = [], 0

    def finish(self) -> KeptFile:
        self.write_waiting()
        self.writer.close()
        flush_to_disk(self.path)
        return KeptFile(self.path.name, self.table, self.rows, self.path.stat().st_size, sha256_of(self.path))


class LoadWriter:
    """One unfinished load. The caller holds the load lock from `begin` until `publish` or `abandon`."""

    def __init__(self, home: Home, number: int) -> None:
        self.home, self.number = home, number
        self.folder = home.loads / f"{UNFINISHED}{number:06d}"
        self.folder.mkdir(parents=True)
        self._files: dict[str, _TableFile] = {}

    @classmethod
    def begin(cls, home: Home) -> "LoadWriter":
        """Return a writer for the next number, after clearing what killed loads left behind."""
        home.create()
        clear_leftovers(home)
        return cls(home, max(load_numbers(home), default=0) + 1)

    def add(self, table: str, rows: pa.Table) -> None:
        """Add rows in kept form; memory stays bounded however often this is called."""
        if not rows.num_rows:
            return
        if table not in self._files:
            self._files[table] = _TableFile(self.folder / f"{table}.parquet", table)
        self._files[table].add(rows)

    def publish(
        self,
        *,
        kind: LoadKind,
        loaded_at: datetime,
        program_version: str,
        sources: Sequence[SourceFile] = (),
        replaces: Sequence[int] = (),
        notes: Mapping[str, str] | None = None,
    ) -> Manifest:
        """Finish the files, write the manifest last, and give the folder its final name."""
        files = tuple(file.finish() for file in self._files.values())
        manifest = Manifest(self.number, kind, loaded_at, program_version, files, tuple(sources), tuple(replaces), notes or {})
        flush_to_disk(write_manifest(manifest, self.folder))
        flush_to_disk(self.folder)
        make_visible(self.folder, load_folder(self.home, self.number))
        return manifest

    def abandon(self) -> None:
        """Throw the unfinished files away."""
        for file in self._files.values():
            file.writer.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def make_visible(unfinished: Path, final: Path) -> None:
    """Give the folder its final name: before this the load is not there, after it the load is there whole."""
    unfinished.rename(final)
    flush_to_disk(final.parent)


def clear_leftovers(home: Home) -> None:
    """Remove unfinished loads of killed processes, and loads whose rows were rewritten. Needs the load lock."""
    for folder in home.loads.glob(f"{UNFINISHED}*"):
        shutil.rmtree(folder)
    remove_replaced(home)


def remove_replaced(home: Home) -> None:
    """Remove the rows of loads that another load has taken the place of; their manifests stay. Needs the load lock."""
    there = manifests(home)
    replaced = {number for manifest in there for number in manifest.replaces}
    for manifest in there:
        if manifest.number in replaced:
            drop_caches(home)  # they may still hold what the rewriting load left out
            _keep_manifest(home, manifest)
            shutil.rmtree(load_folder(home, manifest.number))


def _keep_manifest(home: Home, manifest: Manifest) -> None:
    folder = replaced_folder(home, manifest.number)
    unfinished = folder.with_name(f"{UNFINISHED}{folder.name}")
    for one in (unfinished, folder):
        shutil.rmtree(one, ignore_errors=True)
    unfinished.mkdir(parents=True)
    write_manifest(manifest, unfinished)
    make_visible(unfinished, folder)
