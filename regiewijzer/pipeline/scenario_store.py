"""Scenarios that were worked out, each for ever as it was: what was assumed, on which forecast, and what came of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from regiewijzer.definitions.what_if import Scenario, as_told, read_scenario
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.forecast_store import Run
from regiewijzer.pipeline.kept_tables import MANIFEST, KeptTables, keep_tables, read_manifest

FORMAT = 1
_FOLDER = "scenarios"
_ID = re.compile(r"\d{4}-\d{2}-[0-9a-f]{12}")


class NoSuchOutcome(LookupError):
    """No scenario was worked out under that id."""


@dataclass(frozen=True)
class Outcome(KeptTables):
    """A scenario that was worked out: tables "cost" and "care", the forecast under it, and what was assumed."""

    run_id: str
    scenario: Scenario


def keep_outcome(home: Home, run: Run, scenario: Scenario, engine: str, tables: Mapping[str, pa.Table]) -> Outcome:
    """Keep what came of a scenario and return it; the same scenario on the same forecast is kept once."""
    told: dict[str, Any] = {"format": FORMAT, "forecast": run.id, "engine": engine, "scenario": as_told(scenario)}
    kept = keep_tables(home.forecasts / _FOLDER, f"{run.about.vintage:%Y-%m}", told, tables)
    return Outcome(kept.id, kept.folder, kept.hashes, run.id, scenario)


def read_outcome(home: Home, outcome_id: str) -> Outcome:
    """Return what came of a scenario by its id; NoSuchOutcome, or TablesChanged when something of it was altered."""
    place = home.forecasts / _FOLDER / outcome_id
    if not _ID.fullmatch(outcome_id) or not (place / MANIFEST).exists():
        raise NoSuchOutcome(outcome_id)
    told = read_manifest(home.forecasts / _FOLDER, outcome_id)
    return Outcome(outcome_id, place, told["sha256"], told["forecast"], read_scenario(told["scenario"], 0))
