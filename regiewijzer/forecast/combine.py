"""Several forecasts of one quantity into one, with weights and a correction learned from their own earlier vintages."""

import numpy as np

from regiewijzer.forecast.arrays import FloatArray

SHRINK_BIAS = 0.7  # how much of a bias seen before is taken to return
FEWEST = 6  # earlier vintages with a known truth; with fewer the first method counts alone
LARGEST_BIAS = 0.25


def weights(errors: FloatArray) -> FloatArray:
    """Return the weight of each method (methods,) that makes the mix err least; none below zero, together 1.

    errors (methods, vintages, nodes): signed errors of earlier vintages, NaN where the truth is not known yet. What counts is how
    the errors move together (Bates and Granger, 1969): a method that errs with a better one adds nothing, however good it is.
    With fewer than `FEWEST` vintages known the first method counts alone: the one that is trusted beforehand.
    """
    known = ~np.isnan(errors).any(axis=(0, 2))
    alone = np.eye(len(errors))[0]
    if known.sum() < FEWEST:
        return np.asarray(alone)
    flat = errors[:, known].reshape(len(errors), -1)
    return _least(flat @ flat.T, alone)


def _least(together: FloatArray, alone: FloatArray) -> FloatArray:
    """Return the weights with the least expected square, given the sums of products of errors (methods, methods)."""
    kept = np.arange(len(together))
    while True:
        part = together[np.ix_(kept, kept)]
        part = part + np.eye(len(kept)) * max(1e-9 * float(np.trace(part)), 1e-12)
        raw = np.linalg.solve(part, np.ones(len(kept)))
        if (raw >= 0).all():
            break
        kept = kept[raw > raw.min()]
    found = np.zeros_like(alone)
    found[kept] = raw / raw.sum()
    return found


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
