"""The young people of the coming years per municipality, by age and sex: as projected where that is delivered, else grown older.

A projection is a delivery of the extract of population about years to come.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from regiewijzer.forecast.ageing import cohorts, growth, start_rates
from regiewijzer.forecast.arrays import BoolArray, FloatArray
from regiewijzer.ledger.as_of import AsOf
from regiewijzer.pipeline.forecast_successors import successors_of
from regiewijzer.pipeline.forecast_years_sql import PEOPLE_BY_AGE, STARTS

AGES = 23
SEXES = ("1", "2")
CHILD = 18
LOOK_BACK = 36  # months of starts that tell at which ages care begins


@dataclass(frozen=True)
class Ageing:
    """People (municipalities, years, ages, sexes) from the newest known year on, NaN where nobody counted.

    projected (municipalities,): whether all years come from a projection. starts (products, ages, sexes).
    """

    first_year: int
    people: FloatArray
    projected: BoolArray
    starts: FloatArray

    def growth(self) -> FloatArray:
        """Return the starts over those of the first year (municipalities, products, years); 1 where nobody counted."""
        known = np.nan_to_num(self.people)
        return growth(start_rates(self.starts, known[:, 0].sum(axis=0)), known)

    def under_18(self) -> FloatArray:
        """Return the people under 18 (municipalities, years)."""
        return np.asarray(self.people[:, :, :CHILD].sum(axis=(2, 3)))


def _counted(rows: Sequence[tuple[str, int, int, str, float]], municipalities: Sequence[str]) -> tuple[list[int], FloatArray]:
    """Return the years and the people (municipalities, years, ages, sexes); NaN for a year that a municipality lacks."""
    years = sorted({year for _, year, *_ in rows})
    place = {code: number for number, code in enumerate(municipalities)}
    found = np.full((len(municipalities), len(years), AGES, len(SEXES)), np.nan)
    for code, year, age, sex, people in rows:
        if code in place:
            one = found[place[code], years.index(year)]
            if np.isnan(one).any():
                one[:] = 0.0
            one[age, SEXES.index(sex)] += people
    return years, found


def _without_gaps(counts: FloatArray) -> FloatArray:
    """Return the years up to the last in which a municipality was counted in all of them (years, ages, sexes)."""
    told = ~np.isnan(counts[:, 0, 0])
    start = len(told) - 1 - int(np.argmin(told[::-1])) + 1 if not told.all() else 0
    return counts[start:]


def ahead_of(counts: FloatArray, years: Sequence[int], now: int, count: int) -> tuple[FloatArray, BoolArray]:
    """Return people (municipalities, count + 1, ages, sexes) from year `now` on, and whether they are projected.

    counts (municipalities, years, ages, sexes). A municipality of which every later year is delivered keeps those. The others
    grow older together, with the years in which all of them were counted; who was not counted in `now` is NaN.
    """
    result = np.full((len(counts), count + 1, *counts.shape[2:]), np.nan)
    wanted = [years.index(year) if year in years else -1 for year in range(now, now + count + 1)]
    projected = np.zeros(len(counts), dtype=np.bool_)
    if -1 not in wanted:
        projected = np.asarray(~np.isnan(counts[:, wanted, 0, 0]).any(axis=1), dtype=np.bool_)
        result[projected] = counts[projected][:, wanted]
    past = [place for place, year in enumerate(years) if year <= now]
    for group in _alike(counts[:, past], projected):
        known = np.stack([_without_gaps(counts[number, past]) for number in group])
        result[group] = cohorts(known, count)
    return result, projected


def _alike(past: FloatArray, projected: BoolArray) -> list[list[int]]:
    """Return the municipalities that were counted in the same years without a gap up to the last, and have no projection."""
    groups: dict[int, list[int]] = {}
    for number, counts in enumerate(past):
        if not projected[number] and past.shape[1] and not np.isnan(counts[-1, 0, 0]):
            groups.setdefault(len(_without_gaps(counts)), []).append(number)
    return list(groups.values())


def _started(as_of: AsOf, products: Sequence[str], since: object) -> FloatArray:
    place = {code: number for number, code in enumerate(products)}
    found = np.zeros((len(products), AGES, len(SEXES)))
    for product, age, sex, starts in as_of.connection.execute(STARTS, [since]).fetchall():
        if product in place:
            found[place[product], age, SEXES.index(sex)] += starts
    return found


def read_ageing(
    as_of: AsOf, municipalities: Sequence[str], products: Sequence[str], *, year: int, count: int, since: object
) -> Ageing:
    """Return the people of `count` years after the newest year counted up to `year`, as known at the moment of the connection.

    since: the day from which starts tell at which ages care begins.
    """
    pairs: Mapping[str, str] = successors_of(as_of)
    rows = as_of.connection.execute(PEOPLE_BY_AGE, [list(pairs), list(pairs.values())]).fetchall()
    years, counts = _counted(rows, municipalities)
    now = max((one for one in years if one <= year), default=year)
    ahead = count + year - now
    people, projected = ahead_of(counts, years, now, ahead)
    return Ageing(now, people, projected, _started(as_of, products, since))
