"""Forecasts that were made, each for ever as it was made: `forecasts/<id>/` holds tables and a manifest with their hashes.

The id is the vintage and the beginning of the SHA-256 over manifest and tables, so that an address names what was forecast, and
making the same again keeps one.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

import pyarrow as pa

from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.kept_tables import MANIFEST, KeptTables, TablesChanged, keep_tables, read_manifest

FORMAT = 1
_ID = re.compile(r"\d{4}-\d{2}-[0-9a-f]{12}")


class NoSuchRun(LookupError):
    """No forecast was made under that id."""


@dataclass(frozen=True, slots=True)
class About:
    """When a forecast was made and from what: `vintage` is the month whose end is the moment of knowledge.

    made_at, known_at: UTC without zone. snapshot: of the ledger. engine: fingerprint of the code of the model.
    """

    vintage: date
    made_at: datetime
    known_at: datetime
    snapshot: int
    program_version: str
    engine: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Run(KeptTables):
    """A kept forecast: its tables by name, and what it is about."""

    about: About


def keep(home: Home, about: About, tables: Mapping[str, pa.Table]) -> Run:
    """Keep a forecast and return it; one with the same content is kept once."""
    kept = keep_tables(home.forecasts, f"{about.vintage:%Y-%m}", {"format": FORMAT, "about": asdict(about)}, tables)
    return Run(kept.id, kept.folder, kept.hashes, about)


def _about(told: Mapping[str, Any]) -> About:
    moments = {name: datetime.fromisoformat(told[name]) for name in ("made_at", "known_at")}
    told = {name: value for name, value in told.items() if name != "previous"}  # kept by earlier versions, and always empty
    return About(**{**told, **moments, "vintage": date.fromisoformat(told["vintage"]), "notes": tuple(told["notes"])})


def read_run(home: Home, run_id: str) -> Run:
    """Return a forecast by its id; NoSuchRun, or TablesChanged when its manifest was altered."""
    place = home.forecasts / run_id
    if not _ID.fullmatch(run_id) or not (place / MANIFEST).exists():
        raise NoSuchRun(run_id)
    told = read_manifest(home.forecasts, run_id)
    return Run(run_id, place, told["sha256"], _about(told["about"]))


def _ids(home: Home) -> Iterator[str]:
    if home.forecasts.is_dir():
        yield from (one.name for one in home.forecasts.iterdir() if _ID.fullmatch(one.name))


def _whole(home: Home) -> Iterator[Run]:
    for one in _ids(home):
        with suppress(TablesChanged):
            yield read_run(home, one)


def runs(home: Home, *, only_whole: bool = False) -> list[Run]:
    """Return every forecast, the newest vintage first and of one vintage the one made last; TablesChanged when one was altered.

    `only_whole`: leave out those of which the manifest was altered.
    """
    found = _whole(home) if only_whole else (read_run(home, one) for one in _ids(home))
    return sorted(found, key=lambda run: (run.about.vintage, run.about.made_at, run.id), reverse=True)
