"""The young people of the coming years: who is there now grows a year older each year, and starts of care follow their ages.

Where a projection is known it is used instead; who calls says which.
"""

import numpy as np

from regiewijzer.forecast.arrays import FloatArray, ratio

YEAR = 12
STEPS = 4  # steps from one year to the next from which moving in and out is learned
BIRTHS = 3  # years of which the newborn are averaged
STRENGTH = 2_000.0  # young people that the region weighs beside a municipality, in moving
FEWEST_STARTS = 20.0  # of a product from which its own ages count for half


def _stayed(known: FloatArray) -> FloatArray:
    """Return people a year older over those a year before (municipalities, ages - 1), both sexes together.

    By age as in the region, times what a municipality gains or loses of all ages, drawn to the region.
    """
    people = known[:, -STEPS - 1 :].sum(axis=3)
    before, after = people[:, :-1, :-1].sum(axis=1), people[:, 1:, 1:].sum(axis=1)
    by_age = ratio(after.sum(axis=0), before.sum(axis=0), otherwise=1.0)
    due = (before * by_age).sum(axis=1)
    own = (after.sum(axis=1) + STRENGTH) / (due + STRENGTH)
    return np.asarray(by_age[None, :] * own[:, None])


def cohorts(known: FloatArray, years: int) -> FloatArray:
    """Return the people (municipalities, years + 1, ages, sexes) from the last known year on; ages are 0, 1, 2 and further.

    known (municipalities, known years, ages, sexes), the oldest year first, no NaN. Newborn are as many as in the last years.
    """
    stayed = _stayed(known) if known.shape[1] > 1 else np.ones((len(known), known.shape[2] - 1))
    born = known[:, -BIRTHS:, 0].mean(axis=1)
    found = [known[:, -1]]
    for _ in range(years):
        older = np.empty_like(found[-1])
        older[:, 0], older[:, 1:] = born, found[-1][:, :-1] * stayed[:, :, None]
        found.append(older)
    return np.stack(found, axis=1)


def start_rates(starts: FloatArray, people: FloatArray) -> FloatArray:
    """Return how often care of each product starts per young person of an age and sex (products, ages, sexes), up to a factor.

    starts (products, ages, sexes) in some years; people (ages, sexes) of the same region. A product with few starts follows the
    ages of all products together.
    """
    own = starts.sum(axis=(1, 2), keepdims=True)
    every = starts.sum(axis=0) / max(float(starts.sum()), 1.0)
    mixed = starts + FEWEST_STARTS * every[None, :, :]
    return np.asarray(ratio(mixed, np.broadcast_to(people, mixed.shape)) / np.maximum(own + FEWEST_STARTS, 1.0))


def growth(rates: FloatArray, people: FloatArray) -> FloatArray:
    """Return the starts to expect over those of the first year (municipalities, products, years); 1 where nobody lives.

    rates (products, ages, sexes), people (municipalities, years, ages, sexes).
    """
    due = np.einsum("pas,myas->mpy", rates, people)
    return ratio(due, np.repeat(due[:, :, :1], due.shape[2], axis=2), otherwise=1.0)


def monthly(yearly: FloatArray, first_year: int, vintage: int, horizon: int) -> FloatArray:
    """Return factors per month after the vintage over that of the vintage itself (..., horizon), straight between 1 Januaries.

    yearly (..., years): on 1 January of `first_year` and the years after it; after the last it stays as it is.
    """
    place = (np.arange(vintage, vintage + horizon + 1) - YEAR * first_year) / YEAR
    before = np.clip(np.floor(place).astype(np.int64), 0, yearly.shape[-1] - 1)
    after = np.minimum(before + 1, yearly.shape[-1] - 1)
    part = np.clip(place - before, 0.0, 1.0)
    found = yearly[..., before] * (1 - part) + yearly[..., after] * part
    return np.asarray(found[..., 1:] / found[..., :1])
