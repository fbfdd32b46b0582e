"""Intervals from the errors of earlier vintages (split conformal, per cell of level and lead), adapted when they miss too often.

The errors must be those of real vintages, with what was known then: in-sample residuals are too small. With few vintages the
ranks say nothing about the tails, and a t distribution around the errors takes over.
"""

from typing import NamedTuple

import numpy as np
from scipy.special import stdtrit

from regiewijzer.forecast.arrays import FloatArray, IntArray

LEVELS = np.array([0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975])
ENOUGH = 30  # scores from which ranks are used
LEAST = 3.0  # scores that any errors are worth: with fewer degrees of freedom a t distribution says nothing at all
STEP = 0.02  # of the adaptive level
_WIDEST, _NARROWEST = 0.002, 0.9  # bounds of the adapted miss rate


def _by_rank(ordered: FloatArray, level: float) -> float:
    """Return the conformal quantile: outwards to the next rank of n + 1, the outermost score when the rank lies beyond it."""
    count = len(ordered)
    rank = np.ceil((count + 1) * level) if level > 0.5 else np.floor((count + 1) * level)
    return float(np.median(ordered)) if level == 0.5 else float(ordered[int(np.clip(rank, 1, count)) - 1])


def _by_t(scores: FloatArray, levels: FloatArray, independent: float) -> FloatArray:
    spread = float(scores.std()) * np.sqrt(independent / (independent - 1)) * np.sqrt(1 + 1 / independent)
    return np.asarray(scores.mean() + stdtrit(independent - 1, levels) * spread)


def quantiles_of(scores: FloatArray, levels: FloatArray = LEVELS, independent: float | None = None) -> FloatArray:
    """Return the quantiles (levels,) of the next score from earlier ones (n,); NaN among them is left out.

    From `ENOUGH` scores on by rank, with the guarantee of split conformal prediction for exchangeable scores; below that from a
    t distribution with n - 1 degrees of freedom. NaN when there are fewer than two: nothing can be said. `independent`: how many
    independent scores these are worth, at least 2, when they overlap in time; None = all.
    """
    known = np.sort(scores[~np.isnan(scores)])
    if len(known) < 2:
        return np.full(len(levels), np.nan)
    worth = float(len(known)) if independent is None else min(float(len(known)), max(2.0, independent))
    if worth < ENOUGH:
        return _by_t(known, levels, worth)
    return np.maximum.accumulate(np.array([_by_rank(known, float(one)) for one in levels]))


def quantiles_around_zero(scores: FloatArray, levels: FloatArray = LEVELS, *, independent: float) -> FloatArray:
    """Return as `quantiles_of`, but with few scores from a t distribution around zero with their root mean square as its scale.

    For errors of a forecast that is corrected for its bias elsewhere: scores that overlap so much that they are worth two or
    three lie close together on one side, which says nothing of where the next will be. A mean of them would be noise, and a
    spread around it too small. They are worth at least `LEAST`.
    """
    known = scores[~np.isnan(scores)]
    worth = min(float(len(known)), max(LEAST, independent))
    if len(known) < 2 or worth >= ENOUGH:
        return quantiles_of(scores, levels, worth)
    return np.asarray(stdtrit(worth, levels) * np.sqrt(np.mean(known**2)))


def cell_quantiles(scores: FloatArray, cells: IntArray, count: int, levels: FloatArray = LEVELS) -> FloatArray:
    """Return the quantiles per Mondrian cell (count, levels): scores (n,) with the number of their cell (n,)."""
    return np.stack([quantiles_of(scores[cells == cell], levels) for cell in range(count)])


def near_leads(scores: FloatArray, lead: int, width: int = 1) -> FloatArray:
    """Return the scores of a lead and of those at most `width` months from it, flattened; scores (leads, ...)."""
    return scores[max(0, lead - width) : lead + width + 1].ravel()


def relative_errors(truth: FloatArray, forecast: FloatArray, floor: float) -> FloatArray:
    """Return (truth - forecast) / scale with the forecast as scale, at least `floor`: a nearly empty cell stays finite."""
    return (truth - forecast) / np.maximum(np.abs(forecast), floor)


def apply(forecast: FloatArray, quantiles: FloatArray, floor: float, lowest: float | None = 0.0) -> FloatArray:
    """Return the quantiles (n, levels) of forecasts (n,) from those of their relative errors, (n, levels) or (levels,)."""
    scale = np.maximum(np.abs(forecast), floor)[:, None]
    found = forecast[:, None] + scale * quantiles
    return found if lowest is None else np.maximum(found, lowest)


def adapted_miss_rate(missed: FloatArray, target: float, step: float = STEP) -> float:
    """Return the miss rate to ask for next, so that the long-run share of misses is `target` (Gibbs and Candes, 2021).

    missed (n,): 1 where the truth fell outside the interval, in the order in which the truths became known. An average of several
    cases at once, such as municipalities, may be given as a share.
    """
    rate = target
    for one in missed:
        rate = float(np.clip(rate + step * (target - float(one)), _WIDEST, _NARROWEST))
    return rate


def widened(levels: FloatArray, rates: FloatArray, targets: FloatArray) -> FloatArray:
    """Return the levels to ask for instead of `levels`, given the adapted miss rates of the central intervals.

    rates, targets (intervals,): widest interval first, as in `levels`, which are symmetric around a median.
    """
    half = len(levels) // 2
    moved = levels.copy()
    moved[:half] = np.minimum(levels[:half] * rates / targets, 0.5)
    moved[-half:] = 1.0 - moved[:half][::-1]
    return moved


class Samples(NamedTuple):
    """Drawn bottoms (samples, cells): sums over cells of one sample belong together."""

    bottom: FloatArray

    def quantiles(self, members: IntArray, count: int, levels: FloatArray = LEVELS) -> FloatArray:
        """Return the quantiles (count, levels) of the sums per node; members (cells,) as from `Hierarchy.members`."""
        total = np.zeros((len(self.bottom), count))
        np.add.at(total.T, members, self.bottom.T)
        return np.quantile(total, levels, axis=0).T


def joint_samples(forecast: FloatArray, errors: FloatArray, *, floor: float, lowest: float | None = 0.0) -> Samples:
    """Return one sample per earlier vintage: the forecast of all cells with the errors that they had together then.

    forecast (cells,), errors (vintages, cells): relative errors as from `relative_errors`, without NaN. What moves together
    (a provider that is late, a tariff round) keeps doing so, so that sums get honest intervals.
    """
    scale = np.maximum(np.abs(forecast), floor)
    drawn = forecast[None, :] + scale[None, :] * errors
    return Samples(drawn if lowest is None else np.maximum(drawn, lowest))
