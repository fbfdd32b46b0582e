"""Complementary suppression: which cells to hide besides the sensitive ones, so that those do not follow from the rest.

The best choice by integer programming. A choice is proposed, attacked (`attack`), and each attack that succeeds gives an
inequality that every safe choice obeys; then again, first with cells that may be hidden for a part, at last with whole ones.
When no attack succeeds any more, the proposal is safe, and none that is safe costs less.
(After Fischetti and Salazar-Gonzalez, Management Science 47, 2001.)
"""

import time
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from regiewijzer.disclosure.attack import Array, Attacker, new_solver, solve
from regiewijzer.disclosure.greedy import cost_of, needs, suppress_greedily
from regiewijzer.disclosure.linked import Linked, Status, blocks

_ENOUGH = 1e-6
_FOR_THE_BEST = 0.7  # of the time; what is left is for the quick answer where the best is not found
_ROUNDS = 60  # of cells that may be hidden for a part; what then still succeeds is for the whole ones


class Suppression(NamedTuple):
    """The places hidden, what hiding them costs beyond the sensitive ones, and the least that any safe choice costs.

    `is_optimal`: the two are equal, and that is proven.
    """

    hidden: frozenset[int]
    cost: int
    bound: float
    is_optimal: bool


class _Choice:
    """The programme that chooses: one variable per cell, 1 when hidden; the cheapest that obeys what attacks have taught."""

    def __init__(self, linked: Linked) -> None:
        self._linked, self._count = linked, len(linked.cells)
        self._solver = new_solver()
        lower = np.zeros(self._count)
        upper = np.ones(self._count)
        lower[linked.places(Status.SENSITIVE, Status.HIDDEN)] = 1.0
        upper[linked.places(Status.KNOWN)] = 0.0
        self._solver.addVars(self._count, lower, upper)
        settled = {*linked.places(Status.SENSITIVE, Status.HIDDEN)}
        self.cost = np.array([0.0 if place in settled else float(cell.cost) for place, cell in enumerate(linked.cells)])
        self._solver.changeColsCost(self._count, np.arange(self._count, dtype=np.int32), self.cost)
        self._never_alone()

    def _never_alone(self) -> None:
        """A sensitive cell that is hidden alone in a sum follows from the rest of it."""
        for equation in self._linked.equations:
            places = np.array([place for place, _ in equation], dtype=np.int32)
            for place in places:
                cell = self._linked.cells[place]
                if cell.status is Status.SENSITIVE and (cell.up > 0 or cell.down > 0):
                    others = places[places != place]
                    self._solver.addRow(1.0, float("inf"), len(others), others, np.ones(len(others)))

    def learn(self, price: Array, need: float) -> None:
        """Add what an attack taught: the prices of the cells hidden must add up to the need."""
        used = np.flatnonzero(price > 1e-9).astype(np.int32)
        self._solver.addRow(1.0, float("inf"), len(used), used, np.minimum(price[used], need) / need)

    def in_whole_cells(self) -> None:
        """From here on a cell is hidden or not."""
        import highspy

        whole = np.full(self._count, highspy.HighsVarType.kInteger)
        self._solver.changeColsIntegrality(self._count, np.arange(self._count, dtype=np.int32), whole)
        self._solver.setOptionValue("mip_abs_gap", 0.99)  # costs are whole numbers
        self._solver.setOptionValue("mip_rel_gap", 0.0)

    def propose(self, seconds: float) -> tuple[Array | None, float]:
        """Return the cheapest choice and the bound on any; no choice when there is none, or no time."""
        self._solver.setOptionValue("time_limit", self._solver.getRunTime() + max(0.1, seconds))
        solve(self._solver)
        is_solved = "kOptimal" in str(self._solver.getModelStatus())
        bound = float(self._solver.getInfoValue("objective_function_value")[1]) if is_solved else 0.0
        return (np.array(self._solver.getSolution().col_value), bound) if is_solved else (None, bound)


