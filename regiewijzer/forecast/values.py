"""What a spell of care is worth a month, as assigned; what the assignment does not say is filled from its product."""

import numpy as np

from regiewijzer.forecast.arrays import FloatArray, IntArray
from regiewijzer.forecast.snapshot import Snapshot

UNKNOWN = 100_000.0  # cents a month for a product of which no value is known at all: realisation finds its scale
OUTLYING = 8.0  # times the median of the product: beyond it a value is a slip of the pen


def _medians(values: FloatArray, groups: IntArray, count: int) -> FloatArray:
    found = np.full(count, UNKNOWN)
    for group in range(count):
        told = values[(groups == group) & (values > 0)]
        if len(told):
            found[group] = np.median(told)
    return found


def spell_values(snapshot: Snapshot) -> FloatArray:
    """Return the value of each spell (spells,) in cents per full month at the prices of the vintage, never NaN or negative."""
    values = snapshot.spells.value
    product = snapshot.cells.product[snapshot.spells.cell]
    filled = np.nan_to_num(values, nan=-1.0)
    usual = _medians(filled, product, len(snapshot.cells.products))
    return np.where(filled > 0, np.minimum(filled, OUTLYING * usual[product]), usual[product])
