"""The young people of the region: birth, sex, home, a move, and synthetic citizen numbers. Arrays, one row per person."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from regiewijzer.simulation.region import SyntheticRegion
from regiewijzer.simulation.scenario import Scenario
from regiewijzer.simulation.settings import Settings
from regiewijzer.vocabulary.codes import SYNTHETIC_REMAINDER
from regiewijzer.vocabulary.periods import add_months

Integers = NDArray[np.int64]
_WEIGHTS = np.array([9, 8, 7, 6, 5, 4, 3, 2])
_YEARS_OF_CARE = 23
_NO_MOVE = date(9999, 1, 1).toordinal()
_BOYS = 0.512  # of births
_FRAILTY = 2.0  # shape of the spread in need between youths of one age; lower = care falls more often on the same youths


@dataclass(frozen=True)
class Population:
    """Days are ordinals. `home` and `later_home` are indexes into `codes`; `moved` is the day of the move (never = year 9999)."""

    codes: tuple[str, ...]
    born: Integers
    boy: NDArray[np.bool_]
    home: Integers
    later_home: Integers
    moved: Integers
    frailty: NDArray[np.float64]
    bsn: Integers

    def __len__(self) -> int:
        return len(self.born)

    def home_on(self, person: int, day: date) -> str:
        """Return the code of the municipality where the person lives; a merger is not in it."""
        place = self.later_home if self.moved[person] <= day.toordinal() else self.home
        return self.codes[int(place[person])]

    def born_on(self, person: int) -> date:
        """Return the date of birth."""
        return date.fromordinal(int(self.born[person]))


def synthetic_numbers(count: int) -> Integers:
    """Return that many different nine-digit numbers that fail the 11-test by the fixed remainder (never a real person's number).

    The first eight digits walk through 20,000,000..89,999,999 with a step prime to the range, so that they look unordered;
    the last digit makes the remainder. One in eleven has no such digit and is skipped.
    """
    found: list[Integers] = []
    step, size, at = 37_000_039, 70_000_000, 0
    while sum(map(len, found)) < count:
        stems = 20_000_000 + (np.arange(at, at + count + 1000, dtype=np.int64) * step) % size
        digits = stems[:, None] // 10 ** np.arange(7, -1, -1) % 10
        last = (digits @ _WEIGHTS - SYNTHETIC_REMAINDER) % 11
        found.append((stems * 10 + last)[last < 10])
        at += count + 1000
    return np.concatenate(found)[:count]


def build_population(settings: Settings, scenario: Scenario, region: SyntheticRegion) -> Population:
    """Return everyone who is 0-22 on some day of the window."""
    rng = np.random.default_rng([settings.seed, 2])
    first = settings.first_month.replace(year=settings.first_month.year - _YEARS_OF_CARE).toordinal()
    last = add_months(settings.present, 7).toordinal()
    size = round(settings.young_people / (18 * 365.25) * (last - first))
    born = np.sort(rng.integers(first, last, size))
    weights = np.array([place.weight for place in region.places.values()])
    homes = rng.choice(len(weights), size=(2, size), p=weights / weights.sum())
    return Population(
        codes=tuple(region.places),
        born=born,
        boy=rng.random(size) < _BOYS,
        home=homes[0],
        later_home=homes[1],
        moved=_moves(rng, born, homes, scenario["moves"]),
        frailty=rng.gamma(_FRAILTY, 1 / _FRAILTY, size),
        bsn=synthetic_numbers(size),
    )


def _moves(rng: np.random.Generator, born: Integers, homes: Integers, per_year: float) -> Integers:
    """Return the day each person moves, always the first of a month; who draws the same home twice does not move."""
    days = born + np.minimum(rng.exponential(365.25 / per_year, len(born)), 300_000).astype(np.int64)
    months = np.minimum(days, _NO_MOVE).astype("int64") - date(1970, 1, 1).toordinal()
    firsts = months.astype("datetime64[D]").astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    moved = firsts + date(1970, 1, 1).toordinal()
    return np.where((homes[0] == homes[1]) | (moved <= born), _NO_MOVE, moved)
