"""Credibility: how much a small group is believed over the larger one that it is part of (Buhlmann and Straub, 1970)."""

import numpy as np

from regiewijzer.forecast.arrays import FloatArray, IntArray, ratio, sums


def constant(numerator: FloatArray, denominator: FloatArray, groups: IntArray, count: int) -> float:
    """Return K, the volume at which a group is believed for half: variance within over variance between groups.

    Every observation (n,) is a ratio numerator / denominator with its denominator as weight; `groups` (n,) says of which group.
    Infinite when the groups differ no more than chance.
    """
    used = denominator > 0
    weight, group = denominator[used], groups[used]
    value = numerator[used] / weight
    volume = sums(group, weight, count)
    mean = ratio(sums(group, weight * value, count), volume)
    present = np.bincount(group, minlength=count) > 0
    spare = len(value) - int(present.sum())
    total = float(volume.sum())
    if spare < 1 or int(present.sum()) < 2:
        return float("inf")
    within = float((weight * (value - mean[group]) ** 2).sum()) / spare
    overall = float((volume * mean).sum()) / total
    excess = float((volume * (mean - overall) ** 2).sum()) - (int(present.sum()) - 1) * within
    spread = total - float((volume**2).sum()) / total
    between = excess / spread if spread > 0 else 0.0
    return within / between if between > 0 else float("inf")


def shrink(numerator: FloatArray, denominator: FloatArray, prior: FloatArray, k: float) -> FloatArray:
    """Return the ratio of each group, drawn towards `prior`; all (groups,), `k` in the unit of the denominator.

    The weight of the own ratio is denominator / (denominator + k). Without volume, or with an infinite k, the prior holds.
    """
    if not np.isfinite(k):
        return prior.copy()
    return np.where(denominator > 0, ratio(numerator + k * prior, denominator + k, 0.0), prior)
