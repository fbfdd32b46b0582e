"""How good a forecast was: errors of points, intervals and revisions. All sums over what is scored, never means of ratios."""

from math import ceil, floor
from typing import NamedTuple

import numpy as np
from scipy import stats

from regiewijzer.forecast.arrays import FloatArray


def wape(truth: FloatArray, forecast: FloatArray) -> float:
    """Return the sum of absolute errors over the sum of the truth: 0.02 is two per cent. NaN when the truth is nothing."""
    total = float(np.abs(truth).sum())
    return float(np.abs(forecast - truth).sum()) / total if total else float("nan")


def bias(truth: FloatArray, forecast: FloatArray) -> float:
    """Return the signed error over the sum of the truth; above zero = forecast too high. NaN when the truth is nothing."""
    total = float(np.abs(truth).sum())
    return float((forecast - truth).sum()) / total if total else float("nan")


def pinball(truth: FloatArray, quantiles: FloatArray, levels: FloatArray) -> FloatArray:
    """Return the quantile losses (n, levels) of quantiles (n, levels) at `levels` (levels,) between 0 and 1; truth (n,)."""
    off = truth[:, None] - quantiles
    return np.maximum(levels * off, (levels - 1) * off)


def crps(truth: FloatArray, quantiles: FloatArray, levels: FloatArray) -> FloatArray:
    """Return twice the mean quantile loss (n,): the continuous ranked probability score as far as these quantiles show it."""
    return np.asarray(2 * pinball(truth, quantiles, levels).mean(axis=1))


def interval_score(truth: FloatArray, lower: FloatArray, upper: FloatArray, alpha: float) -> FloatArray:
    """Return the width of the central 1 - alpha interval plus 2 / alpha times what falls outside (Gneiting and Raftery, 2007)."""
    outside = np.maximum(lower - truth, 0.0) + np.maximum(truth - upper, 0.0)
    return upper - lower + 2 / alpha * outside


def weighted_interval_score(truth: FloatArray, quantiles: FloatArray, levels: FloatArray) -> FloatArray:
    """Return the weighted interval score (n,) of Bracher and others (2021).

    quantiles (n, levels) at `levels`: sorted, symmetric around a median. With weights alpha / 2 it is the mean quantile loss, the
    median for half: (|y - m| / 2 + sum of alpha / 2 x interval score) / (intervals + 1/2).
    """
    half = len(levels) // 2
    if len(levels) % 2 == 0 or not np.allclose(levels + levels[::-1], 1.0):
        raise ValueError(f"levels must be symmetric around a median: {levels}")
    total = 0.5 * np.abs(truth - quantiles[:, half])
    for place in range(half):
        alpha = 2 * float(levels[place])
        total = total + alpha / 2 * interval_score(truth, quantiles[:, place], quantiles[:, -1 - place], alpha)
    return np.asarray(total / (half + 0.5))


def coverage(truth: FloatArray, lower: FloatArray, upper: FloatArray) -> float:
    """Return the share of truths within their interval, bounds included; NaN of nothing."""
    return float(((lower <= truth) & (truth <= upper)).mean()) if len(truth) else float("nan")


class Band(NamedTuple):
    """Between which shares the coverage of so many independent cases lies when the intervals are right."""

    lowest: float
    highest: float


def binomial_band(count: int, nominal: float, confidence: float = 0.95) -> Band:
    """Return the band of a share of `count` cases with chance `nominal`. Cases that move together need a wider one."""
    low, high = stats.binom.interval(confidence, count, nominal)
    return Band(floor(low) / count, ceil(high) / count)


class Revisions(NamedTuple):
    """How forecasts of a quantity moved: mean absolute and net step over the mean level, and the share that turned back."""

    mean_absolute: float
    net: float
    reversals: float


def revisions(vintages: FloatArray) -> Revisions:
    """Return the revisions of forecasts (vintages, targets) of the same targets, oldest first; the shares are of the mean sum."""
    steps = np.diff(vintages, axis=0)
    level = float(np.abs(vintages).sum(axis=1).mean())
    if not len(steps) or not level:
        return Revisions(0.0, 0.0, 0.0)
    turned = steps[1:] * steps[:-1] < 0
    mean = float(np.abs(steps).sum(axis=1).mean()) / level
    return Revisions(mean, float(steps.sum()) / level, float(turned.mean()) if turned.size else 0.0)
