"""The manifest of a load: what is in it, with hashes. A folder without one is not a load."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

MANIFEST_NAME = "manifest.json"


class LoadKind(StrEnum):
    """Why the load exists. All but `load` rewrite the loads they replace, and add nothing."""

    LOAD = "load"
    COMPACTION = "compaction"
    RETENTION = "retention"
    ERASURE = "erasure"
    REKEY = "rekey"


@dataclass(frozen=True, slots=True)
class KeptFile:
    """One Parquet file of a load."""

    name: str
    table: str
    rows: int
    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file that was handed over: its name as given, size, hash and number of messages found in it."""

    file: str
    size_bytes: int = 0
    sha256: str = ""
    messages: int = 0


@dataclass(frozen=True, slots=True)
class Manifest:
    """What one load holds. `replaces` are the numbers of loads that it takes the place of."""

    number: int
    kind: LoadKind
    loaded_at: datetime
    program_version: str
    files: tuple[KeptFile, ...] = ()
    sources: tuple[SourceFile, ...] = ()
    replaces: tuple[int, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)

    def rows(self, table: str) -> int:
        """Return how many rows of the table the load holds."""
        return sum(file.rows for file in self.files if file.table == table)


def sha256_of(path: Path) -> str:
    """Return the hexadecimal SHA-256 of a file, read in pieces."""
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def write_manifest(manifest: Manifest, folder: Path) -> Path:
    """Write the manifest into the folder of the load and return its path."""
    path = folder / MANIFEST_NAME
    path.write_text(json.dumps(asdict(manifest), default=str, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return path


def _from_json(raw: Mapping[str, Any]) -> Manifest:
    return Manifest(
        number=raw["number"],
        kind=LoadKind(raw["kind"]),
        loaded_at=datetime.fromisoformat(raw["loaded_at"]),
        program_version=raw["program_version"],
        files=tuple(KeptFile(**one) for one in raw["files"]),
        sources=tuple(SourceFile(**one) for one in raw["sources"]),
        replaces=tuple(raw["replaces"]),
        notes=raw["notes"],
    )


@lru_cache(maxsize=4096)
def _read(path: Path, changed_ns: int) -> Manifest:  # noqa: ARG001 - another file of that name is another entry
    return _from_json(json.loads(path.read_text("utf-8")))


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of the load in that folder; FileNotFoundError when there is none."""
    path = folder / MANIFEST_NAME
    return _read(path, path.stat().st_mtime_ns)
