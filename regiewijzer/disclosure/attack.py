"""The attacker: who knows every shown cell and every sum, and works out between which bounds a hidden cell must lie.

A linear programme in deviations from the true values. Shown cells cannot deviate, hidden ones as far as what everybody knows
of them allows; the sums stay what they are. The furthest a cell can go is the end of the attacker's interval.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from regiewijzer.disclosure.linked import Linked, LinkedCell

Array = npt.NDArray[np.float64]
_LARGEST = 1e4  # values are scaled below this: the solver reckons with an absolute error


class Reach(NamedTuple):
    """How far a cell can go in one direction, in its own unit.

    `deviation` is how all cells move when it goes there, each in its own unit. `price` is what each cell would add to the
    distance if it were hidden: any choice of hidden cells that lets it go further has a higher sum of prices. (The dual of the
    programme.)
    """

    distance: float
    deviation: Array
    price: Array


def scale_of(cells: Sequence[LinkedCell]) -> float:
    """Return the factor that brings all values below ten thousand."""
    return min(1.0, _LARGEST / max((max(abs(cell.lower), abs(cell.upper)) for cell in cells), default=1.0))


def new_solver() -> Any:
    """Return a silent solver. The library takes half a second to load, and pages never need it."""
    import highspy

    solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.silent()
    solver.setOptionValue("threads", 1)
    return solver


class SolverFailedError(RuntimeError):
    """The solver did not run. What it holds then is no answer: nothing may be called safe or unsafe by it."""


def solve(solver: Any) -> None:
    """Run a solver; SolverFailedError when it refuses.

    It does when another one in this process runs on another number of threads: the library keeps one scheduler for all.
    """
    import highspy

    if solver.run() == highspy.HighsStatus.kError:
        raise SolverFailedError(str(solver.getModelStatus()))


def add_equations(solver: Any, linked: Linked) -> None:
    """Add the rows of the equations in deviations."""
    for equation in linked.equations:
        places = np.array([place for place, _ in equation], dtype=np.int32)
        solver.addRow(0.0, 0.0, len(equation), places, np.array([factor for _, factor in equation], dtype=np.float64))


class Attacker:
    """The programme of one block, solved again and again from where it stood."""

    def __init__(self, linked: Linked) -> None:
        """Build it with everything shown."""
        self.scale = scale_of(linked.cells)
        self._below = np.array([cell.value - cell.lower for cell in linked.cells]) * self.scale
        self._above = np.array([cell.upper - cell.value for cell in linked.cells]) * self.scale
        self._all = np.arange(len(linked.cells), dtype=np.int32)
        self._solver = new_solver()
        self._solver.setOptionValue("presolve", "off")  # a programme that is solved again is quicker from where it stood
        self._solver.setOptionValue("simplex_strategy", 4)  # primal: only costs change between most attacks
        self._solver.addVars(len(linked.cells), np.zeros(len(linked.cells)), np.zeros(len(linked.cells)))
        add_equations(self._solver, linked)

    def hide(self, hidden: Array) -> None:
        """Say how far each cell is hidden: 1 hidden, 0 shown; in between while a choice is still being made."""
        self._solver.changeColsBounds(len(self._all), self._all, -self._below * hidden, self._above * hidden)

    def reach(self, place: int, sign: int) -> Reach:
        """Return how far the cell can go up (sign 1) or down (sign -1)."""
        self._solver.changeColCost(place, -float(sign))
        solve(self._solver)
        distance = -self._solver.getInfoValue("objective_function_value")[1]
        solution = self._solver.getSolution()
        dual = np.array(solution.col_dual)
        self._solver.changeColCost(place, 0.0)
        price = np.where(dual > 0, dual * self._below, -dual * self._above)
        return Reach(max(0.0, distance) / self.scale, np.array(solution.col_value) / self.scale, price / self.scale)
