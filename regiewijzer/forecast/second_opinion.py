"""The second opinion: no care, only claims. Chain ladder per billing class, the last months dropped, then the fast panel.

It shares no assumption on durations or starts with the structural model, so that the two err differently.
"""

import numpy as np

from regiewijzer.forecast.arrays import FloatArray, IntArray
from regiewijzer.forecast.panel import combined
from regiewijzer.forecast.prices import relative_prices
from regiewijzer.forecast.reporting import CLASSES, reported_cents, shares_of
from regiewijzer.forecast.silence import heard_until
from regiewijzer.forecast.snapshot import Snapshot
from regiewijzer.forecast.structural import Laws

USABLE = 0.75  # share known from which a month is developed; those after it are forecast
FEWEST = 6  # months to forecast from
LATEST = 2  # months that are too young to be developed when a provider falls silent


def _groups(snapshot: Snapshot, classes: IntArray) -> IntArray:
    """Return municipality x product x class of each cell: the series that are forecast."""
    cells = snapshot.cells
    product = cells.municipality * len(cells.products) + cells.product
    return np.asarray(product * CLASSES + classes[cells.provider])


def _as_before(developed: FloatArray, heard: IntArray) -> FloatArray:
    """Return developed amounts (cells, months) in which who fell silent after month `heard` (cells,) goes on as before."""
    result = developed.copy()
    for cell in np.flatnonzero(heard < developed.shape[1] - 1):
        since = max(0, int(heard[cell]) + 1 - LATEST)
        result[cell, since:] = developed[cell, max(0, since - FEWEST) : since].mean() if since else 0.0
    return result


def _series(snapshot: Snapshot, law: Laws) -> tuple[FloatArray, FloatArray, IntArray]:
    """Return developed amounts at the prices of the vintage (groups, months), the lowest share per class, and the groups."""
    share = np.maximum(shares_of(snapshot, law.classes, law.table), 0.05)
    price = relative_prices(snapshot, 0)[snapshot.cells.product]
    groups = _groups(snapshot, law.classes)
    heard = heard_until(snapshot, law.classes)[snapshot.cells.provider] - snapshot.first
    total = np.zeros((len(snapshot.cells.municipalities) * len(snapshot.cells.products) * CLASSES, snapshot.months))
    np.add.at(total, groups, _as_before(reported_cents(snapshot) / share / price, heard))
    lowest, spoke = np.ones((CLASSES, snapshot.months)), heard == snapshot.months - 1
    np.minimum.at(lowest, groups[spoke] % CLASSES, share[spoke])
    return np.maximum(total, 0.0), lowest, groups


def _months_usable(lowest: FloatArray) -> int:
    """Return how many months come before the first of the last year that is not developed enough."""
    low = np.flatnonzero(lowest < USABLE)
    return int(low[0]) if len(low) else len(lowest)


def second_opinion(snapshot: Snapshot, law: Laws) -> FloatArray:
    """Return the cost per municipality, product and month (municipalities, products, months + horizon) in cents."""
    series, lowest, _ = _series(snapshot, law)
    result = np.zeros((len(series), law.starts.shape[1]))
    for kind in range(CLASSES):
        own = np.arange(kind, len(series), CLASSES)
        usable = max(min(FEWEST, snapshot.months), _months_usable(lowest[kind]))
        result[own, :usable] = series[own, :usable]
        if series[own].any():
            result[own, usable:] = combined(series[own, :usable], result.shape[1] - usable, lowest=0.0)
    shape = (len(snapshot.cells.municipalities), len(snapshot.cells.products), CLASSES, -1)
    price = relative_prices(snapshot, law.starts.shape[1] - snapshot.months)
    return np.asarray(result.reshape(shape).sum(axis=2) * price[None])


def in_cells(snapshot: Snapshot, opinion: FloatArray, own: FloatArray) -> FloatArray:
    """Return the second opinion divided over the cells (cells, months) as another forecast (cells, months) divides them."""
    cells = snapshot.cells
    pair = cells.municipality * len(cells.products) + cells.product
    total = np.zeros((len(cells.municipalities) * len(cells.products), own.shape[1]))
    np.add.at(total, pair, own)
    flat = opinion.reshape(len(total), -1)
    factor = np.where(total > 0, flat / np.where(total > 0, total, 1.0), 0.0)
    return np.asarray(own * factor[pair])
