"""A synthetic region in a ledger, beside the truth behind it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb

from regiewijzer.figures.figure import Figure, Request
from regiewijzer.figures.scope import Detail, Scope
from regiewijzer.ledger.as_of import open_as_of
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.keys import key_versions, keys_folder, read_pseudonym_key
from regiewijzer.ledger.persons import pseudonym
from regiewijzer.pipeline.figures import compute_figure
from regiewijzer.pipeline.known_at import KnownAt, KnownBasis
from regiewijzer.pipeline.load import load
from regiewijzer.pipeline.outcome import LoadResult
from regiewijzer.simulation import Settings, run, settings_for

# Large enough for renumbering, moves, a merger and second trajectories within half a year to occur, with one provider of every
# kind, small enough for seconds.
SETTINGS = replace(settings_for("tiny", 7), young_people=2500, municipalities=3, providers=14, burn_in_months=48)
PRESENT = datetime.combine(SETTINGS.present, time.max)
EXACT = Scope(detail=Detail.EXACT)
Cells = Mapping[tuple[Any, ...], float | int | None]  # (series, month, *dimensions) -> value


@dataclass(frozen=True)
class TrueRegion:
    """A home with the messages and extracts of a region, and the folder with the truth that only tests read."""

    home: Home
    folder: Path
    settings: Settings
    result: LoadResult

    def truth(self, query: str) -> list[tuple[Any, ...]]:
        """Return rows of a query on the files of the truth, written as {name}."""
        files = {path.stem: f"'{path}'" for path in (self.folder / "truth").glob("*.parquet")}
        with duckdb.connect() as connection:
            return connection.execute(query.format(**files)).fetchall()

    def ledger(self, query: str) -> list[tuple[Any, ...]]:
        """Return rows of a query on the ledger as known on the last day of the simulation."""
        with open_as_of(self.home, PRESENT) as ledger:
            return ledger.connection.execute(query).fetchall()

    def figure(self, indicator: str, *by: str) -> Figure:
        """Return the figure as the region's own analysts see it, over all months of the truth."""
        first, last = self.settings.first_month, self.settings.present.replace(day=1)
        return compute_figure(self.home, Request(indicator, PRESENT, by=by, first_period=first, last_period=last), EXACT)

    def cells(self, indicator: str, *by: str) -> Cells:
        """Return the values of the figure; what cannot be decided yet is None."""
        return {(cell.series, cell.period, *cell.dimensions): cell.value.number for cell in self.figure(indicator, *by).cells}

    def account(self) -> list[tuple[Any, ...]]:
        """Return what the ledger says of every euro, per provider, municipality and month of the care."""
        return sorted(self.ledger("SELECT * FROM claim_account"))

    def true_account(self) -> list[tuple[Any, ...]]:
        """Return the same of the truth."""
        cents = ", ".join(f"sum({part}_cents)::BIGINT" for part in ("submitted", "approved", "rejected", "open"))
        return sorted(self.truth(f"SELECT provider_code, municipality_code, product_month, {cents} FROM {{claims}} GROUP BY ALL"))

    @cached_property
    def _key(self) -> Any:
        folder = keys_folder(self.home, None)
        return read_pseudonym_key(folder, key_versions(folder)[-1])

    def youth_id(self, bsn: str) -> str:
        """Return the pseudonym of a synthetic number in this home."""
        return pseudonym(bsn, self._key)


def make_region(folder: Path, *, carelessness: float, **changes: Any) -> TrueRegion:
    """Simulate and load a region; 0 is a region without faults and lateness, 1 as calibrated."""
    settings = replace(SETTINGS, faults=carelessness, lateness=carelessness, **changes)
    simulated = folder / "simulated"
    run(settings, simulated)
    home = Home(folder / "home")
    paths = [simulated / "berichten", simulated / "aanleveringen", simulated / "region.yaml"]
    result = load(home, paths, known_at=KnownAt(KnownBasis.DATED), now=datetime(2026, 11, 22, 9), workers=0)
    return TrueRegion(home, simulated, settings, result)
