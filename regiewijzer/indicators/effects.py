"""What may be said of the effect of an action: against what was expected without it, and against those who took no part.

Pure arithmetic on numbers; where they come from and who may see them is decided elsewhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

LEVEL = 0.8  # of the band in which a claim is made: one that is wrong lies on one side of it, once in ten times
FEWEST_OTHERS = 3  # who took no part: with two of them nothing is known of how far one may be off


class Claim(StrEnum):
    """What may be claimed of an effect at LEVEL."""

    REACHED = "reached"  # at least as large as was meant
    PARTLY = "partly"  # the way that was meant, and smaller
    NOT = "not"  # smaller than meant, and perhaps nothing or the other way
    UNKNOWN = "unknown"  # the band holds both what was meant and less


@dataclass(frozen=True, slots=True)
class Effect:
    """An effect in the direction that was meant (positive is as meant), with its band at LEVEL; same unit as the outcome."""

    size: float
    low: float
    high: float

    @property
    def is_sure_of_direction(self) -> bool:
        """Tell whether the whole band lies on the side that was meant."""
        return self.low > 0

    def claim(self, meant: float) -> Claim:
        """Return what may be said of an effect that was meant to be at least `meant` (above nought)."""
        if self.low >= meant:
            return Claim.REACHED
        if self.high < meant:
            return Claim.PARTLY if self.is_sure_of_direction else Claim.NOT
        return Claim.UNKNOWN


def against_expected(actual: float, expected: float, low: float, high: float, *, downwards: bool) -> Effect:
    """Return the effect as outcome less expectation, with the band of that expectation (`low` to `high` at LEVEL)."""
    return (
        Effect(expected - actual, low - actual, high - actual)
        if downwards
        else Effect(actual - expected, actual - high, actual - low)
    )


def difference_in_differences(
    took_part: Sequence[float], others: Sequence[float], *, downwards: bool, level: float = LEVEL
) -> Effect | None:
    """Return how much more those who took part changed than the others; None when there are too few to say.

    One number per municipality: its mean after less its mean before, so that months of one municipality count once. With several
    that took part a Welch interval; with one, the interval in which one more of the others would have changed. Source: Bertrand,
    Duflo & Mullainathan (2004), collapse to one before and one after where units are few.
    """
    mine, rest = np.asarray(took_part, float), np.asarray(others, float)
    if not len(mine) or len(rest) < FEWEST_OTHERS:
        return None
    size = float(mine.mean() - rest.mean())
    low, high = _welch(mine, rest, level) if len(mine) > 1 else _one_more(size, rest, level)
    return Effect(-size, -high, -low) if downwards else Effect(size, low, high)


def _welch(mine: np.ndarray, rest: np.ndarray, level: float) -> tuple[float, float]:
    from scipy import stats  # only who measures loads it: a page does not

    found = stats.ttest_ind(mine, rest, equal_var=False).confidence_interval(level)
    return float(found.low), float(found.high)


def _one_more(size: float, rest: np.ndarray, level: float) -> tuple[float, float]:
    """Return the band of one that took part, from how much those who did not differ among themselves."""
    from scipy import stats

    reach = stats.t.ppf((1 + level) / 2, len(rest) - 1) * rest.std(ddof=1) * np.sqrt(1 + 1 / len(rest))
    return size - float(reach), size + float(reach)
