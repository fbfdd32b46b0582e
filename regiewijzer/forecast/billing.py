"""The billing class of a provider (declaratieritme), found in the data: monthly, quarterly, or late and irregular."""

from enum import IntEnum

import numpy as np

from regiewijzer.forecast.arrays import FloatArray, IntArray
from regiewijzer.forecast.delay import QUARTER


class BillingClass(IntEnum):
    """How a provider claims. Who has claimed too little to tell counts as monthly: most do."""

    MONTHLY = 0
    QUARTERLY = 1
    IRREGULAR = 2


CONCENTRATED = 0.75  # of the amount in one month of the quarter: three months at 1/3 each would be even
PROMPT = 3  # months within which a regular provider has claimed most
MOST = 0.5
FEWEST_MONTHS = 6  # different months in which a provider must have sent claims


def _per_calendar_month(increments: FloatArray, first_month: int) -> FloatArray:
    """Return the positive amounts per provider and month in the quarter in which they became known: (providers, 3)."""
    _, months, delays = increments.shape
    became_known = (first_month + np.arange(months)[:, None] + np.arange(delays)[None, :]) % QUARTER
    positive = np.maximum(increments, 0.0)
    return np.stack([positive[:, became_known == place].sum(axis=1) for place in range(QUARTER)], axis=1)


def _months_sent(increments: FloatArray) -> IntArray:
    """Return in how many different months each provider sent claims."""
    count, months, delays = increments.shape
    sent = np.zeros((count, months + delays), dtype=np.bool_)
    for delay in range(delays):
        sent[:, delay : delay + months] |= increments[:, :, delay] > 0
    return np.asarray(sent.sum(axis=1), dtype=np.int64)


def billing_classes(increments: FloatArray, first_month: int) -> IntArray:
    """Return the `BillingClass` of each provider: (providers,).

    increments (providers, months, delays): amounts by month of care and months until known; NaN or 0 where nothing is known. Use
    the last two years: a provider that changed its software would otherwise keep its old class for long.
    """
    filled = np.maximum(np.nan_to_num(increments), 0.0)
    total = np.maximum(filled.sum(axis=(1, 2)), 1e-9)
    concentration = _per_calendar_month(filled, first_month).max(axis=1) / total
    prompt = filled[:, :, : PROMPT + 1].sum(axis=(1, 2)) / total
    found = np.full(len(increments), BillingClass.MONTHLY, dtype=np.int64)
    found[prompt < MOST] = BillingClass.IRREGULAR
    found[concentration > CONCENTRATED] = BillingClass.QUARTERLY
    # A quarterly provider sends in a third of the months.
    told = np.where(concentration > CONCENTRATED, QUARTER * _months_sent(filled), _months_sent(filled)) >= FEWEST_MONTHS
    return np.asarray(np.where(told, found, np.int64(BillingClass.MONTHLY)))
