"""Tariffs per month over those of the vintage: as decided, and beyond that with the yearly step of the years before."""

import numpy as np

from regiewijzer.forecast.arrays import FloatArray, ratio
from regiewijzer.forecast.snapshot import Snapshot

YEAR = 12
HIGHEST_STEP = 0.15  # a tariff that jumps further is a new agreement, which says nothing of the next year


def yearly_step(snapshot: Snapshot) -> float:
    """Return the mean yearly change of known tariffs, 0.04 = 4 %: of all products together, over the past years."""
    known = snapshot.price
    if known.shape[1] <= YEAR:
        return 0.0
    change = known[:, YEAR:] / known[:, :-YEAR] - 1
    usable = change[np.isfinite(change) & (np.abs(change) < HIGHEST_STEP)]
    return float(usable.mean()) if len(usable) else 0.0


def relative_prices(snapshot: Snapshot, horizon: int) -> FloatArray:
    """Return the tariff of each product and month over that at the vintage (products, months); 1 where no tariff is known.

    A year of which the tariff is not known gets the price of the same month a year before, with the yearly step.
    """
    months = snapshot.months + horizon
    prices = np.full((len(snapshot.cells.products), max(months, snapshot.price.shape[1])), np.nan)
    prices[:, : snapshot.price.shape[1]] = snapshot.price
    step = 1 + yearly_step(snapshot)
    for month in range(YEAR, prices.shape[1]):
        unknown = np.isnan(prices[:, month])
        prices[unknown, month] = prices[unknown, month - YEAR] * step
    now = prices[:, snapshot.months - 1, None]
    relative = ratio(prices, np.repeat(now, prices.shape[1], axis=1), otherwise=1.0)
    return np.where(np.isfinite(relative), relative, 1.0)[:, :months]
