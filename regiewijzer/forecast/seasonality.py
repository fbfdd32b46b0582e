"""Seasonal factors of many series at once: classical decomposition, applied only where the series show a season."""

from typing import NamedTuple

import numpy as np

from regiewijzer.forecast.arrays import BoolArray, FloatArray

ONE_SIDED_90 = 1.645
_SPARSE = 1e-3  # of the mean: a month below it is as good as empty


class Seasons(NamedTuple):
    """Factors per series and position in the year (series, period); multiplied where `multiplicative` (series,), else added."""

    factors: FloatArray
    multiplicative: BoolArray


def is_seasonal(series: FloatArray, period: int) -> BoolArray:
    """Tell per series (series, months) whether the autocorrelation at the period is above chance (Makridakis' test for theta)."""
    count, months = series.shape
    if months < 2 * period:
        return np.zeros(count, dtype=np.bool_)
    off = series - series.mean(axis=1, keepdims=True)
    power = np.maximum((off**2).sum(axis=1), 1e-12)
    lagged = np.stack([(off[:, lag:] * off[:, :-lag]).sum(axis=1) / power for lag in range(1, period + 1)], axis=1)
    limit = ONE_SIDED_90 * np.sqrt((1 + 2 * (lagged[:, :-1] ** 2).sum(axis=1)) / months)
    return np.asarray(np.abs(lagged[:, -1]) > limit, dtype=np.bool_)


def _centred_mean(series: FloatArray, period: int) -> FloatArray:
    half = period // 2
    weights = np.ones(period if period % 2 else period + 1) / period
    if period % 2 == 0:
        weights[[0, -1]] /= 2
    windows = np.lib.stride_tricks.sliding_window_view(series, len(weights), axis=1)
    smooth = np.full(series.shape, np.nan)
    smooth[:, half : half + windows.shape[1]] = windows @ weights
    return smooth


def _per_position(values: FloatArray, period: int) -> FloatArray:
    padded = np.full((len(values), -(-values.shape[1] // period) * period), np.nan)
    padded[:, : values.shape[1]] = values
    return np.asarray(np.nanmean(padded.reshape(len(values), -1, period), axis=1))


def seasons(series: FloatArray, period: int = 12, seasonal: BoolArray | None = None) -> Seasons:
    """Return the factors of each series (series, months); 1 (or 0 where they are added) for a series without a season.

    `seasonal` (series,): which have one, when that is known from elsewhere; needs two years.

    A series with an empty or negative month gets factors that are added: sparse series break the multiplied ones.
    """
    multiplicative = series.min(axis=1) > _SPARSE * series.mean(axis=1)
    factors = np.repeat(np.where(multiplicative, 1.0, 0.0)[:, None], period, axis=1)
    seasonal = is_seasonal(series, period) if seasonal is None else seasonal
    for multiplied in (True, False):
        chosen = seasonal & (multiplicative == multiplied)
        if chosen.any():
            smooth = _centred_mean(series[chosen], period)
            found = _per_position(series[chosen] / smooth if multiplied else series[chosen] - smooth, period)
            mean = found.mean(axis=1, keepdims=True)
            factors[chosen] = found / mean if multiplied else found - mean
    return Seasons(factors, multiplicative)


def take_off(series: FloatArray, found: Seasons) -> FloatArray:
    """Return the series without their season."""
    factors = _over(found, np.arange(series.shape[1]))
    return np.where(found.multiplicative[:, None], series / np.where(factors == 0, 1.0, factors), series - factors)


def put_on(flat: FloatArray, found: Seasons, start: int) -> FloatArray:
    """Return the forecasts (series, horizon) with the season; the first is month `start` counted from that of the series."""
    factors = _over(found, start + np.arange(flat.shape[1]))
    return np.where(found.multiplicative[:, None], flat * factors, flat + factors)


def _over(found: Seasons, months: np.ndarray) -> FloatArray:
    return found.factors[:, months % found.factors.shape[1]]
