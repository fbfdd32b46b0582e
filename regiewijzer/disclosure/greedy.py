"""Suppression one cell at a time: for each cell that is not safe yet the cheapest way to let it deviate is hidden too.

Quick and safe, but it hides more than needed: the answer when there is no time for the best one.
"""

from typing import Any

import numpy as np

from regiewijzer.disclosure.attack import Array, Attacker, add_equations, new_solver, scale_of, solve
from regiewijzer.disclosure.linked import Linked, LinkedCell, Status

_MOVES = 1e-7
_ENOUGH = 1e-6


class _Carriers:
    """Finds the cheapest cells that let one cell deviate: deviations up and down apart, each at the price of hiding."""

    def __init__(self, linked: Linked) -> None:
        self._scale = scale_of(linked.cells)
        self._count = len(linked.cells)
        self._cost = np.array([float(cell.cost) for cell in linked.cells])
        self._above = np.array([(cell.upper - cell.value) * self._scale for cell in linked.cells])
        self._below = np.array([(cell.value - cell.lower) * self._scale for cell in linked.cells])
        known = linked.places(Status.KNOWN)
        self._above[known] = self._below[known] = 0.0
        both = [tuple((place + turn * self._count, factor * (1 - 2 * turn)) for turn in (0, 1) for place, factor in one)
                for one in linked.equations]  # fmt: skip
        self._solver = new_solver()
        self._solver.addVars(2 * self._count, np.zeros(2 * self._count), np.concatenate([self._above, self._below]))
        add_equations(self._solver, Linked(linked.cells, both))

    def find(self, place: int, sign: int, need: float, hidden: Array) -> list[int]:
        """Return the places that must be hidden too; empty when the cell cannot deviate so far whatever is hidden."""
        moved, still = (place, place + self._count) if sign > 0 else (place + self._count, place)
        limit = np.concatenate([self._above, self._below])
        if limit[moved] < need * self._scale - _ENOUGH:
            return []
        price = np.tile(np.where(hidden > 0, 0.0, self._cost), 2)
        self._solver.changeColsCost(2 * self._count, np.arange(2 * self._count, dtype=np.int32), price)
        self._solver.changeColBounds(moved, need * self._scale, float(limit[moved]))
        self._solver.changeColBounds(still, 0.0, 0.0)
        solve(self._solver)
        is_solved = "kOptimal" in str(self._solver.getModelStatus())
        values = np.array(self._solver.getSolution().col_value) if is_solved else np.zeros(2 * self._count)
        for one in (moved, still):
            self._solver.changeColBounds(one, 0.0, float(limit[one]))
        moves = values[: self._count] + values[self._count :]
        return [int(one) for one in np.flatnonzero(moves > _MOVES)]


def needs(cell: LinkedCell) -> list[tuple[int, float]]:
    """Return the directions in which a cell must be able to deviate, with how far."""
    return [(sign, need) for sign, need in ((1, cell.up), (-1, cell.down)) if need > 0]


def suppress_greedily(linked: Linked) -> set[int]:
    """Return the places to hide: the sensitive cells and enough others."""
    hidden = np.zeros(len(linked.cells))
    sensitive = linked.places(Status.SENSITIVE)
    hidden[[*sensitive, *linked.places(Status.HIDDEN)]] = 1.0
    attacker, carriers = Attacker(linked), _Carriers(linked)
    attacker.hide(hidden)
    for place in sorted(sensitive, key=lambda one: -linked.cells[one].up):
        for sign, need in needs(linked.cells[place]):
            if attacker.reach(place, sign).distance < need - _ENOUGH / attacker.scale:
                hidden[carriers.find(place, sign, need, hidden)] = 1.0
                attacker.hide(hidden)
    return {int(place) for place in np.flatnonzero(hidden)}


def cost_of(linked: Linked, hidden: Any) -> int:
    """Return what the reader loses by what is hidden beyond the sensitive cells."""
    settled = {*linked.places(Status.SENSITIVE, Status.HIDDEN)}
    return sum(linked.cells[place].cost for place in hidden if place not in settled)
