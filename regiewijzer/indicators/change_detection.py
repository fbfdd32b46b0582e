"""Change detection: has a figure moved away from what it used to be, by more than chance makes it move?

A cumulative sum of log likelihood ratios (CUSUM; Page 1954, and for counts with a denominator Lucas 1985): every period adds how
much better it fits a course that lies a fixed factor higher (or lower) than it fits the old course, and the sum never falls below
nought. A count is compared with what its own denominator lets expect: a large municipality needs a smaller movement than a small
one. Movement larger than chance in the reference periods themselves makes the rule slower (`dispersion`).

The threshold bounds false alarms: the chance that a sum of ratios ever reaches h is at most exp(-h) per period it can begin in,
so h = ln(2 n / risk) keeps the risk over n periods in both directions.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar

FACTOR = 1.25  # a change that is worth a question
RISK = 0.05  # of a false alarm within the periods watched, over both directions
FEWEST_REFERENCE = 12  # periods, so that a year's course is in them
AFTER_A_CHANGE = 12  # periods that are the course after a change
LEAST_EXPECTED = 0.5  # per period on average; below that nothing can be told


class Period(Protocol):
    """Something that was seen in a period."""

    @property
    def period(self) -> date:
        """Its first day."""


T = TypeVar("T", bound=Period)


class Direction(StrEnum):
    """Which way a figure moved."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Observed:
    """One period: what was counted, and over what (people, trajectories, days); `over` 1 when there is no denominator."""

    period: date
    count: float
    over: float = 1.0


@dataclass(frozen=True, slots=True)
class Signal:
    """A figure moved: since about `began`, seen in `period`. `ratio` is the level since then over the level before."""

    period: date
    began: date
    direction: Direction
    ratio: float


@dataclass(frozen=True, slots=True)
class Reference:
    """The old course: the rate per unit of denominator, and how much more than chance it moved (1: as chance)."""

    rate: float
    dispersion: float


def reference_of(observed: Sequence[Observed]) -> Reference | None:
    """Return the course of the reference periods; None when they are too few or too small to tell."""
    over = sum(one.over for one in observed)
    if len(observed) < FEWEST_REFERENCE or over <= 0:
        return None
    rate = sum(one.count for one in observed) / over
    if rate * over / len(observed) < LEAST_EXPECTED:
        return None
    squares = sum((one.count - rate * one.over) ** 2 / (rate * one.over) for one in observed if one.over > 0)
    return Reference(rate, max(1.0, squares / (len(observed) - 1)))


def threshold(periods: int, risk: float = RISK) -> float:
    """Return the sum at which a signal is given, for this risk of a false alarm within so many periods."""
    return math.log(2 * max(1, periods) / risk)


def _gain(one: Observed, reference: Reference, factor: float) -> float:
    """Return how much better a period fits the changed course than the old one (Poisson), slowed by the dispersion."""
    expected = reference.rate * one.over
    return (one.count * math.log(factor) - (factor - 1) * expected) / reference.dispersion


def crossing(gains: Sequence[float], limit: float) -> tuple[int, int] | None:
    """Return where the sum that first reaches the limit began and where it did; None when none does."""
    total, began = 0.0, 0
    for place, gain in enumerate(gains):
        if total <= 0:
            total, began = 0.0, place
        total = max(0.0, total + gain)
        if total >= limit:
            return began, place
    return None


def _signals(watched: Sequence[Observed], reference: Reference, factor: float, limit: float) -> Iterator[Signal]:
    for direction in Direction:
        toward = factor if direction is Direction.UP else 1 / factor
        found = crossing([_gain(one, reference, toward) for one in watched], limit)
        if found:
            since = watched[found[0] : found[1] + 1]
            level = sum(part.count for part in since) / (reference.rate * sum(part.over for part in since))
            yield Signal(since[-1].period, since[0].period, direction, level)


def signal_of(
    observed: Sequence[Observed], *, reference_periods: int, factor: float = FACTOR, risk: float = RISK
) -> Signal | None:
    """Return the first change after the reference periods, None when nothing moved more than chance or nothing can be told.

    `observed` in the order of time, settled periods only: a month of which messages still come in always seems to fall.
    """
    reference = reference_of(observed[:reference_periods])
    watched = observed[reference_periods:]
    if reference is None or not watched:
        return None
    found = _signals(watched, reference, factor, threshold(len(watched), risk))
    return min(found, key=lambda one: one.period, default=None)


def can_be_told(observed: Sequence[Observed], *, reference_periods: int) -> bool:
    """Tell whether the periods are enough, and large enough, to see a change in them at all."""
    return len(observed) > reference_periods and reference_of(observed[:reference_periods]) is not None


def chain(
    observed: Sequence[T], reference_periods: int, first: Callable[[Sequence[T], int], Signal | None]
) -> tuple[Signal, ...]:
    """Return every change, oldest first: after one, the periods since it began are the course that the rest is compared with.

    Else the first change of a course would hide all that follow, also that it went back to what it was.
    """
    found: list[Signal] = []
    rest, reference = list(observed), reference_periods
    while signal := first(rest, reference):
        found.append(signal)
        rest, reference = [one for one in rest if one.period >= signal.began], AFTER_A_CHANGE
    return tuple(found)


def changes_of(
    observed: Sequence[Observed], *, reference_periods: int, factor: float = FACTOR, risk: float = RISK
) -> tuple[Signal, ...]:
    """Return every change of a count, share or rate, oldest first (`chain`)."""

    def first(rest: Sequence[Observed], reference: int) -> Signal | None:
        return signal_of(rest, reference_periods=reference, factor=factor, risk=risk)

    return chain(observed, reference_periods, first)
