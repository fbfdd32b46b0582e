"""A forecast of a region: the vintages of the past years replayed as they were known, the last one published and kept."""

import hashlib
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path

import pyarrow as pa

import regiewijzer.forecast
from regiewijzer import __version__
from regiewijzer.forecast.care_replay import add_care, care_replays
from regiewijzer.forecast.replay import Replay, add
from regiewijzer.forecast.snapshot import Snapshot
from regiewijzer.forecast.structural import HORIZON, cost, laws
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.snapshots import latest_snapshot
from regiewijzer.pipeline.figures_expected import expected_table
from regiewijzer.pipeline.forecast_budget import budgets_of
from regiewijzer.pipeline.forecast_changes import can_explain, change_table
from regiewijzer.pipeline.forecast_further import further_tables
from regiewijzer.pipeline.forecast_lines import judged_care, judged_history, line_table
from regiewijzer.pipeline.forecast_people import people_of
from regiewijzer.pipeline.forecast_published import as_published, published_rows
from regiewijzer.pipeline.forecast_snapshot import NothingKnown, moment_of, snapshot_of
from regiewijzer.pipeline.forecast_spending import spending_table
from regiewijzer.pipeline.forecast_store import About, Run, keep
from regiewijzer.pipeline.forecast_tables import (
    care_table,
    cell_table,
    history_table,
    population_table,
    vintage_table,
    window_table,
)
from regiewijzer.pipeline.forecast_used import used_table
from regiewijzer.vocabulary.periods import month_number, month_start

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
    replay, known = Replay(), deque[Snapshot](maxlen=2)
    care = care_replays(replay)
    for one in _snapshots(home, month, number, progress):
        law = laws(one)
        add(replay, one, law)
        add_care(care, one, law)
        known.append(one)
    if not known or known[-1].vintage != month:
        raise NothingKnown(f"no year of claims is known at the end of {vintage:%Y-%m}")
    people = people_of(home, known[-1].first, month, number)
    tables, order = _tables(replay, tuple(known), people)
    tables |= further_tables(home, replay, care, known[-1], number)
    tables["care"] = judged_care(care_table(care), people, vintage=month)
    tables["budget"] = budgets_of(home, month, number)
    tables["spending_used"] = used_table(home, month, number)
    tables["population"] = population_table(known[-1])
    tables["indicators"] = expected_table(home, made_at, number)
    about = About(
        vintage=month_start(month),
        made_at=made_at,
        known_at=moment_of(month),
        snapshot=number,
        program_version=__version__,
        engine=engine_fingerprint(),
        notes=(*_notes(replay, tables), *((f"order_dependence:{order:.3f}",) if "changes" in tables else ())),
    )
    return keep(home, about, tables)


def _tables(replay: Replay, known: Sequence[Snapshot], people: pa.Table) -> tuple[dict[str, pa.Table], float]:
    """Return the tables that are kept, and how much of the explanation depends on its order; `known` ends with the newest."""
    newest, rows = known[-1], published_rows(replay.vintages)
    shown = as_published(replay, rows)
    projection = cost(newest, laws(newest))
    first = max(newest.first, newest.vintage - newest.vintage % 12 - 12)  # from January of last year on
    last = newest.vintage + HORIZON
    cells = cell_table(replay, rows[-1], projection, replay.universe.place(newest.cells), first, last)
    windows = window_table(shown, shown.vintages[-1])
    lines = line_table(cells, windows, people, vintage=newest.vintage, first=first, last=last)
    spending = spending_table(shown, shown.vintages[-1])
    tables = {"cells": cells, "lines": lines, "vintages": vintage_table(replay, rows), "spending": spending}
    history = history_table(shown)
    if history is not None:
        tables["history"] = judged_history(history, newest, people)
    year = newest.vintage // 12
    if len(rows) < 2 or not can_explain(known[0], newest, year):
        return tables, 0.0
    changes, order = change_table(known[0], newest, rows[-2:], replay.universe, year)
    return {**tables, "changes": changes}, order
