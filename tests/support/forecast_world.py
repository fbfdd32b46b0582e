"""A small made-up region of which the laws are known: spells and claims with delays, and what of them is known at a vintage."""

from dataclasses import dataclass, fields, replace

import numpy as np

from regiewijzer.forecast.snapshot import Cells, Claims, Snapshot, Spells

FIRST = 24_000
BURN_IN = 48
MONTHS = 48
MUNICIPALITIES, PRODUCTS, PROVIDERS = 3, 2, 4
HAZARD = np.array([0.10, 0.06])
VALUE = np.array([100_000.0, 250_000.0])  # cents per month
STARTS = np.array([3.0, 1.5])  # per cell and month
REALISATION = 0.8
LAG = np.array([0.0, 0.5, 0.3, 0.15, 0.05])  # of claims of who claims monthly
INDEX = 1.03


@dataclass(frozen=True)
class World:
    """Everything that ever happened, with the month in which it became known."""

    cells: Cells
    spells: Spells
    claims: Claims
    months: int

    @property
    def truth(self):
        """What was claimed in the end per cell and month (cells, months), in cents."""
        place = self.claims.month - FIRST
        total = np.zeros((len(self.cells), self.months))
        inside = (place >= 0) & (place < self.months)
        np.add.at(total, (self.claims.cell[inside], place[inside]), self.claims.cents[inside])
        return total


def _cells() -> Cells:
    m, p, a = (one.ravel() for one in np.indices((MUNICIPALITIES, PRODUCTS, PROVIDERS)))
    return Cells(
        np.array(["m0", "m1", "m2"]), np.array(["44", "45"]), np.array(["a", "b", "c", "d"]), m, p, a, np.ones(PROVIDERS, bool)
    )


def index(months):
    """Tariff per month over that of the first one: each January a step."""
    return INDEX ** (months // 12 - FIRST // 12)


def chosen(columns, rows):
    """Return the columns of a dataclass with those rows only."""
    return type(columns)(*(getattr(columns, one.name)[rows] for one in fields(columns)))


def _spells(cells, chance, months, pace):
    product = cells.product
    rate = np.repeat(STARTS[product][:, None], BURN_IN + months, axis=1) * pace
    counts = chance.poisson(rate)
    cell = np.repeat(np.arange(len(product)), counts.sum(axis=1))
    month = np.concatenate([np.repeat(np.arange(BURN_IN + months), one) for one in counts])
    start = FIRST - BURN_IN + month + chance.random(len(cell))
    stop = start + chance.exponential(-1 / np.log(1 - HAZARD[product[cell]]))
    start_known = np.floor(start).astype(int) + chance.choice(3, len(cell), p=[0.6, 0.3, 0.1])
    stop_known = np.floor(stop).astype(int) + chance.choice(4, len(cell), p=[0.4, 0.3, 0.2, 0.1])
    value = VALUE[product[cell]] * chance.uniform(0.8, 1.2, len(cell))
    planned = start + 6 + chance.integers(0, 12, len(cell))
    return Spells(cell, start, stop, value, start_known, np.maximum(stop_known, start_known), planned)


def _claims(cells, spells, chance, months):
    grid = FIRST + np.arange(months)
    part = np.clip(np.minimum(spells.stop[:, None], grid + 1) - np.maximum(spells.start[:, None], grid), 0, 1)
    row, place = np.nonzero(part)
    month = grid[place]
    cents = part[row, place] * spells.value[row] * index(month) * REALISATION * chance.uniform(0.8, 1.2, len(row))
    known = month + chance.choice(len(LAG), len(row), p=LAG)
    quarterly = cells.provider[spells.cell[row]] == 3
    known[quarterly] = month[quarterly] + 3 - month[quarterly] % 3
    return Claims(spells.cell[row], month, known, np.rint(cents))


def world(seed: int = 1, months: int = MONTHS, pace: float = 1.0) -> World:
    """Make a region; `pace` multiplies the starts."""
    cells, chance = _cells(), np.random.default_rng(seed)
    spells = _spells(cells, chance, months, pace)
    ran = spells.stop > FIRST
    spells = chosen(spells, ran)
    return World(cells, spells, _claims(cells, spells, chance, months), months)


def _known_spells(spells: Spells, vintage: int) -> Spells:
    seen = spells.start_known <= vintage
    kept = chosen(spells, seen)
    ended = kept.stop_known <= vintage
    value = kept.value * index(np.array(vintage))
    return replace(kept, stop=np.where(ended, kept.stop, np.inf), stop_known=np.where(ended, kept.stop_known, -1), value=value)


def snapshot_at(made: World, vintage: int) -> Snapshot:
    """Return what is known of the region at the end of the month; tariffs to the end of its year."""
    claims, seen = made.claims, made.claims.known <= vintage
    decided = FIRST + np.arange((vintage // 12 + 1) * 12 - FIRST)
    return Snapshot(
        vintage,
        FIRST,
        made.cells,
        _known_spells(made.spells, vintage),
        chosen(claims, seen),
        np.repeat(index(decided)[None, :], PRODUCTS, axis=0),
        np.full((MUNICIPALITIES, vintage - FIRST + 1), 5_000.0),
    )
