"""The reporting delay: which share of a month is known so many months after it, pooled over groups and drawn to the pool.

Worked in reverse time: of what is known at delay d, the part that was known at d - 1 already. That part is a ratio of sums, so it
pools and shrinks, and a month of nothing or of credits only adds little to a sum where it would break a ratio of its own.
"""

from typing import NamedTuple

import numpy as np

from regiewijzer.forecast.arrays import FloatArray, IntArray

QUARTER = 3


class Volumes(NamedTuple):
    """Sums over the months of which both delays are known: (groups, 3, delays - 1), what was known earlier and later."""

    earlier: FloatArray
    later: FloatArray


def volumes(triangles: FloatArray, first_month: int, window: int) -> Volumes:
    """Return the sums per group and month in quarter of cumulative triangles (groups, months, delays), NaN where not known.

    `first_month` is the number of the first month of the triangles; of every delay the last `window` months known are used.
    """
    both = ~np.isnan(triangles[:, :, 1:])
    newer = np.cumsum(both[:, ::-1], axis=1)[:, ::-1]
    used = both & (newer <= window)
    earlier = np.where(used, triangles[:, :, :-1], 0.0)
    later = np.where(used, triangles[:, :, 1:], 0.0)
    place = (first_month + np.arange(triangles.shape[1])) % QUARTER
    per = [(earlier[:, place == one].sum(axis=1), later[:, place == one].sum(axis=1)) for one in range(QUARTER)]
    return Volumes(np.stack([one for one, _ in per], axis=1), np.stack([one for _, one in per], axis=1))


def pooled(parts: Volumes, parents: IntArray, count: int) -> Volumes:
    """Return the volumes of the parents: `parents` (groups,) are numbers below `count`."""
    earlier, later = np.zeros((count, *parts.earlier.shape[1:])), np.zeros((count, *parts.later.shape[1:]))
    np.add.at(earlier, parents, parts.earlier)
    np.add.at(later, parents, parts.later)
    return Volumes(earlier, later)


def retained(parts: Volumes, prior: FloatArray, weight: FloatArray) -> FloatArray:
    """Return what part of the later amount was known earlier: (groups, 3, delays - 1), between 0 and 1.5.

    Drawn towards `prior` (same shape) with `weight` (groups,) in the unit of the amounts. More than 1 is possible: rejected lines
    are taken back before they are claimed again.
    """
    wide = np.maximum(weight, 1e-9)[:, None, None]
    return np.asarray(np.clip((parts.earlier + wide * prior) / (np.maximum(parts.later, 0.0) + wide), 0.0, 1.5))


def shares(kept: FloatArray) -> FloatArray:
    """Return the share known per delay (groups, 3, delays) from what is retained per step; the last delay is 1."""
    backwards = np.cumprod(kept[..., ::-1], axis=-1)[..., ::-1]
    return np.concatenate([backwards, np.ones((*kept.shape[:-1], 1))], axis=-1)


def reporting_shares(
    triangles: FloatArray, parents: IntArray, first_month: int, *, window: int = 24, months: float = 6.0
) -> FloatArray:
    """Return the share of a month known per group, month in quarter and delay: (groups, 3, delays).

    triangles (groups, months, delays): cumulative amounts, NaN where not known yet; `first_month`: number of the first month.
    parents (groups,): the pool each group belongs to, such as its billing class. A group is drawn to its pool with the weight of
    `months` of the average month in that pool, a pool to all pools together with the weight of one month of its own.
    """
    own = volumes(triangles, first_month, window)
    count = int(parents.max(initial=0)) + 1
    pools = pooled(own, parents, count)
    everything = pooled(pools, np.zeros(count, dtype=np.int64), 1)
    all_kept = retained(everything, np.ones_like(everything.earlier), np.zeros(1))
    claiming = own.later.max(axis=(1, 2), initial=0.0) > 0
    members = np.maximum(np.bincount(parents[claiming], minlength=count), 1)
    month = np.maximum(pools.later.max(axis=(1, 2)), 0.0) / max(1, window // QUARTER)
    pool = retained(pools, np.broadcast_to(all_kept, pools.earlier.shape), month)
    return shares(retained(own, pool[parents], (months * month / members)[parents]))


def share_at(table: FloatArray, groups: IntArray, months: IntArray, delays: IntArray) -> FloatArray:
    """Return the share per (group, month, delay); arrays that broadcast. Beyond the last delay all is known, below 0 none."""
    last = table.shape[-1] - 1
    found = table[groups, months % QUARTER, np.clip(delays, 0, last)]
    return np.where(delays < 0, 0.0, found)
