"""The row that is published: half of the new forecast, half of the one before, and what is held back named as such.

Godahewa and others, On forecast stability (2023): mixing with the previous forecast halves the revision at equal error.
"""

from typing import NamedTuple

import numpy as np

from regiewijzer.forecast.arrays import IntArray


class Published(NamedTuple):
    """In cents: the published row, and the news that it holds back ('nog niet verwerkt nieuws'). row + held_back = raw."""

    row: IntArray
    held_back: IntArray


def stabilise(raw: IntArray, previous: IntArray | None) -> Published:
    """Return the published row of bottom cells in cents, any shape; `previous` is the row published before, None the first time.

    Held back is at most half of the distance to the previous row, so it dies out when no news comes.
    """
    if previous is None:
        return Published(raw.copy(), np.zeros_like(raw))
    news = raw - previous
    row = previous + np.sign(news) * ((np.abs(news) + 1) // 2)
    return Published(row, raw - row)
