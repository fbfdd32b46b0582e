"""Tables as they are published: which cells there are, what of them adds up, and what each cell is about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from regiewijzer.disclosure.fixed import Amount

Codes = frozenset[tuple[str, str]]  # dimension and code, for every dimension that a cell names
Dimensions = tuple[str, ...]  # the codes of a cell, in the order of the table's breakdown
Parents = Mapping[str, tuple[str, Mapping[str, str]]]  # dimension -> the coarser one, and which code lies in which


@dataclass(frozen=True, slots=True)
class Table:
    """One series of one figure in one period. Series of one family may add up to each other (approved and refused to submitted).

    `where` holds the codes the figure is narrowed to, one per dimension.
    `release` 0 is being made; earlier ones have numbers from 1, with in `hidden` what was hidden then.
    """

    family: str
    series: str
    period: date
    by: tuple[str, ...]
    cells: Mapping[Dimensions, Amount]
    where: Mapping[str, str] = field(default_factory=dict)
    release: int = 0
    hidden: frozenset[Dimensions] = frozenset()

    @property
    def quantity(self) -> str:
        """What is counted."""
        return f"{self.family} {self.series}"

    @property
    def names(self) -> frozenset[str]:
        """Every dimension that its cells name."""
        return frozenset(self.by) | frozenset(self.where)

    def codes(self, dimensions: Dimensions) -> Codes:
        """Return what a cell names."""
        return frozenset((*zip(self.by, dimensions, strict=True), *self.where.items()))
