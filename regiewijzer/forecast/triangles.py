"""Development triangles (afwikkelingsdriehoeken): what was known of each month (origin) so many months later (development)."""

import numpy as np

from regiewijzer.forecast.arrays import BoolArray, FloatArray, IntArray


def known(origins: int, developments: int, vintage: int) -> BoolArray:
    """Tell which places (origin, development) were known at the end of month `vintage`, counted from the first origin."""
    reached = np.arange(origins)[:, None] + np.arange(developments)[None, :]
    return np.asarray(reached <= vintage, dtype=np.bool_)


def cumulative(increments: FloatArray) -> FloatArray:
    """Return the running sums (origins, developments) of a triangle of increments; NaN stays NaN."""
    return np.cumsum(increments, axis=-1)


def incremental(triangle: FloatArray) -> FloatArray:
    """Return the increments of a cumulative triangle: the inverse of `cumulative`."""
    return np.diff(triangle, axis=-1, prepend=0.0)


def from_records(
    origin: IntArray, delay: IntArray, amount: FloatArray, *, origins: int, developments: int, vintage: int
) -> FloatArray:
    """Return the cumulative triangle (origins, developments) of records; NaN where the vintage has not reached.

    `origin` counts months from the first, `delay` months from there to the month it became known; both (n,), `amount` (n,) in any
    unit. What is later than the last development counts in the last one, what came before its month in the first.
    Records known after the vintage are left out.
    """
    inside = (origin >= 0) & (origin < origins) & (origin + delay <= vintage)
    column = np.clip(delay, 0, developments - 1)
    increments = np.zeros((origins, developments))
    np.add.at(increments, (origin[inside], column[inside]), amount[inside])
    return np.where(known(origins, developments, vintage), cumulative(increments), np.nan)


def latest(triangle: FloatArray) -> tuple[IntArray, FloatArray]:
    """Return per origin the last development known, and the amount there; ValueError for an origin of which nothing is known."""
    is_known = ~np.isnan(triangle)
    if not is_known.any(axis=1).all():
        raise ValueError("an origin without any known amount")
    last = triangle.shape[1] - 1 - np.argmax(is_known[:, ::-1], axis=1)
    return last, triangle[np.arange(len(triangle)), last]
