"""Several years ahead: the same laws on further months, with the ageing of the population, and intervals that widen.

Nobody has vintages enough to judge four years ahead. So the interval of next year, which is judged, is widened: each further year
brings as much unknown as the one before it, and how fast cost grows is known from the years of history only. That is the
uncertainty of a random walk with a drift estimated from n years: after h years its variance goes with h + h^2 / n.
"""

from dataclasses import replace

import numpy as np

from regiewijzer.forecast.arrays import FloatArray
from regiewijzer.forecast.snapshot import Snapshot
from regiewijzer.forecast.structural import Laws

YEAR = 12
AHEAD = 4  # years after that of the vintage


def horizon(vintage: int) -> int:
    """Return the months after the vintage up to the end of the last year."""
    return YEAR * (vintage // YEAR + AHEAD + 1) - 1 - vintage


def aged(snapshot: Snapshot, law: Laws, factors: FloatArray) -> tuple[Snapshot, Laws]:
    """Return snapshot and laws in which starts ahead grow by the factors (cells, horizon) instead of by the number under 18."""
    starts = law.starts.copy()
    starts[:, snapshot.months :] *= factors
    return replace(snapshot, population=np.ones_like(snapshot.population)), replace(law, starts=starts)


def years_of(vintage: int) -> list[int]:
    """Return the year of the vintage and those after it."""
    return list(range(vintage // YEAR, vintage // YEAR + AHEAD + 1))


def distance(vintage: int, ahead: int) -> float:
    """Return how far the middle of a year lies from the end of the vintage, in years; `ahead` 1 = next year."""
    return (YEAR * ahead - vintage % YEAR - 1 + YEAR / 2) / YEAR


def widening(vintage: int, ahead: int, history: float, *, judged: int = 1) -> float:
    """Return how much wider the interval of a year is than that of the year `judged`; `history`: years that are known."""

    def spread(year: int) -> float:
        far = distance(vintage, year)
        return far + far**2 / max(history, 1.0)

    return float(np.sqrt(spread(ahead) / spread(judged)))


def widened(point: FloatArray, near: FloatArray, quantiles: FloatArray, factor: float) -> FloatArray:
    """Return the quantiles (nodes, levels) of a later year: those of the nearer one, as ratios, `factor` times as far away.

    point (nodes,): of the later year. near (nodes,), quantiles (nodes, levels): of the nearer; NaN where it has none. By ratio
    a cost cannot fall below nought, and is as likely to be twice as half.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        away = np.where(near[:, None] > 0, np.log(quantiles / near[:, None]), np.nan)
    return np.asarray(point[:, None] * np.exp(factor * away))
