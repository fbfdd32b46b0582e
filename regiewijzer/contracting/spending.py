"""Spending room (F7): what of a cap is used, bound and still expected, in parts that share nothing, and when it runs out.

Money is integer cents. Used is what was claimed and not refused; bound is what follows from care that was delivered or runs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from regiewijzer.vocabulary.periods import add_months

Points = Mapping[float, int]  # level of a quantile to cents


@dataclass(frozen=True, slots=True)
class Parts:
    """The year of a scope in disjoint parts that add up to what is expected of it.

    approved, open: claim lines approved, and submitted without an answer. delivered: care of months that are over, not yet
    claimed. committed: what running care will still bring, by how much of it usually comes true. new: care that has yet to begin.
    """

    approved: int = 0
    open: int = 0
    delivered: int = 0
    committed: int = 0
    new: int = 0

    @property
    def used(self) -> int:
        """What was claimed."""
        return self.approved + self.open

    @property
    def bound(self) -> int:
        """What was claimed, delivered, or follows from care that runs."""
        return self.used + self.delivered + self.committed

    @property
    def expected(self) -> int:
        """What the year comes to."""
        return self.bound + self.new

    def __add__(self, other: "Parts") -> "Parts":
        names = ("approved", "open", "delivered", "committed", "new")
        return Parts(*(getattr(self, name) + getattr(other, name) for name in names))


@dataclass(frozen=True, slots=True)
class MonthEnd:
    """What the year comes to up to and including a month: as expected, and by quantile ({} when too little is known to say)."""

    month: date
    expected: int
    quantiles: Points


@dataclass(frozen=True, slots=True)
class Exhaustion:
    """When a cap runs out: the expected day, the earliest and the latest of nine in ten times; None: not within the year.

    chance: of more than the cap by the end of the year, None when there is no interval to tell it from.
    """

    expected: date | None
    earliest: date | None
    latest: date | None
    chance: float | None


EARLY, LATE = 0.9, 0.1  # quantiles of the amount: much care means early


def exhaustion(course: Sequence[MonthEnd], cap: int) -> Exhaustion:
    """Return when a cap runs out, from how the year adds up month by month."""
    last = course[-1] if course else None
    with_interval = all(one.quantiles for one in course if one.month == course[-1].month) if course else False
    told = last.quantiles if last else {}
    return Exhaustion(
        _day([(one.month, one.expected) for one in course], cap),
        _day(_quantile(course, EARLY), cap) if with_interval else None,
        _day(_quantile(course, LATE), cap) if with_interval else None,
        1 - below(cap, told) if with_interval and told else None,
    )


def _quantile(course: Sequence[MonthEnd], level: float) -> list[tuple[date, int]]:
    """Return the amounts of a quantile; in months that are settled there is one amount, which is known."""
    return [(one.month, one.quantiles.get(level, one.expected)) for one in course]


def _day(amounts: Sequence[tuple[date, int]], cap: int) -> date | None:
    """Return the day on which the sum goes over the cap, straight within its month; sums that fall back change nothing."""
    before = 0
    for month, amount in amounts:
        if amount > cap:
            days = (add_months(month, 1) - month).days
            share = (cap - before) / (amount - before) if amount > before else 0.0
            return month + timedelta(days=min(days - 1, int(max(0.0, share) * days)))
        before = max(before, amount)
    return None


def below(amount: int, quantiles: Points) -> float:
    """Return the chance of at most an amount: straight between the quantiles, no surer than the outer ones."""
    points = sorted(quantiles.items())
    (least, lowest), (most, _highest) = points[0], points[-1]
    if amount <= lowest:
        return least
    for (level, low), (next_level, high) in pairwise(points):
        if amount <= high:
            return level + (next_level - level) * (amount - low) / (high - low) if high > low else next_level
    return most


def with_more(parts: Parts, course: Sequence[MonthEnd], more: int, from_month: date) -> tuple[Parts, list[MonthEnd]]:
    """Return the year with so much more care (less when negative) from a month on, spread evenly over what is left of it."""
    left = [one.month for one in course if one.month >= from_month]
    moved = []
    for one in course:
        done = sum(month <= one.month for month in left)
        extra = more * done // len(left) if left else 0
        quantiles = {level: cents + extra for level, cents in one.quantiles.items()}
        moved.append(MonthEnd(one.month, one.expected + extra, quantiles))
    return replace(parts, new=parts.new + (more if left else 0)), moved


@dataclass(frozen=True, slots=True)
class Cap:
    """A cap with its corrections, in cents: as agreed, extra costs, and what was moved from or to other providers."""

    agreed: int
    extra_costs: int = 0
    transfer: int = 0

    @property
    def total(self) -> int:
        """What may be spent."""
        return self.agreed + self.extra_costs + self.transfer
