"""Why the forecast of a period moved between two vintages, in whole cents per cell: so for any sum of cells.

The inputs of the old vintage are replaced by those of the new one in a fixed order. Claims and care have a vintage each: a month
passes for claims when the claims of that month come in, and for care when its starts and stops do, so that a step shows the news
over what was expected, and not what was expected as well.
"""

from dataclasses import dataclass, replace

import numpy as np

from regiewijzer.forecast.align import aligned, joined
from regiewijzer.forecast.arrays import BoolArray, IntArray
from regiewijzer.forecast.reconcile import whole_cents
from regiewijzer.forecast.revisions import Explanation, Inputs, Step, explain
from regiewijzer.forecast.snapshot import Cells, Claims, Snapshot
from regiewijzer.forecast.structural import cost, laws

ORDER = (
    Step("claims", ("claims",)),
    Step("corrections", ("corrections",)),
    Step("care", ("care",)),
    Step("price", ("price",)),
    Step("population", ("population",)),
    Step("parameters", ("laws",)),
)


@dataclass(frozen=True)
class Moved:
    """The explanation of a revision, with the cells that its arrays (cells,) are about."""

    cells: Cells
    explanation: Explanation


def _where(claims: Claims, chosen: BoolArray) -> Claims:
    return Claims(claims.cell[chosen], claims.month[chosen], claims.known[chosen], claims.cents[chosen])


def _together(one: Claims, other: Claims) -> Claims:
    parts = ((getattr(one, name), getattr(other, name)) for name in ("cell", "month", "known", "cents"))
    return Claims(*(np.concatenate(pair) for pair in parts))


def _inputs(snapshot: Snapshot) -> Inputs:
    """Return the parts of a snapshot; what is below zero was credited or refused."""
    negative = snapshot.claims.cents < 0
    return {
        "claims": (snapshot.vintage, _where(snapshot.claims, ~negative)),
        "corrections": _where(snapshot.claims, negative),
        "care": (snapshot.vintage, snapshot.spells),
        "price": snapshot.price,
        "population": snapshot.population,
        "laws": laws(snapshot),
    }


def _forecast(inputs: Inputs, base: Snapshot, first_month: int, last_month: int) -> IntArray:
    """Return the cost of the months from first to last (by number) of each cell in whole cents (cells,)."""
    (until, claims), (vintage, spells) = inputs["claims"], inputs["care"]
    care = replace(base, vintage=vintage, spells=spells, price=inputs["price"], population=inputs["population"])
    billed = replace(base, vintage=until, claims=_together(claims, inputs["corrections"]))
    found = cost(care, inputs["laws"], billed).total
    if first_month < base.first or last_month - base.first >= found.shape[1]:
        raise ValueError(f"months {first_month} to {last_month} are not all in the forecast")
    return whole_cents(found[:, first_month - base.first : last_month - base.first + 1].sum(axis=1))


def explain_revision(old: Snapshot, new: Snapshot, first_month: int, last_month: int, *, compare: bool = True) -> Moved:
    """Return why the cost of the months from first to last moved from the old vintage to the new one.

    The steps (cells,) in cents add up to the revision exactly, for every sum of cells. With `compare` the reversed order tells
    how much of it depends on the order. ValueError when the snapshots begin in different months, or a month is beyond either
    forecast.
    """
    if old.first != new.first:
        raise ValueError("the snapshots begin in different months")
    cells = joined(old.cells, new.cells)
    before, after = aligned(old, cells), aligned(new, cells)

    def forecast(inputs: Inputs) -> IntArray:
        return _forecast(inputs, after, first_month, last_month)

    return Moved(cells, explain(_inputs(before), _inputs(after), ORDER, forecast, compare=compare))
