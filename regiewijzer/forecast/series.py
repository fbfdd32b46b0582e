"""A forecast of any series of an indicator, with an interval from its own past: what to expect when nothing changes.

Nothing is known here of what makes the number: season, level and a damped trend go on. The errors of the same method at earlier
moments in the same series say how far off it is; of a short series they say little, and then there is no forecast.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from regiewijzer.forecast.arrays import BoolArray, FloatArray
from regiewijzer.forecast.conformal import LEVELS, quantiles_of
from regiewijzer.forecast.panel import combined
from regiewijzer.forecast.seasonality import is_seasonal

CYCLES = 2  # years of history that there must be at an earlier moment that is judged
SURER = 3  # years, where a year and a half is left to judge: a season of two years is known badly
FEWEST = 6  # earlier moments from which an interval is given
SHARED = 6  # steps ahead that have about as much of the unknown in common as one moment has
LEAST = 3.0  # moments that any errors are worth: with fewer a band says nothing at all
NEAR = 1  # leads beside the own one of which the errors are taken together


class Expected(NamedTuple):
    """What is expected of series, per step ahead: point (series, steps), quantiles (series, steps, levels) at `LEVELS`."""

    point: FloatArray
    quantiles: FloatArray


def fewest_periods(period: int) -> int:
    """Return how many periods a series must have; `period` of them are a year."""
    return CYCLES * period + FEWEST


def _errors(series: FloatArray, steps: int, period: int, lowest: float | None, seasonal: BoolArray) -> list[FloatArray]:
    """Return per step ahead the errors (moments, series) that the method made at earlier moments.

    That a series has a season is taken as known then: two years do not show it, and who reads the numbers knows.
    """
    found: list[list[FloatArray]] = [[] for _ in range(steps)]
    years = SURER if series.shape[1] >= SURER * period + 3 * period // 2 else CYCLES
    for known in range(years * period, series.shape[1]):
        ahead = min(steps, series.shape[1] - known)
        told = combined(series[:, :known], ahead, period=period, lowest=lowest, seasonal=seasonal)
        for step in range(ahead):
            found[step].append(series[:, known + step] - told[:, step])
    return [np.array(one).reshape(-1, len(series)) for one in found]


class _Past(NamedTuple):
    """Errors (n, series) that tell of a step, and how many independent moments they are worth."""

    errors: FloatArray
    worth: float


def _of_step(errors: Sequence[FloatArray], step: int) -> _Past:
    """Return the errors of a step and those beside it; where too few moments lie behind, those of shorter steps.

    Moments that look further ahead share more of what was unknown, so they count for less.
    """
    reach = max((number for number, one in enumerate(errors) if len(one) >= FEWEST), default=0)
    middle = min(step, reach)
    near = np.concatenate(errors[max(0, middle - NEAR) : middle + NEAR + 1])
    return _Past(near, max(LEAST, len(errors[middle]) / max(1.0, (step + 1) / SHARED)))


def _spread(past: _Past) -> FloatArray:
    """Return the quantiles (series, levels) of errors, as far above as below.

    A few errors on one side do not show that the next is on that side too.
    """
    return np.stack([quantiles_of(np.concatenate([own, -own]), LEVELS, past.worth) for own in past.errors.T])


def expected(
    series: FloatArray, steps: int, *, period: int, lowest: float | None = 0.0, highest: float | None = None
) -> Expected:
    """Return what is expected of the next periods of series (series, periods): no NaN, oldest first, at least `fewest_periods`.

    `period`: periods in a year. `lowest`, `highest`: what the number cannot be below or above. ValueError for too short a past.
    """
    if series.shape[1] < fewest_periods(period):
        raise ValueError(f"a forecast with an interval needs {fewest_periods(period)} periods, {series.shape[1]} given")
    seasonal = is_seasonal(series, period)
    point = combined(series, steps, period=period, lowest=lowest, seasonal=seasonal)
    errors = _errors(series, steps, period, lowest, seasonal)
    spread = np.stack([_spread(_of_step(errors, step)) for step in range(steps)], axis=1)
    wider = np.sign(LEVELS - 0.5) * np.maximum.accumulate(np.abs(spread), axis=1)  # a step further is never surer
    quantiles = point[:, :, None] + np.where(LEVELS == 0.5, 0.0, wider)
    bounds = (-np.inf if lowest is None else lowest, np.inf if highest is None else highest)
    return Expected(np.clip(point, *bounds), np.clip(quantiles, *bounds))
