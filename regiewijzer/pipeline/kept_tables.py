"""Tables that are kept for ever as they were made: a folder with a manifest that holds their hashes, under an id out of all that.

A folder is written beside its place and moved there at once; nothing ever opens one to write.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

MANIFEST = "run.json"


class TablesChanged(ValueError):
    """A file is not what was kept: its hash differs, or it is gone."""


@dataclass(frozen=True)
class KeptTables:
    """Kept tables by name."""

    id: str
    folder: Path
    hashes: Mapping[str, str]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the tables."""
        return tuple(sorted(self.hashes))

    def table(self, name: str) -> pa.Table:
        """Return a table; KeyError when there is none of that name, TablesChanged when it is not what was kept."""
        expected = self.hashes[name]
        try:
            content = (self.folder / f"{name}.parquet").read_bytes()
        except FileNotFoundError as error:
            raise TablesChanged(f"{self.id}: {name}.parquet is gone") from error
        if hashlib.sha256(content).hexdigest() != expected:
            raise TablesChanged(f"{self.id}: {name}.parquet was altered")
        return pq.read_table(BytesIO(content))


def _bytes(table: pa.Table) -> bytes:
    sink = BytesIO()
    pq.write_table(table, sink, compression="zstd")
    return sink.getvalue()


def _manifest(told: Mapping[str, Any], hashes: Mapping[str, str]) -> bytes:
    return json.dumps({**told, "sha256": dict(sorted(hashes.items()))}, indent=1, sort_keys=True, default=str).encode()


def _digest(manifest: bytes) -> str:
    return hashlib.sha256(manifest).hexdigest()[:12]


def keep_tables(root: Path, prefix: str, told: Mapping[str, Any], tables: Mapping[str, pa.Table]) -> KeptTables:
    """Keep tables and what is told of them, under `<prefix>-<digest>`; with the same content they are kept once."""
    contents = {name: _bytes(table) for name, table in tables.items()}
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
    manifest = _manifest(told, hashes)
    kept_id = f"{prefix}-{_digest(manifest)}"
    place, beside = root / kept_id, root / f"making-{os.getpid()}"
    if not place.exists():
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir(parents=True)
        for name, content in contents.items():
            (beside / f"{name}.parquet").write_bytes(content)
        (beside / MANIFEST).write_bytes(manifest)
        beside.rename(place)
    return KeptTables(kept_id, place, hashes)


def read_manifest(root: Path, kept_id: str) -> Mapping[str, Any]:
    """Return what is told of kept tables; FileNotFoundError, or TablesChanged when the manifest was altered."""
    manifest = (root / kept_id / MANIFEST).read_bytes()
    if not kept_id.endswith(_digest(manifest)):
        raise TablesChanged(f"{kept_id}: {MANIFEST} was altered")
    found: Mapping[str, Any] = json.loads(manifest)
    return found
