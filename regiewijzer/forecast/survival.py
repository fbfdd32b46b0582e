"""How long care lasts: discrete hazards by age in months (Kaplan-Meier), with late entry, censoring and stops reported late."""

from typing import NamedTuple

import numpy as np

from regiewijzer.forecast.arrays import FloatArray, IntArray, ratio


class LifeTable(NamedTuple):
    """Per age 1 .. n (ages,): how many were at risk of stopping at that age, and how many did."""

    at_risk: FloatArray
    stops: FloatArray

    @property
    def hazard(self) -> FloatArray:
        """The chance to stop at each age, given care until then; 0 where nobody was at risk."""
        return ratio(self.stops, self.at_risk)


def life_table(entry: IntArray, leave: IntArray, stopped: FloatArray, ages: int, weight: FloatArray | None = None) -> LifeTable:
    """Return the table over ages 1 .. `ages` of spells (n,), all in whole months since the start of care.

    entry: age at which a spell came under observation (left truncation; 0 = seen from the start); it counts above it.
    leave: age at which it stopped, or was last seen (right censoring). stopped: 1 when it stopped then, else 0; (n,).
    Ages beyond the last are counted in none. A spell that leaves at or before its entry tells nothing.
    """
    seen = leave > entry
    mass = np.ones(len(entry)) if weight is None else weight
    mass = np.where(seen, mass, 0.0)
    enters = np.bincount(np.clip(entry, 0, ages + 1), mass, minlength=ages + 2)
    leaves = np.bincount(np.clip(leave, 0, ages + 1), mass, minlength=ages + 2)
    stops = np.bincount(np.clip(leave, 0, ages + 1), mass * stopped, minlength=ages + 2)
    at_risk = np.cumsum(enters)[: ages + 1] - np.cumsum(leaves)[: ages + 1]
    return LifeTable(np.maximum(at_risk[:ages], 0.0).astype(np.float64), stops[1 : ages + 1].astype(np.float64))


def pooled_hazard(table: LifeTable, prior: FloatArray, strength: float) -> FloatArray:
    """Return the hazard drawn towards `prior` (ages,) as if `strength` further spells had been at risk at every age."""
    return (table.stops + strength * prior) / (table.at_risk + strength)


def with_tail(hazard: FloatArray, table: LifeTable, fewest: float = 20.0, over: int = 12) -> FloatArray:
    """Return the hazard with, at ages of which fewer than `fewest` were at risk, the mean of the last `over` ages before them."""
    told = np.flatnonzero(table.at_risk >= fewest)
    if not len(told) or told[-1] + 1 >= len(hazard):
        return hazard
    end = int(told[-1]) + 1
    since = max(0, end - over)
    tail = table.stops[since:end].sum() / table.at_risk[since:end].sum()
    return np.concatenate([hazard[:end], np.full(len(hazard) - end, tail)])


def survival(hazard: FloatArray) -> FloatArray:
    """Return S(0), S(1) .. S(n) from hazards (..., n): the chance that care lasts longer than so many months."""
    lasting = np.cumprod(1.0 - hazard, axis=-1)
    return np.concatenate([np.ones((*hazard.shape[:-1], 1)), lasting], axis=-1)


def conditional(curve: FloatArray, ages: IntArray, ahead: int) -> FloatArray:
    """Return S(age + k) / S(age) for k = 0 .. `ahead`: (n, ahead + 1).

    curve: S(0) .. S(n) of one kind of care (n + 1,), or one row per spell. Beyond the curve the last hazard goes on; where nobody
    lasted so long the spell is taken to end in the next month.
    """
    longer = _extended(np.atleast_2d(curve), int(ages.max(initial=0)) + ahead + 1)
    row = np.arange(len(ages))[:, None] if len(longer) > 1 else np.zeros((len(ages), 1), dtype=np.int64)
    later = longer[row, ages[:, None] + np.arange(ahead + 1)[None, :]]
    now = later[:, :1]
    gone = np.zeros(ahead + 1)
    gone[0] = 1.0
    return np.where(now > 0, later / np.where(now > 0, now, 1.0), gone)


def _extended(curve: FloatArray, length: int) -> FloatArray:
    short = length - curve.shape[1]
    if short <= 0:
        return curve
    step = ratio(curve[:, -1], curve[:, -2])[:, None]
    return np.concatenate([curve, curve[:, -1:] * step ** np.arange(1, short + 1)[None, :]], axis=1)


def in_season(lasting: FloatArray, season: FloatArray) -> FloatArray:
    """Return survival (..., k + 1) from now with the hazard of each of the k months to come multiplied by `season` (..., k)."""
    step = ratio(lasting[..., 1:], lasting[..., :-1])
    lasts = np.cumprod(step ** np.maximum(season, 0.0), axis=-1)
    return np.concatenate([lasting[..., :1], lasting[..., :1] * lasts], axis=-1)


def open_profile(curve: FloatArray, ages: IntArray, known: FloatArray, season: FloatArray | None = None) -> FloatArray:
    """Return the chance that care of which no stop is known still ran at the end of each of the last months: (n, lags + 1).

    A nowcast of late stops, by Bayes over the months in which it may have stopped. Column 0 is now, column k is k months ago.
    curve: S(0) .. of one kind of care, or one row per spell; ages (n,) in whole months. known (lags,): the chance that a stop is
    known 0, 1, .. months after it; beyond the last every stop counts as known. season (lags,): how many times the usual number
    stopped so many months ago.
    """
    lags = np.arange(len(known))
    longer = _extended(np.atleast_2d(curve), int(ages.max(initial=0)) + 2)
    row = np.arange(len(ages))[:, None] if len(longer) > 1 else np.zeros((len(ages), 1), dtype=np.int64)
    after = np.maximum(ages[:, None] - lags[None, :], 0)
    unseen = (longer[row, np.maximum(after - 1, 0)] - longer[row, after]) * (1.0 - known)[None, :]
    unseen = unseen if season is None else unseen * season[None, :]
    later = np.cumsum(np.maximum(unseen, 0.0), axis=1)
    lasting = longer[row[:, 0], ages][:, None]
    ran = np.concatenate([lasting, lasting + later], axis=1)
    return ratio(ran, np.repeat(ran[:, -1:], ran.shape[1], axis=1), otherwise=1.0)


def still_open(curve: FloatArray, ages: IntArray, known: FloatArray) -> FloatArray:
    """Return the chance (n,) that care of which no stop is known runs now: the first column of `open_profile`."""
    return open_profile(curve, ages, known)[:, 0]
