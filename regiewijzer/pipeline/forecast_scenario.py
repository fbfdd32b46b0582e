"""What a scenario does to a forecast: its assumptions put on the model of that forecast, drawn many times, beside the base.

The base stays what was published: a scenario tells the difference that the model sees, and the certainty of both together.

A difference is about those whom the assumptions touch: a tariff of one product twice as high would tell, in the total of a
municipality, what that product costs there. So each row is kept with who is behind the touched sum that may least be shown.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from regiewijzer.definitions.what_if import Fault, FaultyScenario, Scenario
from regiewijzer.figures.scope import REGION
from regiewijzer.figures.values import ValueState
from regiewijzer.forecast.arrays import FloatArray, IntArray
from regiewijzer.forecast.hierarchy import Hierarchy, Level
from regiewijzer.forecast.scenarios import changed, drawn, outcomes
from regiewijzer.forecast.snapshot import Snapshot
from regiewijzer.forecast.structural import Laws, cost, in_care, laws, starts
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.forecast_room import LEVELS as CHANCES
from regiewijzer.pipeline.forecast_runs import engine_fingerprint
from regiewijzer.pipeline.forecast_shown import gated
from regiewijzer.pipeline.forecast_snapshot import snapshot_of
from regiewijzer.pipeline.forecast_store import Run
from regiewijzer.pipeline.forecast_words import QUANTILES
from regiewijzer.pipeline.scenario_store import Outcome, keep_outcome
from regiewijzer.vocabulary.periods import month_number, month_start

DRAWS = 60
_SUMS: tuple[Level, ...] = ((), ("municipality",), ("product",), ("municipality", "product"))
_OF_CARE = {"in_care": in_care, "starts": starts}
_KEYS = ("municipality", "product", "period")
_BEHIND = ("youths", "beside", "largest", "second")
Node = tuple[str | None, str | None]  # municipality, product
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class _Periods:
    """Months and years ahead by name, and which months each one has (months, periods)."""

    names: tuple[str, ...]
    months: FloatArray


def _periods(snapshot: Snapshot, months: int) -> _Periods:
    """Return every month after the vintage and every whole year that ends after it."""
    numbers = snapshot.first + np.arange(months)
    ahead = [int(one) for one in numbers if one > snapshot.vintage]
    years = [year for year in sorted({one // 12 for one in ahead}) if 12 * year >= numbers[0] and 12 * year + 11 <= numbers[-1]]
    chosen = [numbers == one for one in ahead] + [numbers // 12 == year for year in years]
    names = [f"{month_start(one):%Y-%m}" for one in ahead] + [str(year) for year in years]
    return _Periods(tuple(names), np.stack(chosen, axis=1).astype(np.float64))


def _require_known(scenario: Scenario, snapshot: Snapshot) -> None:
    """Raise FaultyScenario when an assumption is about a product or municipality of which the forecast knows nothing."""
    known = {"product": snapshot.cells.products, "to": snapshot.cells.products, "municipality": snapshot.cells.municipalities}
    for number, one in enumerate(scenario.assumptions, 1):
        for name, codes in known.items():
            if getattr(one, name) is not None and getattr(one, name) not in codes:
                raise FaultyScenario(name, Fault.UNKNOWN, number)


def _quantities(snapshot: Snapshot, law: Laws) -> dict[str, FloatArray]:
    return {"cost": cost(snapshot, law).total} | {name: make(snapshot, law).total for name, make in _OF_CARE.items()}


def _draws(snapshot: Snapshot, law: Laws, scenario: Scenario, periods: _Periods, progress: Progress) -> dict[str, FloatArray]:
    """Return the differences per quantity (draws, cells, periods)."""
    base, sizes = _quantities(snapshot, law), drawn(scenario.assumptions, DRAWS)
    found: dict[str, list[FloatArray]] = {name: [] for name in base}
    for number, some in enumerate(sizes, 1):
        for name, values in _quantities(*changed(snapshot, law, scenario.assumptions, some)).items():
            found[name].append((values - base[name]) @ periods.months)
        progress(number, len(sizes))
    return {name: np.stack(some) for name, some in found.items()}


class Touched:
    """Who is behind the sums that a scenario touches, by the lines of the forecast."""

    def __init__(self, scenario: Scenario, lines: pa.Table) -> None:
        self._scenario = scenario
        self._lines = {(row["municipality"], row["product"], row["period"]): row for row in lines.to_pylist()}

    def behind(self, base: Mapping[str, Any]) -> dict[str, Any]:
        """Return who is behind a row of the scenario: those of the base, or of a touched sum that may not be shown."""
        own = {name: base[name] for name in _BEHIND if name in base}
        for municipality, product in self._sums(base["municipality"], base["product"]):
            line = self._lines.get((municipality, product, base["period"]))
            if line is not None and gated(line, "expected", REGION).state is ValueState.HIDDEN:
                return {name: line[name] for name in own}
        return own

    def _sums(self, municipality: str | None, product: str | None) -> Iterator[Node]:
        """Yield where a node meets what each assumption is about."""
        for one in self._scenario.assumptions:
            if None not in (municipality, one.municipality) and municipality != one.municipality:
                continue
            for touched in (one.product, one.to) if one.to else (one.product,):
                if None in (product, touched) or product == touched:
                    yield municipality or one.municipality, product or touched


def _row(base: Mapping[str, Any], behind: Mapping[str, Any], differences: FloatArray, mean: int) -> dict[str, Any]:
    """Return the row of a scenario beside the row of its base; without an interval of the base there is none."""
    quantiles = [base[name] for name in QUANTILES]
    told: dict[str, int | None] = dict.fromkeys(QUANTILES)
    if not any(one is None for one in quantiles):
        found = outcomes(base["expected"], np.array(quantiles, dtype=np.float64), np.array(CHANCES), differences)
        told = dict(zip(QUANTILES, (round(float(one)) for one in found), strict=True))
    low, high = (round(float(one)) for one in np.quantile(differences, (0.1, 0.9)))
    keys = {name: base[name] for name in _KEYS}
    of_base = {f"base_{name}": base[name] for name in _BEHIND if name in base}
    of_scenario = {"base": base["expected"], "expected": base["expected"] + mean, "difference": mean, "d100": low, "d900": high}
    return {**keys, **behind, **of_base, **of_scenario, **told}


@dataclass(frozen=True)
class _Nodes:
    """The differences of one quantity summed per node of a level: every draw (draws, nodes, periods), and whole on average."""

    places: Mapping[Node, int]
    drawn: FloatArray
    mean: IntArray

    def of(self, node: Node, period: int) -> tuple[FloatArray, int]:
        """Return the draws and the mean of a node in a period; nought for a node that no cell has any more."""
        if node not in self.places:
            return np.zeros(len(self.drawn)), 0
        place = self.places[node]
        return self.drawn[:, place, period], int(self.mean[place, period])


def _summed(hierarchy: Hierarchy, level: Level, differences: FloatArray, *, by_cell: bool) -> _Nodes:
    """Return the sums. `by_cell`: the mean is rounded per cell first, so that cents add up; of care a cell is less than one."""
    names = (dict(zip(level, name, strict=True)) for name in hierarchy.names(level))
    places = {(name.get("municipality"), name.get("product")): place for place, name in enumerate(names)}
    total = hierarchy.aggregate(differences.transpose(1, 0, 2), level).transpose(1, 0, 2)
    mean = hierarchy.aggregate(np.rint(differences.mean(axis=0)), level) if by_cell else np.rint(total.mean(axis=0))
    return _Nodes(places, total, mean.astype(np.int64))


def _rows(
    hierarchy: Hierarchy, periods: _Periods, differences: FloatArray, bases: pa.Table, touched: Touched, *, by_cell: bool
) -> list[dict[str, Any]]:
    """Return a row per node and period of the base that lies ahead."""
    summed = {level: _summed(hierarchy, level, differences, by_cell=by_cell) for level in _SUMS}
    places = {name: place for place, name in enumerate(periods.names)}
    found = []
    for base in bases.to_pylist():
        node, place = (base["municipality"], base["product"]), places.get(base["period"])
        if place is None or base["expected"] is None:
            continue
        level = tuple(name for name, code in zip(("municipality", "product"), node, strict=True) if code is not None)
        found.append(_row(base, touched.behind(base), *summed[level].of(node, place)))
    return found


def work_out(home: Home, run: Run, scenario: Scenario, progress: Progress = lambda _done, _total: None) -> Outcome:
    """Work a scenario out on the model of a forecast, keep it and return it.

    FaultyScenario when it speaks of what the forecast does not know, TablesChanged when the forecast was altered.
    """
    snapshot = snapshot_of(home, month_number(run.about.vintage), run.about.snapshot)
    _require_known(scenario, snapshot)
    law = laws(snapshot)
    periods = _periods(snapshot, law.starts.shape[1])
    found = _draws(snapshot, law, scenario, periods, progress)
    hierarchy = Hierarchy(snapshot.cells.keys, _SUMS)
    lines = run.table("lines")
    touched = Touched(scenario, lines)
    tables = {"cost": pa.Table.from_pylist(_rows(hierarchy, periods, found["cost"], lines, touched, by_cell=True))}
    if "care" in run.names:
        care = run.table("care")
        rows = [
            {"quantity": name, **row}
            for name in _OF_CARE
            for row in _rows(
                hierarchy, periods, found[name], care.filter(pc.equal(care["quantity"], name)), touched, by_cell=False
            )
        ]
        tables["care"] = pa.Table.from_pylist(rows)
    return keep_outcome(home, run, scenario, engine_fingerprint(), tables)