class _Needs:
    """How far every cell must be able to go up and down, and which are seen to go there in the present proposal."""

    def __init__(self, linked: Linked) -> None:
        sensitive = {*linked.places(Status.SENSITIVE)}
        self._need = {
            sign: np.array([need if place in sensitive else 0.0 for place, need in enumerate(far)])
            for sign, far in ((1, [cell.up for cell in linked.cells]), (-1, [cell.down for cell in linked.cells]))
        }
        self._seen = {sign: need <= 0 for sign, need in self._need.items()}

    def open(self) -> list[tuple[int, int, float]]:
        """Return place, direction and need of all that must be attacked."""
        return [(int(place), sign, float(need[place])) for sign, need in self._need.items() for place in np.flatnonzero(need > 0)]

    def see(self, deviation: Array) -> None:
        """One way in which the cells can deviate shows for many of them at once that they are safe."""
        for sign, need in self._need.items():
            self._seen[sign] |= sign * deviation >= need * (1 - _ENOUGH)

    def is_seen(self, place: int, sign: int) -> bool:
        """Tell whether a deviation was seen in which this cell goes far enough."""
        return bool(self._seen[sign][place])


def _attack(linked: Linked, attacker: Attacker, proposal: Array, learn: Callable[[Array, float], None]) -> int:
    """Attack every sensitive cell of a proposal and tell how many attacks succeeded."""
    attacker.hide(np.clip(proposal, 0.0, 1.0))
    needs_met, succeeded = _Needs(linked), 0
    for place, sign, need in needs_met.open():
        if needs_met.is_seen(place, sign):
            continue
        reach = attacker.reach(place, sign)
        needs_met.see(reach.deviation)
        if reach.distance < need - _ENOUGH / attacker.scale - _ENOUGH * need:
            learn(reach.price, need)
            succeeded += 1
    return succeeded


def _best(linked: Linked, until: float) -> tuple[set[int] | None, float]:
    """Return the best choice, None when it was not found in time or does not exist, and the bound on any."""
    choice, attacker, bound = _Choice(linked), Attacker(linked), 0.0
    for in_whole_cells, rounds in ((False, _ROUNDS), (True, 10**6)):
        if in_whole_cells:
            choice.in_whole_cells()
        for _ in range(rounds):
            proposal, found = choice.propose(until - time.monotonic())
            if proposal is None or time.monotonic() > until:
                return None, bound
            bound = max(bound, found)
            proposal = np.round(proposal) if in_whole_cells else proposal
            if not _attack(linked, attacker, proposal, choice.learn):
                if in_whole_cells:
                    return {int(place) for place in np.flatnonzero(proposal)}, bound
                break
    return None, bound


def _suppress_block(linked: Linked, until: float) -> Suppression:
    settled = frozenset(linked.places(Status.SENSITIVE, Status.HIDDEN))
    if not any(needs(linked.cells[place]) for place in linked.places(Status.SENSITIVE)) or not linked.equations:
        return Suppression(settled, 0, 0.0, is_optimal=True)
    best, bound = _best(linked, until)
    hidden = suppress_greedily(linked) if best is None else best
    cost = cost_of(linked, hidden)
    return Suppression(frozenset(hidden), cost, bound if best is None else float(cost), is_optimal=best is not None)


def suppress(linked: Linked, *, time_limit: float = 30.0) -> Suppression:
    """Return what to hide; `time_limit` in seconds over all blocks. Where the best is not proven in time the quick answer holds.

    A cell that cannot be protected by hiding (others were shown before) is hidden all the same: the audit tells that it leaks.
    """
    parts: list[tuple[list[int], Suppression]] = []
    found = sorted(blocks(linked), key=lambda block: len(block[0]))  # small ones first: time left is for the large
    until = time.monotonic() + _FOR_THE_BEST * time_limit
    for number, (places, block) in enumerate(found):
        fair = time.monotonic() + max(0.0, until - time.monotonic()) / max(1, min(3, len(found) - number))
        parts.append((places, _suppress_block(block, min(until, fair))))
    return Suppression(
        frozenset(places[one] for places, part in parts for one in part.hidden),
        sum(part.cost for _, part in parts),
        sum(part.bound for _, part in parts),
        all(part.is_optimal for _, part in parts),
    )


def report(found: Suppression) -> dict[str, Any]:
    """Return what a release keeps of the choice: method, cost and bound."""
    return {"method": "optimal" if found.is_optimal else "greedy", "cost": found.cost, "bound": round(found.bound, 3)}
