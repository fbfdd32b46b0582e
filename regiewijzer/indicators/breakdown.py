"""What is asked of the facts: periods, dimensions, filter, and the rows a reader may see."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from regiewijzer.definitions.indicators_types import DIMENSIONS
from regiewijzer.figures.scope import Scope


class UnknownDimension(ValueError):
    """A figure was asked by, or filtered on, something that is not a dimension of it; the text names what is."""


@dataclass(frozen=True, slots=True)
class Breakdown:
    """What to measure: months (first and last included), dimensions, filter, and the rows a reader may see.

    `where` keeps only those codes per dimension; `scope` is applied before anything is counted.
    """

    first_month: date
    last_month: date
    by: tuple[str, ...] = ()
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    scope: Scope = field(default_factory=Scope)

    def __post_init__(self) -> None:
        self.check(DIMENSIONS)

    @property
    def names(self) -> frozenset[str]:
        """Every dimension it speaks of."""
        return frozenset(self.by) | {name for name, _ in self.where}

    def check(self, known: Collection[str]) -> None:
        """Refuse a dimension that is not among those known."""
        for name in (*self.by, *(name for name, _ in self.where)):
            if name not in known:
                raise UnknownDimension(f"{name!r} is not a dimension; known are {', '.join(known)}")
