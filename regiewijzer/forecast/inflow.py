"""Starts of care (instroom): how many began in the past months, also those not registered yet, and how many will begin."""

from typing import NamedTuple

import numpy as np

from regiewijzer.forecast.arrays import FloatArray, IntArray, ratio, sums
from regiewijzer.forecast.durations import LAGS
from regiewijzer.forecast.panel import combined
from regiewijzer.forecast.seasonal_starts import YEAR, seasonal_pattern
from regiewijzer.forecast.snapshot import Snapshot

HALVED_AFTER = 12.0  # months: an older start tells less of how starts divide over the cells
MOST_TRUST = 0.5  # weight of the panel beside the mean of the last year
TRUSTED_AFTER = 36  # months beyond the first year
MOSTLY_KNOWN = 0.5  # share known from which a month counts in the forecast of later ones


class Inflow(NamedTuple):
    """Starts per cell and month (cells, months), column 0 = month `first`: registered, still to be registered, and to come."""

    registered: FloatArray
    late: FloatArray
    coming: FloatArray


def started(snapshot: Snapshot) -> FloatArray:
    """Return the registered starts per cell and past month (cells, months)."""
    place = np.floor(snapshot.spells.start).astype(np.int64) - snapshot.first
    inside = (place >= 0) & (place < snapshot.months)
    flat = snapshot.spells.cell[inside] * snapshot.months + place[inside]
    return sums(flat, np.ones(len(flat)), len(snapshot.cells) * snapshot.months).reshape(len(snapshot.cells), snapshot.months)


def share_known(months: int, shares: FloatArray) -> FloatArray:
    """Return the share of each of the past months that is known (months,), the vintage last."""
    lag = np.arange(months)[::-1]
    return shares[np.minimum(lag, LAGS)]


def _division(counts: FloatArray, groups: IntArray) -> FloatArray:
    """Return what part of the starts of its group each cell takes (cells,); a start counts for half after `HALVED_AFTER`."""
    weight = 0.5 ** (np.arange(counts.shape[1])[::-1] / HALVED_AFTER)
    recent = counts @ weight
    return ratio(recent, sums(groups, recent, int(groups.max(initial=-1)) + 1)[groups])


def _nowcast(counts: FloatArray, known: FloatArray) -> FloatArray:
    """Return series (n, months) with, for what is not registered yet, the mean of the last year that is."""
    usual = ratio(counts[:, -YEAR:].sum(axis=1), np.full(len(counts), known[-YEAR:].sum()))
    return counts + (1 - known)[None, :] * usual[:, None]


def per_capita(snapshot: Snapshot, horizon: int) -> FloatArray:
    """Return the young people of each municipality ahead over those at the vintage (municipalities, horizon); 1 where unknown.

    What is known of later months holds; beyond it the last year's change goes on.
    """
    people = snapshot.population
    last = min(snapshot.vintage - snapshot.first, people.shape[1] - 1)
    now, before = people[:, last], people[:, max(0, last - YEAR)]
    growth = np.clip(ratio(now, before, otherwise=1.0), 0.95, 1.05)
    ahead = growth[:, None] ** (np.arange(1, horizon + 1)[None, :] / YEAR)
    return np.where(np.isfinite(ahead), ahead, 1.0)


def _season(snapshot: Snapshot, counts: FloatArray, known: FloatArray, horizon: int) -> FloatArray:
    pattern = seasonal_pattern(counts, snapshot.first, known)
    return pattern[(snapshot.first + np.arange(snapshot.months + horizon)) % YEAR]


def _ahead(counts: FloatArray, known: FloatArray, season: FloatArray, horizon: int) -> FloatArray:
    """Return the starts to come per series (series, horizon): the fast panel on the months that are mostly known.

    season (months + horizon,): factors. At least half of it is the mean of the last year, and all of it within the first: the
    panel takes half a season for a trend when it has seen little.
    """
    usable = max(1, int((known >= MOSTLY_KNOWN).sum()))
    hidden = counts.shape[1] - usable
    flat = (_nowcast(counts, known) / season[: counts.shape[1]])[:, :usable]
    course = combined(flat, horizon + hidden, lowest=0.0)[:, hidden:]
    steady = flat[:, -YEAR:].mean(axis=1)[:, None]
    trust = MOST_TRUST * float(np.clip((usable - YEAR) / TRUSTED_AFTER, 0.0, 1.0))
    return np.asarray((trust * course + (1 - trust) * steady) * season[counts.shape[1] :])


def expected_starts(snapshot: Snapshot, starts_known: FloatArray, horizon: int) -> FloatArray:
    """Return the starts to expect per cell and month (cells, months + horizon), whether registered or not, at equal population.

    Of past months the usual number with the season; of later ones the forecast of each product over the region, divided over
    municipalities and providers.
    """
    cells, counts = snapshot.cells, started(snapshot)
    known = share_known(snapshot.months, starts_known)
    season = _season(snapshot, counts, known, horizon)
    past = season[: snapshot.months]
    usual = ratio(counts[:, -YEAR:].sum(axis=1), np.full(len(cells), (known * past)[-YEAR:].sum()))
    total = np.zeros((len(cells.products), snapshot.months))
    np.add.at(total, cells.product, counts)
    coming = _division(counts, cells.product)[:, None] * _ahead(total, known, season, horizon)[cells.product]
    return np.concatenate([usual[:, None] * past[None, :], coming], axis=1)


def inflow(snapshot: Snapshot, expected: FloatArray, starts_known: FloatArray) -> Inflow:
    """Return registered starts, those still to be registered and those to come, at the vintage and population of the snapshot."""
    past, months = snapshot.months, expected.shape[1]
    registered, late, coming = (np.zeros_like(expected) for _ in range(3))
    registered[:, :past] = started(snapshot)
    late[:, :past] = (1 - share_known(past, starts_known))[None, :] * expected[:, :past]
    coming[:, past:] = expected[:, past:] * per_capita(snapshot, months - past)[snapshot.cells.municipality]
    return Inflow(registered, late, coming)
