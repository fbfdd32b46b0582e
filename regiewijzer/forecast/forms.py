"""From product categories to forms of care: what part of each cell is of which form, by what was claimed or delivered.

A category may hold several forms (44: foster care, family home, group). The model knows categories; a cell is divided as its own
recent claims are. So a replay of forms is a replay of the same forecasts, and its intervals are learned as the others are.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from regiewijzer.forecast.arrays import FloatArray, IntArray, ratio
from regiewijzer.forecast.replay import Replay, Vintage
from regiewijzer.forecast.snapshot import Cells
from regiewijzer.forecast.universe import BOTTOM, Universe

YEAR = 12
WEIGHT = 1e-3  # of a category in the whole region beside a cell of its own, as part of what a mean cell has


@dataclass(frozen=True)
class Records:
    """What tells of forms (records,): cell and form by number, month, month in which it became known, and how much it was."""

    cell: IntArray
    form: IntArray
    month: IntArray
    known: IntArray
    amount: FloatArray


@dataclass(frozen=True)
class Forms:
    """The forms by code; the usual one of each product (products,), for what was never claimed; and what tells of the rest."""

    codes: Sequence[str]
    usual: IntArray
    records: Records


def _shares(forms: Forms, cells: Cells, first: int, last: int, known: int) -> FloatArray:
    """Return the part of each form in each cell (cells, forms) over the months from first to last, as known then."""
    records, shape = forms.records, (len(cells), len(forms.codes))
    told = (records.month >= first) & (records.month <= last) & (records.known <= known) & (records.amount > 0)
    own = np.zeros(shape)
    np.add.at(own, (records.cell[told], records.form[told]), records.amount[told])
    prior = np.zeros((len(cells.products), shape[1]))
    np.add.at(prior, cells.product, own)
    prior[np.arange(len(prior)), forms.usual] += 1e-9
    weight = max(1e-6, WEIGHT * float(own.sum()) / max(1, len(cells)))
    mixed = own + weight * ratio(prior, np.repeat(prior.sum(axis=1)[:, None], shape[1], axis=1))[cells.product]
    return np.asarray(mixed / mixed.sum(axis=1)[:, None])


def divided(forms: Forms, cells: Cells, values: FloatArray, first: int, vintage: int) -> FloatArray:
    """Return values (cells, months) per form (cells, forms, months); they add up again.

    Years that are over are divided as they were claimed, later months as the last year was, with what was known at the vintage.
    """
    result = np.empty((len(values), len(forms.codes), values.shape[1]))
    year = (first + np.arange(values.shape[1])) // YEAR
    for one in np.unique(year):
        over = one < vintage // YEAR
        start, end = (YEAR * one, YEAR * one + YEAR - 1) if over else (vintage - YEAR + 1, vintage)
        chosen = year == one
        result[:, :, chosen] = values[:, None, chosen] * _shares(forms, cells, int(start), int(end), vintage)[:, :, None]
    return result


def whole(parts: FloatArray, total: IntArray) -> IntArray:
    """Return parts (cells, forms, months) in whole numbers that add up to the whole total (cells, months)."""
    reached = np.cumsum(parts, axis=1)
    scale = ratio(np.abs(total).astype(np.float64), np.abs(reached[:, -1]), otherwise=0.0)
    upto = np.rint(reached * scale[:, None, :]).astype(np.int64)
    upto[:, -1] = np.where(reached[:, -1] != 0, upto[:, -1], total)
    return np.diff(upto, axis=1, prepend=0)


def possible(forms: Forms, cells: Cells) -> tuple[IntArray, IntArray]:
    """Return cell and form (pairs,) of every form that the product of a cell was ever seen to hold, in order of cell."""
    seen = np.zeros((len(cells.products), len(forms.codes)), dtype=np.bool_)
    seen[np.arange(len(seen)), forms.usual] = True
    seen[cells.product[forms.records.cell], forms.records.form] = True
    cell, form = np.nonzero(seen[cells.product])
    return cell, form


def form_cells(forms: Forms, cells: Cells) -> Cells:
    """Return a cell per pair of `possible`: the form takes the place of the product."""
    cell, form = possible(forms, cells)
    codes = np.array(forms.codes, dtype=np.str_)
    return Cells(cells.municipalities, codes, cells.providers, cells.municipality[cell], form, cells.provider[cell], cells.claims)


def all_cells(universe: Universe) -> Cells:
    """Return every cell that any vintage knew, in the numbering of the universe; all are taken to be paid by claims."""
    columns = [np.array(column, dtype=np.str_) for column in zip(*universe.names(BOTTOM), strict=True)]
    found = [np.unique(column, return_inverse=True) for column in columns]
    codes, numbers = [one[0] for one in found], [one[1].astype(np.int64) for one in found]
    return Cells(codes[0], codes[1], codes[2], numbers[0], numbers[1], numbers[2], np.ones(len(codes[2]), dtype=np.bool_))


def forms_replay(replay: Replay, cells: Cells, forms: Forms) -> Replay:
    """Return the replay by form of care; `cells` are those of `all_cells`."""
    universe = Universe()
    place, (cell, form) = universe.place(form_cells(forms, cells)), possible(forms, cells)

    def by_form(values: FloatArray, one: Vintage) -> FloatArray:
        padded = np.zeros((len(cells), values.shape[1]))
        padded[: len(values)] = values
        result = np.zeros((len(universe), values.shape[1]))
        np.add.at(result, place, divided(forms, cells, padded, one.first, one.vintage)[cell, form])
        return result

    made = Replay(universe)
    for one in replay.vintages:
        methods = dict.fromkeys(one.methods, by_form(one.methods["structural"], one))
        point = by_form(one.point, one)
        made.vintages.append(Vintage(one.vintage, one.first, methods, methods["structural"], one.weight, point))
    return made
