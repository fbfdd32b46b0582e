"""The kinds of array, and sums per group."""

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]
TextArray = NDArray[np.str_]


def sums(groups: IntArray, amounts: FloatArray, count: int) -> FloatArray:
    """Return the sum of the amounts (n,) per group: (count,). Groups (n,) are numbers below `count`."""
    return np.bincount(groups, amounts, minlength=count).astype(np.float64)


def ratio(numerator: FloatArray, denominator: FloatArray, otherwise: float = 0.0) -> FloatArray:
    """Return numerator / denominator, and `otherwise` where the denominator is not above zero."""
    positive = denominator > 0
    return np.where(positive, numerator / np.where(positive, denominator, 1.0), otherwise)
