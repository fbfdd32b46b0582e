"""What is asked of the facts: periods, dimensions, filter, and the rows a reader may see."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from regiewijzer.figures.scope import Scope

_NAME = re.compile(r"[a-z][a-z_]{1,39}")


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
        # Whether an indicator has it is for `check`; that it can stand in a query at all is for here.
        for name in self.names:
            if not _NAME.fullmatch(name):
                raise UnknownDimension(f"{name!r} is not a dimension")

    @property
    def names(self) -> frozenset[str]:
        """Every dimension it speaks of."""
        return frozenset(self.by) | {name for name, _ in self.where}

    def check(self, known: Collection[str], only_by: Collection[str] = ()) -> None:
        """Refuse a dimension that is not among those known, and a filter on one that may only be broken down by."""
        for name in (*self.by, *(name for name, _ in self.where)):
            if name not in known:
                raise UnknownDimension(f"{name!r} is not a dimension; known are {', '.join(known)}")
        for name, _ in self.where:
            if name in only_by:
                # Which codes there are is decided per question; an answer for one that is not named would tell that it exists.
                raise UnknownDimension(f"{name!r} cannot be filtered on: its codes come from the data")
