"""A fast forecast of many monthly series at once: the mean of theta, damped trend and simple smoothing, with seasons.

The combination that stood up in the M3 competition (Makridakis and Hibon, 2000). It knows nothing of delays: give it settled or
nowcast months only, never a month of which a part is known.
"""

from itertools import product
from typing import NamedTuple

import numpy as np

from regiewijzer.forecast.arrays import BoolArray, FloatArray
from regiewijzer.forecast.seasonality import put_on, seasons, take_off

_ALPHAS = np.linspace(0.05, 0.95, 19)
_GRID = np.array(list(product((0.05, 0.1, 0.2, 0.4, 0.6, 0.8), (0.01, 0.05, 0.1, 0.2), (0.8, 0.9, 0.95, 0.98))))
_WARM_UP = 4  # months of which the mean is the first level


class _Fit(NamedTuple):
    """The state (series, candidates) after the last month, and the sum of squared errors of one month ahead."""

    level: FloatArray
    trend: FloatArray
    squares: FloatArray


def _smooth(series: FloatArray, alpha: FloatArray, beta: FloatArray, phi: FloatArray) -> _Fit:
    count, months = series.shape
    first = min(_WARM_UP, months)
    level = np.repeat(series[:, :first].mean(axis=1)[:, None], len(alpha), axis=1)
    trend, squares = np.zeros_like(level), np.zeros((count, len(alpha)))
    for month in range(months):
        expected = level + phi * trend
        error = series[:, month, None] - expected
        level, trend = expected + alpha * error, phi * trend + alpha * beta * error
        squares += error**2
    return _Fit(level, trend, squares)


def _best(fit: _Fit) -> tuple[FloatArray, FloatArray, np.ndarray]:
    row, best = np.arange(len(fit.squares)), np.argmin(fit.squares, axis=1)
    return fit.level[row, best], fit.trend[row, best], best


def simple_smoothing(series: FloatArray, horizon: int) -> FloatArray:
    """Return the level of simple exponential smoothing, alpha chosen per series by squared error: (series, horizon)."""
    zero = np.zeros_like(_ALPHAS)
    level, _, _ = _best(_smooth(series, _ALPHAS, zero, zero))
    return np.asarray(np.repeat(level[:, None], horizon, axis=1))


def damped_trend(series: FloatArray, horizon: int) -> FloatArray:
    """Return the forecasts of Holt's damped trend, parameters chosen per series from a grid: (series, horizon)."""
    alpha, beta, phi = _GRID.T
    level, trend, best = _best(_smooth(series, alpha, beta, phi))
    steps = np.cumsum(phi[best][:, None] ** np.arange(1, horizon + 1)[None, :], axis=1)
    return np.asarray(level[:, None] + trend[:, None] * steps)


def theta(series: FloatArray, horizon: int) -> FloatArray:
    """Return the forecasts of the theta method (Assimakopoulos and Nikolopoulos, 2000): half the line, half the smoothed rest."""
    months = np.arange(series.shape[1])
    off = months - months.mean()
    slope = (series * off).sum(axis=1) / max(float((off**2).sum()), 1e-12)
    line = series.mean(axis=1)[:, None] + slope[:, None] * off[None, :]
    ahead = line[:, -1:] + slope[:, None] * np.arange(1, horizon + 1)[None, :]
    return np.asarray(0.5 * ahead) + 0.5 * simple_smoothing(2 * series - line, horizon)


def combined(
    series: FloatArray, horizon: int, *, period: int = 12, lowest: float | None = None, seasonal: BoolArray | None = None
) -> FloatArray:
    """Return the mean of the three methods with the season of each series: (series, horizon).

    series (series, months): no NaN, oldest first. `lowest`: nothing below it, such as 0 for numbers of young people. ValueError
    when there is no month at all. With fewer than two years there is no season. `seasonal`: as in `seasons`.
    """
    if not series.shape[1]:
        raise ValueError("a forecast needs at least one month")
    found = seasons(series, period, seasonal)
    flat = take_off(series, found)
    mean = (theta(flat, horizon) + damped_trend(flat, horizon) + simple_smoothing(flat, horizon)) / 3
    result = put_on(mean, found, series.shape[1])
    return result if lowest is None else np.maximum(result, lowest)
