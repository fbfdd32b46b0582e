"""Ties published tables together: totals to their parts, the same cell in two tables, and values to those of earlier releases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from regiewijzer.disclosure.differences import Difference, as_cell, small_differences
from regiewijzer.disclosure.linked import Equation, Linked, LinkedCell
from regiewijzer.disclosure.same_cells import Cells
from regiewijzer.disclosure.sums import sums_of_parts, sums_of_series
from regiewijzer.disclosure.tables import Dimensions, Parents, Table

GRAND_TOTAL, TOTAL, NOUGHT, INNER = 1000, 20, 3, 1  # what hiding costs the reader


@dataclass(frozen=True, slots=True)
class Linking:
    """The cells as a programme, and where each cell of each table went (by number of the table and codes).

    `differences`: the places of differences with earlier values, with what each is a difference of. `steps` tells of each place
    how far values must lie apart: ten people, or money of about ten.
    """

    linked: Linked
    place_of: Mapping[tuple[int, Dimensions], int]
    differences: Mapping[int, Difference]
    steps: Sequence[float]


def _cost(place: int, cell: LinkedCell, totals: set[int], grand: set[int]) -> int:
    if place in grand:
        return GRAND_TOTAL
    return TOTAL if place in totals else INNER if cell.value else NOUGHT


def _bounds(cells: Sequence[LinkedCell], quantities: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Return per quantity between which bounds a cell can lie: nobody knows more than how much there is in all."""
    found: dict[str, tuple[float, float]] = {}
    for cell, name in zip(cells, quantities, strict=True):
        least, most = found.get(name, (0.0, 0.0))
        found[name] = (min(least, -cell.upper if cell.value < 0 else 0.0), max(most, cell.upper))
    return {name: (-max(most, -least) if least < 0 else 0.0, most) for name, (least, most) in found.items()}


def link(tables: Sequence[Table], parents: Parents) -> Linking:
    """Return the cells of all tables with the sums between them, what hiding each costs and how far it can lie."""
    cells = Cells(tables)
    parts = list(dict.fromkeys(sums_of_parts(tables, cells, parents)))
    equations: list[Equation] = [*parts, *dict.fromkeys(sums_of_series(tables, cells))]
    totals = {place for equation in parts for place, factor in equation if factor < 0}
    grand = {place for (number, key), place in cells.place_of.items() if not tables[number].names and key == ()}
    bounds, found = _bounds(cells.cells, cells.quantities), list(small_differences(cells))
    for now, _, step in found:  # how much there is in all is known no closer than it changed
        name = cells.quantities[now]
        bounds[name] = (bounds[name][0], max(bounds[name][1], cells.cells[now].upper + step))
    priced = [
        replace(cell, cost=_cost(place, cell, totals, grand), lower=bounds[name][0], upper=bounds[name][1])
        for place, (cell, name) in enumerate(zip(cells.cells, cells.quantities, strict=True))
    ]
    differences = dict(enumerate(found, len(priced)))
    for place, (now, before, step) in differences.items():
        priced.append(as_cell(priced[now], priced[before], step))
        equations.append(((now, 1), (before, -1), (place, -1)))
    return Linking(Linked(priced, equations), cells.place_of, differences, [*cells.steps, *(one.step for one in found)])
