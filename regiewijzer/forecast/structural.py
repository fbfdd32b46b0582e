"""The structural model: what runs, how long it lasts, what of it is claimed, at which price, and what begins anew.

Estimating (`laws`) and projecting (`cost`, `in_care`, `starts`) are apart: a revision is explained by putting the laws of one
vintage on the data of another, and a scenario changes a law.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from regiewijzer.forecast.arrays import FloatArray, IntArray, ratio, sums
from regiewijzer.forecast.durations import Durations, durations
from regiewijzer.forecast.exposure import running
from regiewijzer.forecast.inflow import expected_starts, inflow
from regiewijzer.forecast.month_lengths import month_lengths
from regiewijzer.forecast.nowcast import credible, not_taken_back
from regiewijzer.forecast.prices import relative_prices
from regiewijzer.forecast.realisation import realisation
from regiewijzer.forecast.reporting import (
    DELAYS,
    delays_of,
    known_by_delay,
    reported_cents,
    reporting,
    shares_by_delay,
    shares_of,
)
from regiewijzer.forecast.snapshot import Snapshot
from regiewijzer.forecast.surprise import believed
from regiewijzer.forecast.values import spell_values

HORIZON = 24
COST_PARTS = ("reported", "bf", "open", "late", "inflow", "price")


@dataclass(frozen=True)
class Laws:
    """What is estimated from a snapshot: delays, durations, realisation (cells,), starts and their value (cells,).

    starts (cells, months): to be expected in each month from `first` of the snapshot; it reaches as far as the forecast does.
    """

    classes: IntArray
    table: FloatArray
    durations: Durations
    realisation: FloatArray
    starts: FloatArray
    start_value: FloatArray
    believed: FloatArray


@dataclass(frozen=True)
class Projection:
    """The forecast of one quantity in parts that add up, each (cells, months); the first month is `first`.

    Cost in cents: of past months `reported` and `bf` (still to be claimed), of later ones `open` (running), `late` (running, not
    registered yet), `inflow` and `price`. Young people in care at the end of the month, starts and stops: in numbers.
    """

    first: int
    vintage: int
    parts: Mapping[str, FloatArray]

    @property
    def total(self) -> FloatArray:
        """The forecast (cells, months)."""
        return np.asarray(sum(self.parts.values()))


def _per_cell(snapshot: Snapshot, weight: FloatArray, amounts: FloatArray) -> FloatArray:
    spells = snapshot.spells
    shape = (len(snapshot.cells), len(spells))
    return np.asarray(sparse.csr_matrix((weight, (spells.cell, np.arange(len(spells)))), shape=shape) @ amounts)


def _lasting(snapshot: Snapshot, starts: FloatArray, law: Durations, first_month: float) -> FloatArray:
    """Return what still runs of starts (cells, months) in each month; they start half-way a month."""
    months, product = starts.shape[1], snapshot.cells.product
    hazards = law.hazards(snapshot.first, snapshot.months, months)
    lasts, result = np.ones((len(law.curves), months)), first_month * starts
    for age in range(1, min(months, law.curves.shape[1])):
        step = ratio(law.curves[:, age], law.curves[:, age - 1])
        lasts = lasts[:, : months - age] * step[:, None] ** hazards[:, age:]
        result[:, age:] += starts[:, : months - age] * lasts[product]
    return np.asarray(result)


def _start_values(snapshot: Snapshot, values: FloatArray) -> FloatArray:
    """Return the value of a start in each cell (cells,), cents per month: of the spells of its product in the last two years."""
    recent = (snapshot.spells.start >= snapshot.vintage - 23).astype(np.float64) + 1e-6
    product, count = snapshot.cells.product[snapshot.spells.cell], len(snapshot.cells.products)
    mean = ratio(sums(product, recent * values, count), sums(product, recent, count))
    cell, cells = snapshot.spells.cell, len(snapshot.cells)
    prior = mean[snapshot.cells.product]
    return (sums(cell, recent * values, cells) + 10.0 * prior) / (sums(cell, recent, cells) + 10.0)


def _care(snapshot: Snapshot, law: Durations, starts: FloatArray, start_value: FloatArray) -> dict[str, FloatArray]:
    """Return what is assigned and runs per cell and month (cells, months), in cents at the prices of the vintage, in parts.

    A month counts for its length.
    """
    value, length = start_value[:, None], month_lengths(snapshot.first, starts.shape[1])
    horizon = starts.shape[1] - snapshot.months
    begun = inflow(snapshot, starts, law.starts_known)
    return {
        "open": _per_cell(snapshot, spell_values(snapshot), running(snapshot, law, horizon).part) * length,
        "late": _lasting(snapshot, begun.late, law, 0.5) * value * length,
        "inflow": _lasting(snapshot, begun.coming, law, 0.5) * value * length,
    }


def laws(snapshot: Snapshot, horizon: int = HORIZON) -> Laws:
    """Return everything that the model estimates from a snapshot, for a forecast of `horizon` months ahead."""
    claims, law = reporting(snapshot), durations(snapshot)
    starts = expected_starts(snapshot, law.starts_known, horizon)
    start_value = _start_values(snapshot, spell_values(snapshot))
    price = relative_prices(snapshot, 0)[snapshot.cells.product]
    care = _care(snapshot, law, starts[:, : snapshot.months], start_value)
    exposure = (care["open"] + care["late"]) * price
    share = realisation(claims.reported, claims.share, exposure, snapshot.cells)
    usual = shares_by_delay(snapshot, claims.classes, claims.table)
    trust = believed(known_by_delay(snapshot), usual, share[:, None] * exposure)
    return Laws(claims.classes, claims.table, law, share, starts, start_value, trust)


def cost(snapshot: Snapshot, law: Laws, claimed: Snapshot | None = None) -> Projection:
    """Return the cost of claimed care in cents, per cell and month as far as the law reaches.

    `claimed`: take the claims, and what is known of them, from this snapshot of the same cells instead.
    """
    billed = snapshot if claimed is None else claimed
    past, months = billed.months, law.starts.shape[1]
    care = _care(snapshot, law.durations, law.starts, law.start_value)
    due = {name: law.realisation[:, None] * one for name, one in care.items()}
    price = relative_prices(snapshot, months - snapshot.months)[snapshot.cells.product]
    parts = {name: np.zeros((len(snapshot.cells), months)) for name in COST_PARTS}
    for name, one in due.items():
        parts[name][:, past:] = one[:, past:]
        parts["price"][:, past:] += one[:, past:] * (price[:, past:] - 1)
    expected = np.sum([one[:, :past] for one in due.values()], axis=0) * price[:, :past]
    trust = law.believed[np.clip(delays_of(billed, law.classes), 0, DELAYS - 1)]
    found = credible(reported_cents(billed), shares_of(billed, law.classes, law.table), expected, trust)
    parts["reported"][:, :past] = found.reported
    parts["bf"][:, :past] = not_taken_back(found.outstanding, snapshot.cells.product)
    return Projection(snapshot.first, billed.vintage, parts)


def in_care(snapshot: Snapshot, law: Laws) -> Projection:
    """Return the young people in care at the end of each month, counted once per cell: running, late registered, and new."""
    horizon = law.starts.shape[1] - snapshot.months
    begun = inflow(snapshot, law.starts, law.durations.starts_known)
    known = _per_cell(snapshot, np.ones(len(snapshot.spells)), running(snapshot, law.durations, horizon).at_end)
    late, new = (_lasting(snapshot, one, law.durations, 1.0) for one in (begun.late, begun.coming))
    parts = {"open": known, "late": late, "inflow": new}
    return Projection(snapshot.first, snapshot.vintage, parts)


def starts(snapshot: Snapshot, law: Laws) -> Projection:
    """Return the starts per month: registered, still to be registered, and to come."""
    begun = inflow(snapshot, law.starts, law.durations.starts_known)
    parts = {"reported": begun.registered, "late": begun.late, "inflow": begun.coming}
    return Projection(snapshot.first, snapshot.vintage, parts)


def stops(care: Projection, began: Projection) -> Projection:
    """Return the stops per month from stock and flow: who was in care and who came, less who is left. 0 in the first month."""
    total = care.total
    ended = np.zeros_like(total)
    ended[:, 1:] = total[:, :-1] + began.total[:, 1:] - total[:, 1:]
    return Projection(care.first, care.vintage, {"stops": ended})
