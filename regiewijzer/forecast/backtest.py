"""How good the forecasts of a replay were: year totals against what came true, per level, quarter of the year and method."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from regiewijzer.forecast.arrays import FloatArray
from regiewijzer.forecast.conformal import LEVELS
from regiewijzer.forecast.hierarchy import Level
from regiewijzer.forecast.practice import by_ratio
from regiewijzer.forecast.replay import METHODS, Replay, Vintage
from regiewijzer.forecast.scores import bias, coverage, wape, weighted_interval_score
from regiewijzer.forecast.universe import ALL_LEVELS, year_window

TRUE_AFTER = 9  # months after which what is known is taken for the truth: more than 99 % is in
COMBINED, PRACTICE = "combined", "commitments"


class Case(NamedTuple):
    """One vintage and level: forecasts by method, truth (nodes,), and quantiles (nodes, levels) of the combined forecast."""

    vintage: int
    level: Level
    forecasts: dict[str, FloatArray]
    truth: FloatArray
    quantiles: FloatArray


class Score(NamedTuple):
    """Mean over vintages, as shares of the truth. `covered80`, `covered95` and `wis` only for the combined forecast, else NaN."""

    level: Level
    quarter: int
    method: str
    vintages: int
    wape: float
    bias: float
    covered80: float
    covered95: float
    wis: float


def _practice(replay: Replay, now: Vintage, level: Level) -> FloatArray | None:
    """Return the year by the ratio of last year's outcome to its commitments at the same time; None without last year."""
    before = next((one for one in replay.vintages if one.vintage == now.vintage - 12), None)
    window = year_window(now.vintage)
    if before is None or before.vintage + window.start < before.first:
        return None
    came = now.sums(now.methods["structural"], window, at=before.vintage)
    parts = (now.sums(now.committed, window), before.sums(before.committed, window), came)
    return by_ratio(*(replay.universe.nodes(one, level) for one in parts))


def cases(replay: Replay, level: Level) -> Iterator[Case]:
    """Yield the forecasts of the year at hand of every vintage whose year has come true by the last one."""
    last = replay.vintages[-1]
    for one in replay.vintages:
        window = year_window(one.vintage)
        if one.vintage + window.start < one.first or one.vintage + window.end > last.vintage - TRUE_AFTER:
            continue
        truth = replay.universe.nodes(last.sums(last.methods["structural"], window, at=one.vintage), level)
        forecasts = {name: replay.universe.nodes(one.sums(one.methods[name], window), level) for name in METHODS}
        forecasts[COMBINED] = replay.universe.nodes(one.sums(one.point, window), level)
        practice = _practice(replay, one, level)
        if practice is not None:
            forecasts[PRACTICE] = practice
        yield Case(one.vintage, level, forecasts, truth, replay.interval(one, window, level).quantiles)


def _score(level: Level, quarter: int, method: str, some: list[Case]) -> Score:
    had = [one for one in some if method in one.forecasts]
    told = [one for one in had if not np.isnan(one.quantiles).any()] if method == COMBINED else []
    covered = [[coverage(one.truth, one.quantiles[:, low], one.quantiles[:, -1 - low]) for one in told] for low in (1, 0)]
    wis = [weighted_interval_score(one.truth, one.quantiles, LEVELS).sum() / one.truth.sum() for one in told]
    off = [(wape(one.truth, one.forecasts[method]), bias(one.truth, one.forecasts[method])) for one in had]
    return Score(level, quarter, method, len(had), *_means(*zip(*off, strict=True), *covered, wis))


def _means(*columns: Sequence[float]) -> list[float]:
    return [float(np.array(column).mean()) if len(column) else float("nan") for column in columns]


def scores(replay: Replay, levels: tuple[Level, ...] = ALL_LEVELS) -> list[Score]:
    """Return the scores of every level, quarter of the year (0 .. 3) and method."""
    found = []
    for level in levels:
        every = list(cases(replay, level))
        for quarter in range(4):
            some = [one for one in every if one.vintage % 12 // 3 == quarter]
            methods = sorted({name for one in some for name in one.forecasts})
            found += [_score(level, quarter, method, some) for method in methods]
    return found


class Skill(NamedTuple):
    """How much smaller the summed error of the year is than that of the practice, over the same vintages: 0.25 = a quarter."""

    level: Level
    vintages: int
    skill: float


def skill(replay: Replay, level: Level) -> Skill:
    """Return the skill of the combined forecast over the ratio of commitments; NaN without a vintage that has both."""
    both = [one for one in cases(replay, level) if PRACTICE in one.forecasts]
    ours, theirs = (sum(wape(one.truth, one.forecasts[name]) for one in both) for name in (COMBINED, PRACTICE))
    return Skill(level, len(both), 1 - ours / theirs if both else float("nan"))


class Revision(NamedTuple):
    """The mean absolute step from one month to the next of the year total, as a share of it: raw and published."""

    level: Level
    raw: float
    published: float


def revision(replay: Replay, level: Level) -> Revision:
    """Return how much the combined forecast of a year moves per month, and how much when half of the news is held back."""
    raw, published = [], []
    row: FloatArray | None = None
    for before, one in zip(replay.vintages, replay.vintages[1:], strict=False):
        window = year_window(one.vintage)
        if one.vintage % 12 == 0 or one.vintage + window.start < one.first:
            row = None
            continue
        then = replay.universe.nodes(before.sums(before.point, year_window(before.vintage)), level)
        now = replay.universe.nodes(one.sums(one.point, window), level)
        row = then if row is None else row
        new = (row + now) / 2
        raw.append(float(np.abs(now - then).sum() / now.sum()))
        published.append(float(np.abs(new - row).sum() / now.sum()))
        row = new
    return Revision(level, float(np.mean(raw)) if raw else float("nan"), float(np.mean(published)) if published else float("nan"))
