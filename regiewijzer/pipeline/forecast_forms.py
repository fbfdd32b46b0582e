"""The forecast per form of care (zorgvorm): every cell divided as its own claims and trajectories are, with its own intervals."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from regiewijzer.forecast.arrays import IntArray
from regiewijzer.forecast.forms import Forms, Records, divided, forms_replay, possible, whole
from regiewijzer.forecast.hierarchy import Level
from regiewijzer.forecast.replay import Replay
from regiewijzer.forecast.snapshot import Cells
from regiewijzer.ledger.as_of import AsOf
from regiewijzer.ledger.care_forms import care_form_kinds, care_form_rows
from regiewijzer.pipeline.forecast_successors import successors_of
from regiewijzer.pipeline.forecast_years_sql import CLAIMED, DELIVERED

UNKNOWN = "unknown"
FORM = "care_form"
LEVELS: tuple[Level, ...] = (
    ("product",),
    ("municipality", "product"),
)  # Of a replay of forms: the form stands where the product stood


class Divisions(NamedTuple):
    """How cost is divided over forms, and how trajectories are."""

    cost: Forms
    care: Forms


def _usual(cells: Cells) -> IntArray:
    codes = form_codes()
    by_category = {category: form for category, product, form in care_form_rows() if product is None}
    return np.array([codes.index(by_category.get(str(one), UNKNOWN)) for one in cells.products], dtype=np.int64)


def form_codes() -> list[str]:
    """Return the codes of all forms of care; "unknown" is one of them."""
    return [kind[0] for kind in care_form_kinds()]


def _forms(as_of: AsOf, sql: str, more: Sequence[object], cells: Cells) -> Forms:
    """Return what the ledger tells of forms; rows of cells that no vintage knew are left out."""
    pairs, codes = successors_of(as_of), form_codes()
    rows = as_of.connection.execute(sql, [list(pairs), list(pairs.values()), *more]).fetchall()
    names = zip(*(cells.keys[name].tolist() for name in ("municipality", "product", "provider")), strict=True)
    number = {name: place for place, name in enumerate(names)}
    told = [(number[row[:3]], codes.index(row[3]), *row[4:]) for row in rows if row[:3] in number and row[3] in codes]
    columns = list(zip(*told, strict=True)) if told else [()] * 5
    cell, form, month, known = (np.array(column, dtype=np.int64) for column in columns[:4])
    return Forms(codes, _usual(cells), Records(cell, form, month, known, np.array(columns[4], dtype=np.float64)))


def read_divisions(as_of: AsOf, cells: Cells, *, first: int, vintage: int) -> Divisions:
    """Return how cost and care of the cells divide over forms; the connection must stand at the end of the vintage.

    `first`, `vintage`: months by number between which trajectories are looked at.
    """
    return Divisions(_forms(as_of, CLAIMED, [], cells), _forms(as_of, DELIVERED, [first, vintage], cells))


def by_forms(forms: Forms, cells: Cells, total: IntArray, first: int, vintage: int) -> IntArray:
    """Return whole cents per pair of `possible` (pairs, months) of cents per cell (cells, months), with the same sums."""
    cell, form = possible(forms, cells)
    return whole(divided(forms, cells, total.astype(np.float64), first, vintage), total)[cell, form]


def care_by_form(replays: Mapping[str, Replay], cells: Cells, forms: Forms) -> dict[str, Replay]:
    """Return the replays of care by form."""
    return {name: forms_replay(replay, cells, forms) for name, replay in replays.items()}
