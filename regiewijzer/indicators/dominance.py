"""Which parts of an amount the two largest providers bring: whether one of them follows from it decides whether it is hidden."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from regiewijzer.indicators.dimensions import NOT_KNOWN
from regiewijzer.indicators.levels import Key
from regiewijzer.indicators.numbered import Numbered

Amounts = NDArray[np.float64]

_ROOM = 2**22  # cells times providers that are added up in one table (32 MB); what is wider is made narrow first


def largest_contributions(rows: Numbered, by: Sequence[str]) -> Mapping[Key, tuple[float, float]]:
    """Return per cell with an amount the parts of the two largest known providers, between 0 and 1. `by` names no providers."""
    provider = rows.columns["provider"]
    many = max(len(provider.values), 1)
    cells = rows.cells(by, many, _ROOM)
    # Cents are whole and their sums far below 2^53, so that these are exact.
    sums = np.bincount(cells.numbers * many + provider.numbers, weights=rows.amounts, minlength=cells.bound * many)
    amounts = np.abs(sums).reshape(cells.bound, many)
    there = np.flatnonzero(amounts.sum(axis=1))
    parts = _two_largest(amounts[there], provider.values)
    return dict(zip(rows.keys(cells, there, by), zip(*parts.T.tolist(), strict=True), strict=True)) if len(there) else {}


def _two_largest(amounts: Amounts, providers: Sequence[str]) -> Amounts:
    """Return per row the parts of the two largest known providers, the largest first."""
    totals = amounts.sum(axis=1, keepdims=True)
    known = np.where(np.array(providers) == NOT_KNOWN, 0.0, amounts)
    beside_nobody = np.pad(known, ((0, 0), (0, 1)))  # a second there must be, also where there is one provider
    parts: Amounts = np.partition(beside_nobody, -2, axis=1)[:, :-3:-1] / totals
    return parts
