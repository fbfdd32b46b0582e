"""The laws of duration and of registration in a snapshot: survival per product, and how late starts and stops become known."""

from typing import NamedTuple

import numpy as np

from regiewijzer.forecast.arrays import FloatArray, IntArray, ratio
from regiewijzer.forecast.delay import reporting_shares
from regiewijzer.forecast.seasonal_starts import YEAR
from regiewijzer.forecast.snapshot import Snapshot
from regiewijzer.forecast.survival import LifeTable, life_table, pooled_hazard, survival, with_tail
from regiewijzer.forecast.triangles import from_records

LAGS = 12  # months after which a start or stop is taken to be known
AGES = 120
SETTLED = 4  # months before the vintage of which stops are not counted yet: what is late looks like care that lasts
OWN_STOPS = 50.0  # stops in a month of the year with which no season at all counts against them
STRENGTH = 30.0  # spells at risk with which the pool of all products counts in each product


class Durations(NamedTuple):
    """curves (products, ages + 1): S(0), S(1) ..; starts_known, stops_known (lags,): share known so many months later.

    season (12,): how many times the hazard of its age a month of the year has, January first: care ends with the year.
    ahead (products, months): how many times that again in the months after the vintage, what a scenario assumes; None = once.
    """

    curves: FloatArray
    starts_known: FloatArray
    stops_known: FloatArray
    season: FloatArray
    ahead: FloatArray | None = None

    def hazards(self, first: int, past: int, months: int) -> FloatArray:
        """Return how many times the hazard of its age each month has (products, months), from month `first` on.

        The first `past` months are known, those after them lie ahead of the vintage.
        """
        usual = np.tile(self.season[(first + np.arange(months)) % YEAR], (len(self.curves), 1))
        if self.ahead is not None:
            reach = min(self.ahead.shape[1], months - past)
            usual[:, past : past + reach] *= self.ahead[:, :reach]
        return usual


def known_shares(snapshot: Snapshot, happened: FloatArray, known: IntArray) -> FloatArray:
    """Return the share of events known 0, 1, .. `LAGS` months after their month; events (n,) in months with fraction."""
    month = np.floor(happened).astype(np.int64)
    triangle = from_records(
        month - snapshot.first,
        np.maximum(known - month, 0),
        np.ones(len(month)),
        origins=snapshot.months,
        developments=LAGS + 1,
        vintage=snapshot.vintage - snapshot.first,
    )
    table = reporting_shares(triangle[None], np.zeros(1, dtype=np.int64), snapshot.first, window=snapshot.months)
    return np.minimum(np.maximum.accumulate(table[0].mean(axis=0)), 1.0)


def stop_month(stop: FloatArray) -> FloatArray:
    """Return the month in which care stops; what ends with a month ends in it, not in the next."""
    return np.ceil(stop) - 1


def _season(snapshot: Snapshot, curves: FloatArray) -> FloatArray:
    """Return stops over those that the ages of the young people in care explain, per month of the year, drawn to 1."""
    spells, product = snapshot.spells, snapshot.cells.product[snapshot.spells.cell]
    hazard = 1 - ratio(curves[:, 1:], curves[:, :-1], otherwise=1.0)
    came, due = np.zeros(YEAR), np.zeros(YEAR)
    last = snapshot.vintage + 1 - SETTLED
    for month in range(last - (last - snapshot.first) // YEAR * YEAR, last):
        running = (spells.start < month) & (spells.stop > month)
        age = np.clip(np.floor(month - spells.start[running]), 0, AGES - 1).astype(np.int64)
        due[month % YEAR] += hazard[product[running], age].sum()
        came[month % YEAR] += (stop_month(spells.stop[running]) == month).sum()
    return (came + OWN_STOPS) / (due + OWN_STOPS)


def _smoothed(table: LifeTable) -> LifeTable:
    """Return the table with each age joined by its neighbours, more of them at higher ages: few are left there."""
    age = np.arange(len(table.stops))
    width = age // 6
    low, high = np.maximum(age - width, 0), np.minimum(age + width + 1, len(age))
    risk, stops = (np.concatenate([[0.0], np.cumsum(one)]) for one in table)
    return LifeTable(risk[high] - risk[low], stops[high] - stops[low])


def _tables(snapshot: Snapshot) -> tuple[list[LifeTable], LifeTable]:
    spells, seen_until = snapshot.spells, snapshot.vintage + 1 - SETTLED
    stopped = spells.stop <= seen_until
    entry = np.ceil(np.maximum(snapshot.first - spells.start, 0)).astype(np.int64)
    length = np.where(stopped, np.ceil(np.minimum(spells.stop, seen_until) - spells.start), np.floor(seen_until - spells.start))
    leave = np.where(stopped, np.maximum(length, 1), length).astype(np.int64)
    product, mass = snapshot.cells.product[spells.cell], stopped.astype(np.float64)

    def table(chosen: np.ndarray) -> LifeTable:
        return life_table(entry[chosen], leave[chosen], mass[chosen], AGES)

    every = np.ones(len(spells), dtype=np.bool_)
    return [table(product == one) for one in range(len(snapshot.cells.products))], table(every)


def durations(snapshot: Snapshot) -> Durations:
    """Return how long care lasts per product, drawn to all products together, and how late starts and stops become known."""
    spells = snapshot.spells
    tables, everything = _tables(snapshot)
    pool = with_tail(_smoothed(everything).hazard, everything)
    own = [with_tail(pooled_hazard(_smoothed(one), pool, STRENGTH), one, fewest=5.0) for one in tables]
    ended = np.isfinite(spells.stop) & (spells.stop_known >= 0)
    curves = survival(np.stack(own)) if own else np.ones((0, AGES + 1))
    return Durations(
        curves,
        known_shares(snapshot, spells.start, spells.start_known),
        known_shares(snapshot, stop_month(spells.stop[ended]), spells.stop_known[ended]),
        _season(snapshot, curves),
    )
