"""What if: assumptions that change the laws of the model, run through the same projection as the forecast itself.

An assumption is about some cells (a product, a municipality, or all), and grows from its first month on: at once (step) or evenly
(ramp). Its size is uncertain: a triangle between a low, a likely and a high value, drawn in layers (Latin hypercube) so that few
draws cover it.

- inflow: more or fewer starts, as a part (0.1 = 10 % more).
- duration: care lasts longer or shorter, as a part; the chance to stop in a month becomes 1 / (1 + size) times what it was.
- price: tariffs higher or lower than expected, as a part; of a product, everywhere.
- population: more or fewer young people than expected, as a part per year; starts follow.
- substitution: a part of the starts of a product begins as another product in the same municipality instead.
- waiting: extra starts per month, a number, while a waiting list is worked off.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from regiewijzer.definitions.what_if import Assumption, Kind
from regiewijzer.forecast.arrays import BoolArray, FloatArray, IntArray, ratio, sums
from regiewijzer.forecast.prices import relative_prices
from regiewijzer.forecast.snapshot import Snapshot
from regiewijzer.forecast.structural import Laws

YEAR = 12
SHORTEST = 0.1  # care is not taken to last less than a tenth of what it did


def drawn(assumptions: Sequence[Assumption], draws: int, seed: int = 1) -> FloatArray:
    """Return the sizes (draws, assumptions): each a triangle, one draw from every layer of equal chance."""
    generator = np.random.default_rng(seed)
    found = np.empty((draws, len(assumptions)))
    for place, one in enumerate(assumptions):
        chance = (generator.permutation(draws) + generator.random(draws)) / draws
        found[:, place] = _triangle(one, chance)
    return found


def _triangle(one: Assumption, chance: FloatArray) -> FloatArray:
    """Return the value below which a triangle lies with each chance."""
    width = one.high - one.low
    if width <= 0:
        return np.full(len(chance), one.likely)
    peak = (one.likely - one.low) / width
    rising = one.low + np.sqrt(chance * width * (one.likely - one.low))
    falling = one.high - np.sqrt((1 - chance) * width * (one.high - one.likely))
    return np.where(chance < peak, rising, falling)


def profile(one: Assumption, vintage: int, horizon: int) -> FloatArray:
    """Return which part of its size an assumption has in each month after the vintage (horizon,)."""
    month = vintage + 1 + np.arange(horizon)
    grown = np.clip((month - one.since + 1) / max(one.over, 1), 0.0, 1.0)
    return np.where(month <= (one.until if one.until is not None else month[-1]), grown, 0.0)


def changed(snapshot: Snapshot, law: Laws, assumptions: Sequence[Assumption], sizes: Sequence[float]) -> tuple[Snapshot, Laws]:
    """Return snapshot and laws as they are under the assumptions, each at its size: what the projections are asked with."""
    horizon = law.starts.shape[1] - snapshot.months
    starts, usual = law.starts.copy(), law.starts[:, snapshot.months :]
    hazards, prices = (np.ones((len(snapshot.cells.products), horizon)) for _ in range(2))
    for one, size in zip(assumptions, sizes, strict=True):
        grows = profile(one, snapshot.vintage, horizon)
        match one.kind:
            case Kind.DURATION:
                hazards[_products(snapshot, one)] /= np.maximum(1 + size * grows, SHORTEST)
            case Kind.PRICE:
                prices[_products(snapshot, one)] *= 1 + size * grows
            case _:
                starts[:, snapshot.months :] += _more_starts(snapshot, one, size, grows, usual)
    starts[:, snapshot.months :] = np.maximum(starts[:, snapshot.months :], 0.0)
    law = replace(law, starts=starts, durations=law.durations._replace(ahead=hazards))
    return replace(snapshot, price=_prices(snapshot, prices)), law


def _products(snapshot: Snapshot, one: Assumption) -> BoolArray:
    products = snapshot.cells.products
    return np.ones(len(products), dtype=np.bool_) if one.product is None else np.asarray(products == one.product)


def _cells(snapshot: Snapshot, product: str | None, municipality: str | None) -> BoolArray:
    keys = snapshot.cells.keys
    chosen = np.ones(len(snapshot.cells), dtype=np.bool_)
    for name, code in (("product", product), ("municipality", municipality)):
        if code is not None:
            chosen &= keys[name] == code
    return chosen


def _more_starts(snapshot: Snapshot, one: Assumption, size: float, grows: FloatArray, usual: FloatArray) -> FloatArray:
    """Return the starts that come on top of the usual ones (cells, horizon); fewer are negative."""
    chosen = _cells(snapshot, one.product, one.municipality)[:, None]
    match one.kind:
        case Kind.WAITING:
            return np.asarray(_divided(np.where(chosen, usual, 0.0)) * size * grows)
        case Kind.POPULATION:
            years = np.maximum(snapshot.vintage + 1 + np.arange(usual.shape[1]) - one.since + 1, 0) / YEAR
            growth: FloatArray = np.power(1 + size, years * (grows > 0)) - 1
            return np.asarray(np.where(chosen, usual, 0.0) * growth)
        case Kind.SUBSTITUTION:
            gone = np.where(chosen, usual, 0.0) * np.clip(size * grows, 0.0, 1.0)
            return np.asarray(_come(snapshot, one, gone, usual) - gone)
        case _:
            return np.asarray(np.where(chosen, usual, 0.0) * size * grows)


def _divided(usual: FloatArray) -> FloatArray:
    """Return which part of all starts each cell takes, over the whole horizon together (cells, 1)."""
    return ratio(usual.sum(axis=1), np.full(len(usual), usual.sum()))[:, None]


def _come(snapshot: Snapshot, one: Assumption, gone: FloatArray, usual: FloatArray) -> FloatArray:
    """Return the starts of the other product: as many per municipality as went, at its providers there as they now divide.

    Where a municipality has no provider of it yet, they go to those of the whole region.
    """
    cells = snapshot.cells
    receiving = np.where(_cells(snapshot, one.to, None), usual.sum(axis=1), 0.0)
    there = sums(cells.municipality, receiving, len(cells.municipalities))
    left = _per_municipality(gone, cells.municipality, len(cells.municipalities))
    local = ratio(receiving, there[cells.municipality])[:, None] * left[cells.municipality]
    homeless = left[there <= 0].sum(axis=0)
    return np.asarray(local + ratio(receiving, np.full(len(receiving), receiving.sum()))[:, None] * homeless[None, :])


def _per_municipality(amounts: FloatArray, municipality: IntArray, count: int) -> FloatArray:
    total = np.zeros((count, amounts.shape[1]))
    np.add.at(total, municipality, amounts)
    return total


def _prices(snapshot: Snapshot, factors: FloatArray) -> FloatArray:
    """Return the prices (products, months + horizon) over those of the vintage, times the factors in the months ahead."""
    relative = relative_prices(snapshot, factors.shape[1])
    relative[:, snapshot.months :] *= factors
    return relative


def outcomes(point: float, quantiles: FloatArray, levels: FloatArray, differences: FloatArray) -> FloatArray:
    """Return the quantiles (levels,) of a base with its own uncertainty, and a difference with that of the assumptions.

    point: the base. quantiles (levels,): of the base; outside the outer ones it is taken to end there. differences (draws,).
    """
    chance = (np.arange(199) + 0.5) / 199
    base = np.interp(chance, levels, quantiles - point)
    both = (base[:, None] + differences[None, :]).ravel()
    return np.asarray(point + np.quantile(both, levels))
