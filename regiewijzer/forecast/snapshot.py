"""What is known at the end of a month (vintage), as columns: the only thing that the model sees.

A month is a number, `12 * year + month - 1`; a day within it a fraction: 24 294.5 is the middle of July 2024.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from regiewijzer.forecast.arrays import BoolArray, FloatArray, IntArray, TextArray


@dataclass(frozen=True)
class Cells:
    """The bottom of the hierarchy: every municipality, product and provider that go together, by the number of each (cells,).

    `claims` (providers,): whether the provider is paid by claims at all; who gets a lump sum is no part of claimed cost.
    """

    municipalities: TextArray
    products: TextArray
    providers: TextArray
    municipality: IntArray
    product: IntArray
    provider: IntArray
    claims: BoolArray

    def __len__(self) -> int:
        return len(self.municipality)

    @property
    def keys(self) -> dict[str, TextArray]:
        """Codes of each cell per dimension, for `Hierarchy`."""
        return {
            "municipality": self.municipalities[self.municipality],
            "product": self.products[self.product],
            "provider": self.providers[self.provider],
        }


@dataclass(frozen=True)
class Spells:
    """Care of young people (spells,), one row per trajectory.

    cell: number of the cell. start, stop: month with fraction; stop is infinite while no stop is known. value: cents per full
    month as assigned, at the prices of the vintage, NaN when the assignment does not say. start_known, stop_known: the month in
    which it became known; stop_known is -1 without a stop. planned: until when it is assigned, infinite when no end is known.
    """

    cell: IntArray
    start: FloatArray
    stop: FloatArray
    value: FloatArray
    start_known: IntArray
    stop_known: IntArray
    planned: FloatArray

    def __len__(self) -> int:
        return len(self.cell)


@dataclass(frozen=True)
class Claims:
    """Amounts claimed (records,): cell, month of care, month in which it became known, cents. Taken back = a negative record."""

    cell: IntArray
    month: IntArray
    known: IntArray
    cents: FloatArray


@dataclass(frozen=True)
class Snapshot:
    """All that is known at the end of month `vintage`.

    first: the first month of which starts, stops and claims are complete. price (products, months) and population
    (municipalities, months): tariff index and young people under 18 per month, column 0 = month `first`; NaN where not known
    (yet). Months after the vintage may be known: a tariff decided in December holds from January.
    """

    vintage: int
    first: int
    cells: Cells
    spells: Spells
    claims: Claims
    price: FloatArray
    population: FloatArray

    @property
    def months(self) -> int:
        """How many months are past: `first` up to and including the vintage."""
        return self.vintage - self.first + 1


class Faulty(ValueError):
    """A snapshot that tells of what cannot be known yet, or whose columns do not fit together."""


def check(snapshot: Snapshot) -> None:
    """Raise `Faulty` when the snapshot holds something that became known after its vintage, or columns of unequal length."""
    spells, claims = snapshot.spells, snapshot.claims
    _same_length(
        "spells", (spells.cell, spells.start, spells.stop, spells.value, spells.start_known, spells.stop_known, spells.planned)
    )
    _same_length("claims", (claims.cell, claims.month, claims.known, claims.cents))
    for name, known in (("start", spells.start_known), ("stop", spells.stop_known), ("claim", claims.known)):
        if len(known) and int(known.max()) > snapshot.vintage:
            raise Faulty(f"a {name} became known in month {int(known.max())}, after vintage {snapshot.vintage}")
    if snapshot.months < 1:
        raise Faulty("a snapshot needs at least one month")


def _same_length(name: str, columns: Sequence[np.ndarray]) -> None:
    if len({len(one) for one in columns}) > 1:
        raise Faulty(f"{name}: columns of unequal length")
