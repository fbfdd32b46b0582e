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
from regiewijzer.forecast.exposure import Running, running
from regiewijzer.forecast.inflow import Inflow, inflow
from regiewijzer.forecast.nowcast import nowcast
from regiewijzer.forecast.prices import relative_prices
from regiewijzer.forecast.realisation import realisation
from regiewijzer.forecast.reporting import reported_cents, reporting, shares_of
from regiewijzer.forecast.snapshot import Snapshot
from regiewijzer.forecast.values import spell_values

HORIZON = 24
COST_PARTS = ("reported", "bf", "open", "late", "inflow", "price")


@dataclass(frozen=True)
class Laws:
    """What is estimated from a snapshot: delays, durations, realisation (cells,), starts to come and their value (cells,).

    horizon: how many months after the vintage the starts reach, and so the forecast.
    """

    horizon: int
    classes: IntArray
    table: FloatArray
    durations: Durations
    realisation: FloatArray
    inflow: Inflow
    start_value: FloatArray


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


def _lasting(starts: FloatArray, curves: FloatArray, first_month: float) -> FloatArray:
    """Return what still runs of starts (cells, months) in each month; curves (cells, ages + 1). They start half-way a month."""
    months = starts.shape[1]
    result = first_month * starts
    for age in range(1, min(months, curves.shape[1])):
        result[:, age:] += starts[:, : months - age] * curves[:, age, None]
    return np.asarray(result)


def _running(snapshot: Snapshot, law: Durations, horizon: int) -> Running:
    product = snapshot.cells.product[snapshot.spells.cell]
    return running(snapshot, law.curves[product], law.stops_known, horizon)


def _start_values(snapshot: Snapshot, values: FloatArray) -> FloatArray:
    """Return the value of a start in each cell (cells,), cents per month: of the spells of its product in the last two years."""
    recent = (snapshot.spells.start >= snapshot.vintage - 23).astype(np.float64) + 1e-6
    product, count = snapshot.cells.product[snapshot.spells.cell], len(snapshot.cells.products)
    mean = ratio(sums(product, recent * values, count), sums(product, recent, count))
    cell, cells = snapshot.spells.cell, len(snapshot.cells)
    prior = mean[snapshot.cells.product]
    return (sums(cell, recent * values, cells) + 10.0 * prior) / (sums(cell, recent, cells) + 10.0)


def _past_exposure(snapshot: Snapshot, law: Durations, starts: Inflow, values: FloatArray, start_value: FloatArray) -> FloatArray:
    ran = _per_cell(snapshot, values, _running(snapshot, law, 0).part)
    late = _lasting(starts.late, law.curves[snapshot.cells.product], 0.5) * start_value[:, None]
    return np.asarray(ran + late[:, : snapshot.months])


def laws(snapshot: Snapshot, horizon: int = HORIZON) -> Laws:
    """Return everything that the model estimates from a snapshot."""
    claims, law = reporting(snapshot), durations(snapshot)
    starts, values = inflow(snapshot, law.starts_known, horizon), spell_values(snapshot)
    start_value = _start_values(snapshot, values)
    price = relative_prices(snapshot, 0)[snapshot.cells.product]
    exposure = _past_exposure(snapshot, law, starts, values, start_value) * price
    share = realisation(claims.reported, claims.share, exposure, snapshot.cells)
    return Laws(horizon, claims.classes, claims.table, law, share, starts, start_value)


def cost(snapshot: Snapshot, law: Laws) -> Projection:
    """Return the cost of claimed care in cents, per cell and month up to the horizon of the law."""
    past, months = snapshot.months, snapshot.months + law.horizon
    curves = law.durations.curves[snapshot.cells.product]
    value = law.start_value[:, None]
    care = {
        "open": _per_cell(snapshot, spell_values(snapshot), _running(snapshot, law.durations, law.horizon).part),
        "late": _lasting(law.inflow.late, curves, 0.5) * value,
        "inflow": _lasting(law.inflow.coming, curves, 0.5) * value,
    }
    due = {name: law.realisation[:, None] * one for name, one in care.items()}
    price = relative_prices(snapshot, law.horizon)[snapshot.cells.product]
    parts = {name: np.zeros((len(snapshot.cells), months)) for name in COST_PARTS}
    for name, one in due.items():
        parts[name][:, past:] = one[:, past:]
        parts["price"][:, past:] += one[:, past:] * (price[:, past:] - 1)
    expected = (due["open"] + due["late"])[:, :past] * price[:, :past]
    found = nowcast(reported_cents(snapshot), shares_of(snapshot, law.classes, law.table), expected)
    parts["reported"][:, :past], parts["bf"][:, :past] = found
    return Projection(snapshot.first, snapshot.vintage, parts)


def in_care(snapshot: Snapshot, law: Laws) -> Projection:
    """Return the young people in care at the end of each month, counted once per cell: running, late registered, and new."""
    curves = law.durations.curves[snapshot.cells.product]
    known = _per_cell(snapshot, np.ones(len(snapshot.spells)), _running(snapshot, law.durations, law.horizon).at_end)
    parts = {"open": known, "late": _lasting(law.inflow.late, curves, 1.0), "inflow": _lasting(law.inflow.coming, curves, 1.0)}
    return Projection(snapshot.first, snapshot.vintage, parts)


def starts(snapshot: Snapshot, law: Laws) -> Projection:
    """Return the starts per month: registered, still to be registered, and to come."""
    parts = {"reported": law.inflow.registered, "late": law.inflow.late, "inflow": law.inflow.coming}
    return Projection(snapshot.first, snapshot.vintage, parts)


def stops(care: Projection, began: Projection) -> Projection:
    """Return the stops per month from stock and flow: who was in care and who came, less who is left. 0 in the first month."""
    total = care.total
    ended = np.zeros_like(total)
    ended[:, 1:] = total[:, :-1] + began.total[:, 1:] - total[:, 1:]
    return Projection(care.first, care.vintage, {"stops": ended})
