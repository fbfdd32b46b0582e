"""Complementary suppression: time to the proven best choice, what it hides beside the quick one, and the audit of both.

Tables of invented counts with all margins: rows by columns, products in categories, and three dimensions. The floor is the quick
(greedy) choice on the same table in the same run; quote the ratio. `left` is the number of leaks the audit finds: it must be 0.
"""

import time
from collections.abc import Callable, Sequence
from itertools import product

import numpy as np
import numpy.typing as npt

from regiewijzer.disclosure.audit import audit
from regiewijzer.disclosure.greedy import cost_of, suppress_greedily
from regiewijzer.disclosure.linked import Equation, Linked, LinkedCell, Status
from regiewijzer.disclosure.suppression import suppress

THRESHOLD = 10
Counts = npt.NDArray[np.int64]


def counts(shape: Sequence[int], mean: float, seed: int) -> Counts:
    """Return skewed counts: few large municipalities and products, many small."""
    chance = np.random.default_rng(seed)
    expected = np.ones(shape)
    for axis, size in enumerate(shape):
        spread = chance.gamma(1.0, 1.0, size)
        expected = expected * spread.reshape([-1 if other == axis else 1 for other in range(len(shape))])
    return chance.poisson(expected * mean / expected.mean())


def _cell(value: int, is_total: bool, is_grand: bool, most: float) -> LinkedCell:
    cost = 1000 if is_grand else 20 if is_total else 1 if value else 3
    if 0 < value < THRESHOLD:
        return LinkedCell(float(value), Status.SENSITIVE, cost, THRESHOLD - value, 1.0, 0.0, most)
    return LinkedCell(float(value), cost=cost, upper=most)


def linked(table: Counts, categories: int = 0) -> Linked:
    """Return the table with all its margins; the last axis lies in that many categories besides, when there are any."""
    levels = [[[place] for place in range(size)] + [list(range(size))] for size in table.shape]
    if categories:
        size = table.shape[-1]
        levels[-1][size:size] = [[place for place in range(size) if place % categories == one] for one in range(categories)]
    places = {key: number for number, key in enumerate(product(*(range(len(one)) for one in levels)))}
    total = float(table.sum())
    cells = []
    for key in places:
        chosen = [levels[axis][one] for axis, one in enumerate(key)]
        is_total = [len(one) > 1 for one in chosen]
        is_grand = all(len(one) == size for one, size in zip(chosen, table.shape, strict=True))
        cells.append(_cell(int(table[np.ix_(*chosen)].sum()), any(is_total), is_grand, total))
    equations: list[Equation] = []
    for axis, own in enumerate(levels):
        for whole, members in enumerate(own):
            if len(members) > 1:
                parts = _parts(own, whole)
                for rest in product(*(range(len(one)) for other, one in enumerate(levels) if other != axis)):
                    at = [(*rest[:axis], one, *rest[axis:]) for one in (*parts, whole)]
                    equations.append((*((places[one], 1) for one in at[:-1]), (places[at[-1]], -1)))
    return Linked(cells, equations)


def _parts(levels: list[list[int]], whole: int) -> list[int]:
    """Return the levels just below this one: categories for the total where there are any, else single ones."""
    inside = [one for one, members in enumerate(levels) if set(members) < set(levels[whole])]
    return [one for one in inside if len(levels[one]) > 1] or inside


def timed(work: Callable[[], object]) -> tuple[float, object]:
    """Return the seconds of processor time that the work took, with its result."""
    start = time.process_time()
    found = work()
    return time.process_time() - start, found


def main() -> None:
    """Print a line per table."""
    print("                                         best                                       quick                  best /")
    print(
        "table                    cells  small   added    cost   proven      s  audit s left   added    cost      s left  quick"
    )
    cases = [
        ("12 x 30, mean 30", (12, 30), 30, 0, 3.0),
        ("12 x 30, mean 200", (12, 30), 200, 0, 3.0),
        ("50 x 40, mean 30", (50, 40), 30, 0, 30.0),
        ("50 x 40, mean 300", (50, 40), 300, 0, 30.0),
        ("12 x (30 in 8), mean 200", (12, 30), 200, 8, 10.0),
        ("12 x 30 x 4, mean 30", (12, 30, 4), 30, 0, 60.0),
    ]
    for name, shape, mean, categories, limit in cases:
        table = linked(counts(shape, mean, 1), categories)
        small = len(table.places(Status.SENSITIVE))
        seconds, best = timed(lambda table=table, limit=limit: suppress(table, time_limit=limit))
        seconds_audit, report = timed(lambda table=table, best=best: audit(table, best.hidden))
        seconds_quick, quick = timed(lambda table=table: suppress_greedily(table))
        left = len(audit(table, quick).leaks)
        proven = "yes" if best.is_optimal else f">= {best.bound:.0f}"
        one = f"{len(best.hidden) - small:>8}{best.cost:>8}{proven:>9}{seconds:>7.2f}{seconds_audit:>9.2f}{len(report.leaks):>5}"
        two = f"{len(quick) - small:>8}{cost_of(table, quick):>8}{seconds_quick:>7.2f}{left:>5}"
        print(f"{name:<25}{len(table.cells):>5}{small:>7}{one}{two}{seconds / max(seconds_quick, 0.01):>7.1f}", flush=True)


if __name__ == "__main__":
    main()
