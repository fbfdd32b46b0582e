"""How much of a surprise in what was claimed is believed, learned from how earlier surprises ended.

A month of which more was claimed than was to be expected by now may come to more, or its claims are only earlier than usual.
Bornhuetter and Ferguson take all of it for more; the chain ladder adds to it. What became of it in the months that are settled
tells: it is the slope of the least squares line through zero (a credibility as in Mack, ASTIN Bulletin 30, 2000).
"""

import numpy as np

from regiewijzer.forecast.arrays import FloatArray, ratio

SETTLED = 8  # months after which what a month came to is known
WINDOW = 24  # settled months that are looked at
ALL_OF_IT = 0.5  # months' worth of surprises that came true wholly, as if seen before: with little history Bornhuetter-Ferguson


def _settled(months: int) -> slice:
    return slice(max(0, months - SETTLED - WINDOW), max(0, months - SETTLED))


def believed(known: FloatArray, share: FloatArray, expected: FloatArray) -> FloatArray:
    """Return which part of a surprise comes true per delay (delays,): 0 = none, 1 = all; it does not fall with the delay.

    known (cells, months, delays): what was known of each month so many months later; the last months are not used. share, of the
    same shape: the part that was to be known by then. expected (cells, months): what the model expects of the month without its
    claims. 1 for every delay when no month is settled.
    """
    use = _settled(known.shape[1])
    count = use.stop - use.start
    surprise = known[:, use] - share[:, use] * expected[:, use, None]
    off = known[:, use, -1] - expected[:, use]
    both, square = (surprise * off[:, :, None]).sum(axis=(0, 1)), (surprise**2).sum(axis=(0, 1))
    weight = ALL_OF_IT / max(count, 1) * square
    slope = ratio(both + weight, square + weight, otherwise=1.0)
    return np.asarray(np.clip(np.minimum.accumulate(slope[::-1])[::-1], 0.0, 1.0))
