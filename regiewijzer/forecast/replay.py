"""Month-end vintages one after another: every choice at a vintage is learned from the vintages before it, as known then.

What came true is judged with the knowledge of the vintage itself: a month counts when it is `SETTLED` months old, for what it is
then expected to come to. So a replay of yesterday's vintages and a run of today are the same computation.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from regiewijzer.forecast.arrays import FloatArray
from regiewijzer.forecast.combine import bias_factor, weights
from regiewijzer.forecast.conformal import (
    LEVELS,
    Samples,
    adapted_miss_rate,
    apply,
    joint_samples,
    quantiles_around_zero,
    relative_errors,
    widened,
)
from regiewijzer.forecast.hierarchy import Level
from regiewijzer.forecast.practice import commitments
from regiewijzer.forecast.second_opinion import in_cells, second_opinion
from regiewijzer.forecast.snapshot import Snapshot, check
from regiewijzer.forecast.structural import Laws, cost, laws
from regiewijzer.forecast.universe import BOTTOM, Universe, Window

SETTLED = 5  # months after which a month counts as come true: 97 % and more is known
METHODS = ("structural", "claims")
FLOOR = 0.2  # of the mean node of a level: below it errors are taken over this instead of over the forecast itself
FEWEST = 8  # vintages from which an interval is given
OVERLAP = 6  # vintages that share so much of what was unknown that they count as one score
NEAR = 3  # windows of which the errors are taken together: its own and the two beside it
_PAIRS: Level = ("municipality", "product")
_TARGETS = 2 * LEVELS[: len(LEVELS) // 2]  # miss rates of the central intervals, the widest first


@dataclass(frozen=True)
class Vintage:
    """What was forecast at the end of a month, in the numbering of the universe; arrays (cells, months), month `first` first."""

    vintage: int
    first: int
    methods: dict[str, FloatArray]
    committed: FloatArray
    weight: FloatArray
    point: FloatArray

    def sums(self, values: FloatArray, window: Window, at: int | None = None) -> FloatArray:
        """Return the sums (cells,) over a window around month `at` (None = the vintage); KeyError outside what was forecast."""
        middle = (self.vintage if at is None else at) - self.first
        if middle + window.start < 0 or middle + window.end >= values.shape[1]:
            raise KeyError(window)
        return np.asarray(values[:, middle + window.start : middle + window.end + 1].sum(axis=1))


@dataclass(frozen=True)
class Interval:
    """The forecast of a window for the nodes of a level: names, point (nodes,), quantiles (nodes, levels).

    The quantiles are NaN when too few earlier vintages have come true.
    """

    level: Level
    window: Window
    names: list[tuple[str, ...]]
    point: FloatArray
    quantiles: FloatArray


@dataclass
class Replay:
    """The vintages so far, and what follows from them."""

    universe: Universe = field(default_factory=Universe)
    vintages: list[Vintage] = field(default_factory=list)
    _told: dict[tuple[int, Window, Level], FloatArray] = field(default_factory=dict)
    _summed: dict[tuple[int, str | None, Window, int, Level, int], FloatArray] = field(default_factory=dict)

    def _reaches(self, window: Window, earlier: Vintage, now: int) -> bool:
        whole = earlier.vintage + window.start >= earlier.first and earlier.vintage + window.end <= now - SETTLED
        return whole and window.end < earlier.point.shape[1] - (earlier.vintage - earlier.first)

    def reached(self, now: Vintage, window: Window) -> list[Vintage]:
        """Return the earlier vintages of which the window has come true, as known at `now`."""
        return [one for one in self.vintages if one.vintage < now.vintage and self._reaches(window, one, now.vintage)]

    def pairs(
        self, now: Vintage, window: Window, level: Level, method: str | None = None
    ) -> Iterator[tuple[FloatArray, FloatArray]]:
        """Yield forecast and truth (nodes,) of each earlier vintage whose window has come true, as known at `now`."""
        for earlier in self.reached(now, window):
            had = self._nodes(earlier, method, window, earlier.vintage, level)
            yield had, self._nodes(now, "structural", window, earlier.vintage, level)

    def _nodes(self, told: Vintage, method: str | None, window: Window, at: int, level: Level) -> FloatArray:
        """Return the sums (nodes,) of a window around month `at` as a vintage told them; asked for by every later vintage."""
        key = (told.vintage, method, window, at, level, len(self.universe))
        if key not in self._summed:
            values = told.point if method is None else told.methods[method]
            self._summed[key] = self.universe.nodes(told.sums(values, window, at=at), level)
        return self._summed[key]

    def errors(self, now: Vintage, window: Window, level: Level) -> FloatArray:
        """Return the relative errors (vintages, nodes) of earlier vintages for this window and the two beside it."""
        near = [Window(window.start + step, window.end + step) for step in (-1, 0, 1)]
        found = [relative_errors(truth, had, floor_of(had)) for one in near for had, truth in self.pairs(now, one, level)]
        return np.stack(found) if found else np.zeros((0, len(self.universe.names(level))))

    def _rates(self, now: Vintage, window: Window, level: Level) -> FloatArray:
        """Return the miss rates to ask for, adapted to how often the same interval missed at earlier vintages."""
        missed = []
        for earlier, (had, truth) in zip(self.reached(now, window), self.pairs(now, window, level), strict=True):
            told = apply(had, self.quantiles(earlier, window, level), floor_of(had))
            if not np.isnan(told).any():
                outside = [(truth < told[:, place]) | (truth > told[:, -1 - place]) for place in range(len(_TARGETS))]
                missed.append([float(one.mean()) for one in outside])
        columns = np.array(missed).reshape(-1, len(_TARGETS)).T
        return np.array([adapted_miss_rate(one, float(target)) for one, target in zip(columns, _TARGETS, strict=True)])

    def quantiles(self, now: Vintage, window: Window, level: Level) -> FloatArray:
        """Return the quantiles (levels,) of relative errors that hold at a vintage; NaN when too few vintages have come true."""
        key = (now.vintage, window, level)
        if key not in self._told:
            errors, levels = self.errors(now, window, level), widened(LEVELS, self._rates(now, window, level), _TARGETS)
            independent = errors.size / NEAR / OVERLAP
            enough = len(errors) >= FEWEST
            unknown = np.full(len(levels), np.nan)
            self._told[key] = quantiles_around_zero(errors.ravel(), levels, independent=independent) if enough else unknown
        return self._told[key]

    def interval(self, now: Vintage, window: Window, level: Level) -> Interval:
        """Return point and quantiles of a window at a vintage, calibrated on the vintages before it."""
        point = self.universe.nodes(now.sums(now.point, window), level)
        told = apply(point, self.quantiles(now, window, level), floor_of(point))
        return Interval(level, window, self.universe.names(level), point, told)

    def samples(self, now: Vintage, window: Window) -> Samples:
        """Return one sample of all cells per earlier vintage whose window has come true: sums over any cells hold together.

        No sample when none has. Their spread is that of the errors themselves; the intervals of a level come from `interval`.
        """
        forecast = now.sums(now.point, window)
        return joint_samples(forecast, self.errors(now, window, BOTTOM), floor=floor_of(forecast))


def floor_of(values: FloatArray) -> float:
    """Return the scale below which errors of a level are not taken relative to the forecast itself."""
    return max(1.0, FLOOR * float(np.abs(values).mean())) if len(values) else 1.0


def _raw(replay: Replay, snapshot: Snapshot, law: Laws) -> Vintage:
    """Return the forecasts of each method, before anything is learned from earlier vintages."""
    own = cost(snapshot, law).total
    other = in_cells(snapshot, second_opinion(snapshot, law), own)
    place = replay.universe.place(snapshot.cells)

    def placed(values: FloatArray) -> FloatArray:
        result = np.zeros((len(replay.universe), values.shape[1]))
        result[place] = values
        return result

    methods = {"structural": placed(own), "claims": placed(other)}
    committed = placed(commitments(snapshot, law.starts.shape[1] - snapshot.months))
    return Vintage(snapshot.vintage, snapshot.first, methods, committed, np.ones((2, 0)), methods["structural"])


def _leads(now: Vintage) -> range:
    return range(1 - SETTLED, now.point.shape[1] - (now.vintage - now.first))


def _weights(replay: Replay, now: Vintage) -> FloatArray:
    """Return the weight of each method per lead (methods, leads), learned on municipality x product."""
    leads = _leads(now)
    found = np.zeros((len(METHODS), len(leads)))
    found[0] = 1.0
    for number, lead in enumerate(leads):
        pairs = [list(replay.pairs(now, Window(lead, lead), _PAIRS, method)) for method in METHODS]
        if pairs[0]:
            scale = [max(float(truth.sum()), 1.0) for _, truth in pairs[0]]
            off = [[(truth - had) / of for (had, truth), of in zip(one, scale, strict=True)] for one in pairs]
            found[:, number] = weights(np.array(off))
    return found


def _bias(replay: Replay, now: Vintage, mixed: dict[int, FloatArray]) -> FloatArray:
    """Return the factor per lead (leads,) on the mixed forecast, from the region as a whole and the leads beside it."""
    factors = []
    for lead in _leads(now):
        had, came = [], []
        for window in (Window(lead + step, lead + step) for step in (-1, 0, 1)):
            for earlier in replay.reached(now, window):
                had.append(earlier.sums(mixed[earlier.vintage], window).sum())
                came.append(now.sums(now.methods["structural"], window, at=earlier.vintage).sum())
        truth, forecast = np.array(came, dtype=float)[:, None], np.array(had, dtype=float)[:, None]
        factors.append(float(bias_factor(truth, forecast)[0]) if len(came) >= 3 * FEWEST else 1.0)
    return np.array(factors)


def _mixed(vintage: Vintage, weight: FloatArray) -> FloatArray:
    """Return the weighted mean of the methods (cells, months); what is settled is left to the first."""
    result = vintage.methods["structural"].copy()
    ahead = slice(vintage.vintage - vintage.first + 1 - SETTLED, None)
    part = np.stack([vintage.methods[name][:, ahead] for name in METHODS])
    result[:, ahead] = (part * weight[:, None, : part.shape[2]]).sum(axis=0)
    return result


def add(replay: Replay, snapshot: Snapshot, law: Laws | None = None) -> Vintage:
    """Forecast at one more vintage, later than those before it, and return it; `Faulty` when the snapshot knows too much.

    `law`: `laws` of this snapshot, when it is there already.
    """
    check(snapshot)
    if replay.vintages and snapshot.vintage <= replay.vintages[-1].vintage:
        raise ValueError("vintages must come in the order of time")
    raw = _raw(replay, snapshot, laws(snapshot) if law is None else law)
    weight = _weights(replay, raw)
    factor = _bias(replay, raw, {one.vintage: _mixed(one, weight) for one in replay.vintages})
    point = _mixed(raw, weight)
    ahead = raw.vintage - raw.first + 1 - SETTLED
    point[:, ahead:] *= factor
    made = Vintage(raw.vintage, raw.first, raw.methods, raw.committed, weight, point)
    replay.vintages.append(made)
    return made


def run(snapshots: Callable[[int], Snapshot], vintages: Sequence[int]) -> Replay:
    """Return the replay of vintages in the order of time; `snapshots` gives what was known at the end of each."""
    replay = Replay()
    for vintage in vintages:
        add(replay, snapshots(vintage))
    return replay
