"""Replays the vintages of one region and holds every forecast of a year against what it came to."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from accuracy.columns import Columns, vintages
from accuracy.oracle import FUTURES, Oracle
from accuracy.practice import Practice
from accuracy.told import Told
from regiewijzer.forecast.arrays import FloatArray
from regiewijzer.forecast.backtest import COMBINED, TRUE_AFTER, Case, cases, revision
from regiewijzer.forecast.conformal import LEVELS
from regiewijzer.forecast.hierarchy import Level
from regiewijzer.forecast.replay import Replay, Vintage, run
from regiewijzer.forecast.scores import weighted_interval_score
from regiewijzer.forecast.universe import BOTTOM, year_window
from regiewijzer.pipeline.forecast_published import as_published, published_rows
from regiewijzer.pipeline.forecast_snapshot import Triple

REGION: Level = ()
JUDGED: tuple[Level, ...] = (REGION, ("municipality",), ("product",), ("municipality", "product"), ("provider",))
WITH_ORACLE: tuple[Level, ...] = (REGION, ("municipality",), ("municipality", "product"))
OF_PRACTICE: tuple[Level, ...] = (REGION, ("municipality",))
NEXT_YEAR, PUBLISHED = "next year", "published"
MIDDLE_OF_QUARTER = 1  # months from its first: the oracle costs most, and is asked once a quarter


@dataclass(frozen=True)
class Judged:
    """One vintage, level and method: errors and truth in cents over all nodes, shares of nodes within the intervals."""

    variant: str
    seed: int
    vintage: int
    level: str
    method: str
    absolute: float
    error: float
    truth: float
    within80: float | None = None
    within95: float | None = None
    wis: float | None = None


def name(level: Level) -> str:
    """Return what a level is called in the results."""
    return " x ".join(level) or "region"


class Judge:
    """The replay of a region as the model says it and as it is published, with practice and oracle."""

    def __init__(self, told: Told, variant: str) -> None:
        self._told, self._variant = told, variant
        self.replay: Replay = run(Columns(told).snapshot, vintages(told))
        self._published = as_published(self.replay, published_rows(self.replay.vintages))
        self._oracle, self._practice = Oracle(told), Practice(told)
        self._came = self._truth()

    def _truth(self) -> dict[Triple, FloatArray]:
        """Return what each cell comes to per month, as the last vintage knows it."""
        last = self.replay.vintages[-1]
        names = self.replay.universe.names(BOTTOM)
        amounts = last.methods["structural"]
        return {(one[0], one[1], one[2]): amounts[number] for number, one in enumerate(names)}

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield the results as plain rows."""
        every = {level: {one.vintage: one for one in cases(self.replay, level)} for level in JUDGED}
        for some in every.values():
            for one in some.values():
                yield from (asdict(row) for row in self._methods(one))
        for level in JUDGED:
            yield from (asdict(row) for row in (*self._as_published(level), *self._next_year(level)))
        for one in self.replay.vintages:
            if one.vintage in every[REGION]:
                yield from (asdict(row) for row in self._others(one, {level: every[level][one.vintage] for level in JUDGED}))

    def _row(self, vintage: int, level: Level, method: str, forecast: FloatArray, truth: FloatArray, **more: Any) -> Judged:
        off = forecast - truth
        about = (self._variant, self._told.settings.seed, vintage, name(level), method)
        return Judged(*about, float(np.abs(off).sum()), float(off.sum()), float(truth.sum()), **more)

    def _methods(self, case: Case) -> Iterator[Judged]:
        for method, forecast in case.forecasts.items():
            more = _intervals(case) if method == COMBINED else {}
            yield self._row(case.vintage, case.level, method, forecast, case.truth, **more)

    def _as_published(self, level: Level) -> Iterator[Judged]:
        for case in cases(self._published, level):
            yield self._row(case.vintage, level, PUBLISHED, case.forecasts[COMBINED], case.truth, **_intervals(case))

    def _next_year(self, level: Level) -> Iterator[Judged]:
        """Yield the forecasts of the year after the one at hand, as far as that has come true."""
        last = self.replay.vintages[-1]
        for one in self.replay.vintages:
            window = year_window(one.vintage, 1)
            if one.vintage + window.end <= last.vintage - TRUE_AFTER:
                truth = self.replay.universe.nodes(last.sums(last.methods["structural"], window, at=one.vintage), level)
                forecast = self.replay.universe.nodes(one.sums(one.point, window), level)
                yield self._row(one.vintage, level, NEXT_YEAR, forecast, truth)

    def _others(self, now: Vintage, of_level: Mapping[Level, Case]) -> Iterator[Judged]:
        """Yield the practice of budgets and statements, and the oracle: what knows no cells of the replay."""
        for method, amounts in self._practice.year(now.vintage).items():
            for level in OF_PRACTICE:
                yield self._against(now, of_level[level], method, amounts)
        if now.vintage % 3 == MIDDLE_OF_QUARTER:
            expected = self._oracle.year(now.vintage, self._came)
            for level in WITH_ORACLE:
                row = self._against(now, of_level[level], "oracle", expected)
                yield Judged(**{**asdict(row), "absolute": row.absolute / np.sqrt(1 + 1 / FUTURES)})

    def _against(self, now: Vintage, case: Case, method: str, amounts: Mapping[Triple, float]) -> Judged:
        places = [("municipality", "product", "provider").index(one) for one in case.level]
        found: dict[tuple[str, ...], float] = defaultdict(float)
        for key, cents in amounts.items():
            found[tuple(key[place] for place in places)] += cents
        names = self.replay.universe.names(case.level)
        forecast = np.array([*(found.pop(one, 0.0) for one in names), *found.values()])
        truth = np.concatenate([case.truth, np.zeros(len(forecast) - len(case.truth))])
        return self._row(now.vintage, case.level, method, forecast, truth)

    def revisions(self) -> Iterator[dict[str, Any]]:
        """Yield how much the forecast of a year moves per month, raw and published, as shares of the year."""
        for level in JUDGED:
            about = {"variant": self._variant, "seed": self._told.settings.seed, "level": name(level)}
            moved = {"raw": revision(self.replay, level).raw, PUBLISHED: revision(self._published, level).raw}
            yield {**about, **moved}


def _intervals(case: Case) -> dict[str, Any]:
    if np.isnan(case.quantiles).any():
        return {}
    within = [
        float(((case.quantiles[:, low] <= case.truth) & (case.truth <= case.quantiles[:, -1 - low])).mean()) for low in (1, 0)
    ]
    score = float(weighted_interval_score(case.truth, case.quantiles, LEVELS).sum())
    return {"within80": within[0], "within95": within[1], "wis": score}
