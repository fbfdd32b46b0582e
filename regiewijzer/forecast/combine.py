"""Several forecasts of one quantity into one, with weights and a correction learned from their own earlier vintages."""

import numpy as np

from regiewijzer.forecast.arrays import FloatArray

SHRINK_BIAS = 0.7  # how much of a bias seen before is taken to return
FEWEST = 6  # earlier vintages with a known truth; with fewer the first method counts alone
LARGEST_BIAS = 0.25


def weights(errors: FloatArray) -> FloatArray:
    """Return the weight of each method (methods, cells) by inverse mean squared error; they sum to 1.

    errors (methods, vintages, cells): relative errors of earlier vintages in cells of level and lead, NaN where the truth is not
    known yet. A cell with fewer than `FEWEST` vintages known gets the first method only: the one that is trusted beforehand.
    """
    known = ~np.isnan(errors).any(axis=0)
    count = known.sum(axis=0)
    squares = np.where(known, np.nan_to_num(errors) ** 2, 0.0).sum(axis=1) / np.maximum(count, 1)
    inverse = 1.0 / np.maximum(squares, 1e-12)
    learned = inverse / inverse.sum(axis=0)
    first = np.zeros_like(learned)
    first[0] = 1.0
    return np.asarray(np.where(count >= FEWEST, learned, first))


def bias_factor(truth: FloatArray, forecast: FloatArray, shrink: float = SHRINK_BIAS) -> FloatArray:
    """Return the factor (cells,) for the next forecast from earlier ones (vintages, cells); NaN in truth = not known yet.

    1 + shrink x (sum of truths / sum of forecasts - 1), within a quarter of 1; 1 with fewer than `FEWEST` vintages known.
    """
    known = ~np.isnan(truth)
    came, expected = np.where(known, truth, 0.0).sum(axis=0), np.where(known, forecast, 0.0).sum(axis=0)
    told = (known.sum(axis=0) >= FEWEST) & (expected > 0)
    off = np.where(told, came / np.where(told, expected, 1.0) - 1.0, 0.0)
    return np.asarray(1.0 + np.clip(shrink * off, -LARGEST_BIAS, LARGEST_BIAS))


def combine(forecasts: FloatArray, weight: FloatArray) -> FloatArray:
    """Return the weighted mean of forecasts (methods, cells)."""
    return np.asarray((forecasts * weight).sum(axis=0))
