"""The season in starts of care: one pattern for all products, for a single product shows too few starts to tell."""

import numpy as np

from regiewijzer.forecast.arrays import FloatArray, ratio, sums

YEAR = 12
OWN_STARTS = 50.0  # starts in a month of the year with which no season at all counts against them


def seasonal_pattern(counts: FloatArray, first_month: int, known: FloatArray) -> FloatArray:
    """Return the factor of each month of the year (12,), January first, mean 1.

    counts (series, months): starts; `first_month` the number of the first; known (months,): the share registered. Each month
    is taken over the mean of its twelve months, the last whole ones, and drawn to 1 as far as chance explains it. All 1 within
    the first year.
    """
    whole = counts.shape[1] // YEAR * YEAR
    if not whole:
        return np.ones(YEAR)
    total = (counts / np.maximum(known, 0.5)).sum(axis=0)[-whole:]
    usual = np.repeat(total.reshape(-1, YEAR).mean(axis=1), YEAR)
    place = (first_month + counts.shape[1] - whole + np.arange(whole)) % YEAR
    came, due = sums(place, total, YEAR), sums(place, usual, YEAR)
    factor = ratio(came + OWN_STARTS, due + OWN_STARTS, otherwise=1.0)
    return np.asarray(factor / factor.mean())
