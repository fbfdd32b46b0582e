"""Change detection for what is measured and not counted: a median, a mean, a quotient of sums, an amount.

The same cumulative sum of log likelihood ratios as for counts (`change_detection`), of a normal course that lies a fixed factor
higher or lower. How much such a number moves by chance is not known from a denominator: it is learned from the reference periods,
and made wider for what so few periods leave unsure and for periods that resemble the one before. One period never is a change:
what lasts is seen in at least three.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from regiewijzer.indicators.change_detection import (
    FACTOR,
    FEWEST_REFERENCE,
    RISK,
    Direction,
    Signal,
    chain,
    crossing,
    threshold,
)

FEWEST_PERIODS = 3  # in which a change must be seen: nothing that lasts is seen in one
LEAST_SPREAD = 0.03  # of the level: nobody measures better
MOST_RESEMBLANCE = 0.8  # between neighbouring periods; what resembles more tells nothing within a few years
UNSURE = 5  # periods that the variance is worth less than it was learned from: courses lean to one side
_UNIFORM = 12  # a number rounded to steps lies off by a standard deviation of step / sqrt(12)


@dataclass(frozen=True, slots=True)
class Measured:
    """One period: what was measured; `step` is what it was rounded to."""

    period: date
    value: float
    step: float = 0.0


@dataclass(frozen=True, slots=True)
class MeasuredReference:
    """The old course: its level, and the variance around it as a part of the level, squared."""

    level: float
    variance: float


def _resemblance(off: Sequence[float]) -> float:
    """Return how much a period resembles the one before: nought as chance, corrected for the bias of short courses."""
    squares = sum(one * one for one in off)
    if squares == 0:
        return 0.0
    found = sum(one * other for one, other in pairwise(off)) / squares
    return min(MOST_RESEMBLANCE, max(0.0, found + (1 + 3 * max(0.0, found)) / len(off)))


def reference_of(observed: Sequence[Measured]) -> MeasuredReference | None:
    """Return the course of the reference periods; None when they are too few, or do not lie above nought."""
    count = len(observed)
    level = sum(one.value for one in observed) / count if count else 0.0
    if count < FEWEST_REFERENCE or level <= 0:
        return None
    off = [one.value / level - 1 for one in observed]
    step = max(one.step for one in observed) / level
    spread = max(sum(one * one for one in off) / (count - 1), step * step / _UNIFORM, LEAST_SPREAD**2)
    alike = _resemblance(off)
    unsure = (1 + 1 / count) * (count - 1) / (count - UNSURE)
    return MeasuredReference(level, spread * unsure * (1 + alike) / (1 - alike))


def _beyond_rounding(one: Measured, level: float) -> float:
    """Return how far a period lies from the level, less the step that rounding of both may have made of it."""
    off, step = one.value / level - 1, one.step / level
    return max(0.0, off - step) if off > 0 else min(0.0, off + step)


def _gains(watched: Sequence[Measured], reference: MeasuredReference, shift: float, most: float) -> list[float]:
    """Return how much better each period fits the changed course; no period brings more than its part of the limit."""
    off = (_beyond_rounding(one, reference.level) for one in watched)
    return [min(most, (shift * one - shift * shift / 2) / reference.variance) for one in off]


def _signals(watched: Sequence[Measured], reference: MeasuredReference, factor: float, risk: float) -> Iterator[Signal]:
    limit = threshold(len(watched), risk)
    for direction in Direction:
        shift = factor - 1 if direction is Direction.UP else 1 / factor - 1
        found = crossing(_gains(watched, reference, shift, limit / FEWEST_PERIODS * 1.0001), limit)
        if found:
            since = watched[found[0] : found[1] + 1]
            level = sum(one.value for one in since) / len(since) / reference.level
            yield Signal(since[-1].period, since[0].period, direction, level)


def measured_signal_of(
    observed: Sequence[Measured], *, reference_periods: int, factor: float = FACTOR, risk: float = RISK
) -> Signal | None:
    """Return the first change after the reference periods, None when nothing moved more than chance or nothing can be told.

    `observed` in the order of time, settled periods only.
    """
    reference = reference_of(observed[:reference_periods])
    watched = observed[reference_periods:]
    if reference is None or not watched:
        return None
    return min(_signals(watched, reference, factor, risk), key=lambda one: one.period, default=None)


def measured_can_be_told(observed: Sequence[Measured], *, reference_periods: int) -> bool:
    """Tell whether the periods are enough to see a change in them at all."""
    return len(observed) > reference_periods and reference_of(observed[:reference_periods]) is not None


def measured_changes_of(
    observed: Sequence[Measured], *, reference_periods: int, factor: float = FACTOR, risk: float = RISK
) -> tuple[Signal, ...]:
    """Return every change of something measured, oldest first (`chain`)."""

    def first(rest: Sequence[Measured], reference: int) -> Signal | None:
        return measured_signal_of(rest, reference_periods=reference, factor=factor, risk=risk)

    return chain(observed, reference_periods, first)
