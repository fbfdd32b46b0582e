"""Volume-weighted chain ladder with Mack's standard error (Mack, ASTIN Bulletin 23, 1993).

Mack's interval assumes what real triangles break: on 218 paid triangles of American insurers its 80 % covers 61 %. It is an
anchor and a building block; the intervals that are published come from `conformal`.
"""

from enum import StrEnum
from typing import NamedTuple

import numpy as np

from regiewijzer.forecast.arrays import FloatArray, IntArray
from regiewijzer.forecast.triangles import latest


class LastSigma(StrEnum):
    """How the variance of the last factor, of which there is one observation, is found."""

    MACK = "mack"
    LOG_LINEAR = "log_linear"


class Mack(NamedTuple):
    """What Mack's method tells of a triangle (n origins, k developments), in the unit of the triangle.

    factors, sigma2: (k-1,) · ultimates, reserves, errors: (n,), errors are standard errors of the reserves.
    """

    factors: FloatArray
    sigma2: FloatArray
    ultimates: FloatArray
    reserves: FloatArray
    errors: FloatArray
    reserve: float
    error: float


def _volumes(triangle: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return per development step the sums before and after it, over the origins of which both are known."""
    both = ~np.isnan(triangle[:, 1:])
    before = np.where(both, triangle[:, :-1], 0.0).sum(axis=0)
    return before, np.where(both, triangle[:, 1:], 0.0).sum(axis=0)


def development_factors(triangle: FloatArray) -> FloatArray:
    """Return the volume-weighted factors (k-1,) of a cumulative triangle (n, k); 1 where there is no volume to tell."""
    before, after = _volumes(triangle)
    told = before > 0
    return np.where(told, after / np.where(told, before, 1.0), 1.0)


def complete(triangle: FloatArray, factors: FloatArray) -> FloatArray:
    """Return the triangle with every unknown place filled by the factors."""
    full = triangle.copy()
    for step, factor in enumerate(factors):
        unknown = np.isnan(full[:, step + 1])
        full[unknown, step + 1] = full[unknown, step] * factor
    return full


def _variances(triangle: FloatArray, factors: FloatArray) -> tuple[FloatArray, IntArray]:
    before = triangle[:, :-1]
    both = ~np.isnan(triangle[:, 1:]) & (before > 0)
    off = np.where(both, triangle[:, 1:] / np.where(both, before, 1.0) - factors, 0.0)
    count = both.sum(axis=0)
    squares = (np.where(both, before, 0.0) * off**2).sum(axis=0)
    return np.where(count > 1, squares / np.maximum(count - 1, 1), np.nan), count


def _log_linear(sigma2: FloatArray, place: int) -> float:
    known = np.flatnonzero(sigma2 > 0)
    slope, level = np.polyfit(known, np.log(np.sqrt(sigma2[known])), 1)
    return float(np.exp(level + slope * place) ** 2)


def _with_last(sigma2: FloatArray, rule: LastSigma) -> FloatArray:
    filled = sigma2.copy()
    for place in np.flatnonzero(np.isnan(sigma2)):
        if rule is LastSigma.LOG_LINEAR and (sigma2 > 0).sum() > 1:
            filled[place] = _log_linear(sigma2, int(place))
        elif place > 1 and filled[place - 2] > 0:
            filled[place] = min(filled[place - 1] ** 2 / filled[place - 2], filled[place - 2], filled[place - 1])
        else:
            filled[place] = 0.0
    return filled


def _mean_squares(full: FloatArray, last: IntArray, factors: FloatArray, sigma2: FloatArray, volume: FloatArray) -> FloatArray:
    """Return Mack's mean squared error (n,) per origin."""
    ahead = np.arange(len(factors)) >= last[:, None]
    relative = sigma2 / factors**2 * (1 / np.maximum(full[:, :-1], 1e-12) + 1 / np.maximum(volume, 1e-12))
    return np.asarray(full[:, -1] ** 2 * np.where(ahead, relative, 0.0).sum(axis=1))


def _shared(full: FloatArray, last: IntArray, factors: FloatArray, sigma2: FloatArray, volume: FloatArray) -> float:
    """Return what the total has on top: origins share the same estimated factors."""
    relative = 2 * sigma2 / factors**2 / np.maximum(volume, 1e-12)
    total, younger = 0.0, 0.0
    for place in np.argsort(-last, kind="stable")[::-1]:
        total += full[place, -1] * younger * relative[last[place] :].sum()
        younger += full[place, -1]
    return float(total)


def mack(triangle: FloatArray, last_sigma: LastSigma = LastSigma.MACK) -> Mack:
    """Return ultimates, reserves and standard errors of a cumulative triangle (n, k) with NaN where nothing is known yet.

    ValueError when an origin has no known amount. Needs positive amounts; with zero or negative ones use `delay`.
    """
    last, amount = latest(triangle)
    factors = development_factors(triangle)
    full = complete(triangle, factors)
    sigma2 = _with_last(_variances(triangle, factors)[0], last_sigma)
    volume = _volumes(triangle)[0]
    squares = _mean_squares(full, last, factors, sigma2, volume)
    reserves = full[:, -1] - amount
    error = float(np.sqrt(squares.sum() + _shared(full, last, factors, sigma2, volume)))
    return Mack(factors, sigma2, full[:, -1], reserves, np.sqrt(squares), float(reserves.sum()), error)
