"""How long months are: care that is delivered per day or week costs a tenth more in March than in February."""

import numpy as np

from regiewijzer.forecast.arrays import FloatArray

MEAN_DAYS = 30.436875  # of a month of the Gregorian calendar
_EPOCH = 1970 * 12


def month_lengths(first: int, months: int) -> FloatArray:
    """Return the days of each month over those of the mean month (months,), from month `first` on."""
    number = np.arange(first, first + months + 1) - _EPOCH
    days = np.diff(number.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64))
    return np.asarray(days / MEAN_DAYS)
