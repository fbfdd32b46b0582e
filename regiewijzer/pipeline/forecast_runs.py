"""A forecast of a region: the vintages of the past years replayed as they were known, the last one published and kept."""

import hashlib
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path

import pyarrow as pa

import regiewijzer.forecast
from regiewijzer import __version__
from regiewijzer.forecast.replay import Replay, add
from regiewijzer.forecast.snapshot import Snapshot
from regiewijzer.forecast.structural import HORIZON, cost, laws
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.snapshots import latest_snapshot
from regiewijzer.pipeline.forecast_published import published_rows
from regiewijzer.pipeline.forecast_snapshot import NothingKnown, moment_of, month_number, month_start, snapshot_of
from regiewijzer.pipeline.forecast_store import About, Run, keep
from regiewijzer.pipeline.forecast_tables import cell_table, history_table, window_table

VINTAGES = 36  # replayed: three years, so that two whole ones can be judged
FEWEST_MONTHS = 12  # of claims before a vintage says anything
Progress = Callable[[int, int], None]


@cache
def engine_fingerprint() -> str:
    """Return the beginning of the SHA-256 of the code of the model: two forecasts with the same were made by the same model."""
    folder = Path(regiewijzer.forecast.__file__).parent
    total = hashlib.sha256()
    for source in sorted(folder.glob("*.py")):
        total.update(source.read_bytes())
    return total.hexdigest()[:16]


def _snapshots(home: Home, vintage: int, snapshot: int, progress: Progress) -> Iterator[Snapshot]:
    for number, month in enumerate(range(vintage - VINTAGES + 1, vintage + 1), start=1):
        try:
            found = snapshot_of(home, month, snapshot)
        except NothingKnown:
            continue
        finally:
            progress(number, VINTAGES)
        if found.months >= FEWEST_MONTHS:
            yield found


def _notes(replay: Replay, tables: dict[str, pa.Table]) -> tuple[str, ...]:
    few = ("few_vintages",) if "history" not in tables else ()
    return (*few, "claimed_care_only", f"vintages:{len(replay.vintages)}")


def _unseen(_done: int, _total: int) -> None:
    """Take progress that nobody looks at."""


def make_forecast(
    home: Home, vintage: date, *, made_at: datetime, snapshot: int | None = None, progress: Progress = _unseen
) -> Run:
    """Forecast the cost of claimed care from what was known at the end of the month of `vintage`, keep it and return it.

    NothingKnown when there is no year of claims yet. `made_at` is UTC without zone; snapshot None = the newest of the ledger.
    """
    month, number = month_number(vintage), latest_snapshot(home) if snapshot is None else snapshot
    replay, newest = Replay(), None
    for newest in _snapshots(home, month, number, progress):
        add(replay, newest)
    if newest is None or newest.vintage != month:
        raise NothingKnown(f"no year of claims is known at the end of {vintage:%Y-%m}")
    tables = _tables(replay, newest)
    about = About(
        vintage=month_start(month),
        made_at=made_at,
        known_at=moment_of(month),
        snapshot=number,
        program_version=__version__,
        engine=engine_fingerprint(),
        notes=_notes(replay, tables),
    )
    return keep(home, about, tables)


def _tables(replay: Replay, newest: Snapshot) -> dict[str, pa.Table]:
    now, row = replay.vintages[-1], published_rows(replay.vintages)[-1]
    projection = cost(newest, laws(newest))
    first = max(newest.first, newest.vintage - newest.vintage % 12 - 12)  # from January of last year on
    cells = cell_table(replay, row, projection, replay.universe.place(newest.cells), first, newest.vintage + HORIZON)
    history = history_table(replay)
    tables = {"cells": cells, "windows": window_table(replay, now)}
    return tables if history is None else {**tables, "history": history}
