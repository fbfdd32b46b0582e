"""Forecasts that were made, each for ever as it was made: `forecasts/<id>/` holds tables and a manifest with their hashes.

The id is the vintage and the beginning of the SHA-256 over manifest and tables, so that an address names what was forecast, and
making the same again keeps one. A folder is written beside its place and moved there at once; nothing ever opens one to write.
"""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from regiewijzer.ledger.home import Home

FORMAT = 1
MANIFEST = "run.json"
_ID = re.compile(r"\d{4}-\d{2}-[0-9a-f]{12}")


class NoSuchRun(LookupError):
    """No forecast was made under that id."""


class RunChanged(ValueError):
    """A file of a forecast is not what was kept: its hash differs, or it is gone."""


@dataclass(frozen=True, slots=True)
class About:
    """When a forecast was made and from what: `vintage` is the month whose end is the moment of knowledge.

    made_at, known_at: UTC without zone. snapshot: of the ledger. engine: fingerprint of the code of the model.
    previous: id of the forecast whose published row the one of this is mixed with.
    """

    vintage: date
    made_at: datetime
    known_at: datetime
    snapshot: int
    program_version: str
    engine: str
    previous: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Run:
    """A kept forecast: what it is about, and its tables by name."""

    id: str
    about: About
    folder: Path
    hashes: Mapping[str, str]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the tables."""
        return tuple(sorted(self.hashes))

    def table(self, name: str) -> pa.Table:
        """Return a table; KeyError when the forecast has none of that name, RunChanged when it is not what was kept."""
        expected = self.hashes[name]
        try:
            content = (self.folder / f"{name}.parquet").read_bytes()
        except FileNotFoundError as error:
            raise RunChanged(f"{self.id}: {name}.parquet is gone") from error
        if hashlib.sha256(content).hexdigest() != expected:
            raise RunChanged(f"{self.id}: {name}.parquet was altered")
        return pq.read_table(BytesIO(content))


def _bytes(table: pa.Table) -> bytes:
    sink = BytesIO()
    pq.write_table(table, sink, compression="zstd")
    return sink.getvalue()


def _manifest(about: About, hashes: Mapping[str, str]) -> bytes:
    told: dict[str, Any] = {"format": FORMAT, "about": asdict(about), "sha256": dict(sorted(hashes.items()))}
    return json.dumps(told, indent=1, sort_keys=True, default=str).encode()


def _digest(manifest: bytes) -> str:
    return hashlib.sha256(manifest).hexdigest()[:12]


def keep(home: Home, about: About, tables: Mapping[str, pa.Table]) -> Run:
    """Keep a forecast and return it; one with the same content is kept once."""
    contents = {name: _bytes(table) for name, table in tables.items()}
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
    manifest = _manifest(about, hashes)
    run_id = f"{about.vintage:%Y-%m}-{_digest(manifest)}"
    place, beside = home.forecasts / run_id, home.forecasts / f"making-{os.getpid()}"
    if not place.exists():
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir(parents=True)
        for name, content in contents.items():
            (beside / f"{name}.parquet").write_bytes(content)
        (beside / MANIFEST).write_bytes(manifest)
        beside.rename(place)
    return Run(run_id, about, place, hashes)


def _about(told: Mapping[str, Any]) -> About:
    moments = {name: datetime.fromisoformat(told[name]) for name in ("made_at", "known_at")}
    return About(**{**told, **moments, "vintage": date.fromisoformat(told["vintage"]), "notes": tuple(told["notes"])})


def read_run(home: Home, run_id: str) -> Run:
    """Return a forecast by its id; NoSuchRun, or RunChanged when its manifest was altered."""
    place = home.forecasts / run_id
    if not _ID.fullmatch(run_id) or not (place / MANIFEST).exists():
        raise NoSuchRun(run_id)
    manifest = (place / MANIFEST).read_bytes()
    if not run_id.endswith(_digest(manifest)):
        raise RunChanged(f"{run_id}: {MANIFEST} was altered")
    told = json.loads(manifest)
    return Run(run_id, _about(told["about"]), place, told["sha256"])


def _ids(home: Home) -> Iterator[str]:
    if home.forecasts.is_dir():
        yield from (one.name for one in home.forecasts.iterdir() if _ID.fullmatch(one.name))


def runs(home: Home) -> list[Run]:
    """Return every forecast, the newest vintage first and of one vintage the one made last; RunChanged when one was altered."""
    found = [read_run(home, one) for one in _ids(home)]
    return sorted(found, key=lambda run: (run.about.vintage, run.about.made_at, run.id), reverse=True)
