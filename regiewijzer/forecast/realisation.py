"""Realisation (verzilvering): what is claimed over what was assigned and running, per cell, drawn to provider and product.

The Cape Cod method: claims known so far over the exposure of which they are the known part, so that recent months count as far as
they are known.
"""

import numpy as np

from regiewijzer.forecast.arrays import FloatArray, IntArray, ratio, sums
from regiewijzer.forecast.credibility import constant, shrink
from regiewijzer.forecast.snapshot import Cells

WINDOW = 24  # months of care that count
HALVED_AFTER = 9.0  # months
KNOWN = 0.5  # share known from which a month counts


def _monthly(amounts: FloatArray, groups: IntArray, count: int) -> FloatArray:
    total = np.zeros((count, amounts.shape[1]))
    np.add.at(total, groups, amounts)
    return total


def _drawn(claimed: FloatArray, expected: FloatArray, groups: IntArray, count: int) -> FloatArray:
    """Return the factor per group (count,) on top of what was expected, drawn to 1 as far as chance explains it."""
    came, due = _monthly(claimed, groups, count), _monthly(expected, groups, count)
    k = constant(came.ravel(), due.ravel(), np.repeat(np.arange(count), came.shape[1]), count)
    return shrink(came.sum(axis=1), due.sum(axis=1), np.ones(count), k)


def _balanced(level: FloatArray, claimed: FloatArray, due: FloatArray, cells: Cells) -> FloatArray:
    """Return the realisation of cells such that every product as a whole comes to what was claimed of it."""
    count = len(cells.products)
    came, told = sums(cells.product, claimed.sum(axis=1), count), sums(cells.product, level * due.sum(axis=1), count)
    return level * ratio(came, told, otherwise=1.0)[cells.product]


def _numbered(*codes: IntArray) -> tuple[IntArray, int]:
    found, numbers = np.unique(np.stack(codes, axis=1), axis=0, return_inverse=True)
    return numbers.reshape(-1), len(found)


def realisation(reported: FloatArray, share: FloatArray, exposure: FloatArray, cells: Cells) -> FloatArray:
    """Return the realisation of each cell (cells,): cents claimed per cent assigned and running.

    reported, share, exposure (cells, months), the vintage last: cents known, the share they are expected to be, and cents
    assigned and running at the prices of the month. 0 for providers that do not claim, and for products that were never claimed.
    Claims in a cell where nothing is known to run (care under another product or municipality than it is claimed on) count in
    the product: its cells together come to what was claimed of it.
    """
    weight = 0.5 ** (np.arange(reported.shape[1])[::-1] / HALVED_AFTER)
    weight[:-WINDOW] = 0.0
    counts = (share >= KNOWN) & cells.claims[cells.provider][:, None]
    claimed = np.where(counts, reported * weight, 0.0)
    due = np.where(counts, share * exposure * weight, 0.0)
    products = len(cells.products)
    product = ratio(sums(cells.product, claimed.sum(axis=1), products), sums(cells.product, due.sum(axis=1), products))
    level = product[cells.product]
    for codes in ((cells.product, cells.provider), (cells.product, cells.provider, cells.municipality)):
        groups, count = _numbered(*codes)
        level = _balanced(level * _drawn(claimed, due * level[:, None], groups, count)[groups], claimed, due, cells)
    return np.where(cells.claims[cells.provider], np.maximum(level, 0.0), 0.0)
