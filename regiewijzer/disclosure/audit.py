"""The audit: what an attacker can still work out of every hidden cell, and which of that is too much."""

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

import numpy as np

from regiewijzer.disclosure.attack import Attacker
from regiewijzer.disclosure.linked import Linked, Status, blocks

TOLERANCE = 1e-6  # of the protection that is needed: what the solver leaves
_EXACT = 1e-6


class Interval(NamedTuple):
    """What an attacker knows of a hidden cell: it lies between these. `is_leak`: that is closer than it may be."""

    place: int
    lower: float
    upper: float
    is_leak: bool

    @property
    def is_exact(self) -> bool:
        """Tell whether the value is known as if it had been shown."""
        return self.upper - self.lower <= _EXACT * max(1.0, abs(self.upper))


class Audit(NamedTuple):
    """The intervals of all hidden cells, by place."""

    intervals: tuple[Interval, ...]

    @property
    def leaks(self) -> tuple[Interval, ...]:
        """The sensitive cells of which too much can be worked out."""
        return tuple(one for one in self.intervals if one.is_leak)

    @property
    def ok(self) -> bool:
        """Tell whether nothing leaks."""
        return not self.leaks

    def counts(self) -> dict[str, Any]:
        """Return the numbers of hidden cells, of leaks, and of cells hidden for others that are known after all."""
        exact = sum(one.is_exact for one in self.intervals)
        return {"hidden": len(self.intervals), "leaks": len(self.leaks), "exact": exact}


def _attacked(places: list[int], linked: Linked, hidden: Collection[int], only: Collection[int] | None) -> list[Interval]:
    chosen = [number for number, place in enumerate(places) if place in hidden]
    asked = [number for number in chosen if only is None or places[number] in only]
    if not asked:
        return []
    attacker = Attacker(linked)
    attacker.hide(np.isin(np.arange(len(places)), chosen).astype(float))
    found = []
    for number in asked:
        cell = linked.cells[number]
        up, down = attacker.reach(number, 1).distance, attacker.reach(number, -1).distance
        slack = TOLERANCE / attacker.scale
        is_short = up < cell.up - slack - TOLERANCE * cell.up or down < cell.down - slack - TOLERANCE * cell.down
        is_leak = cell.status is Status.SENSITIVE and is_short
        found.append(Interval(places[number], cell.value - down, cell.value + up, is_leak))
    return found


def attacked(linked: Linked, hidden: Collection[int], only: Collection[int] | None = None) -> Iterator[Interval]:
    """Yield what is known of every hidden cell, or `only` of these, to who knows all others."""
    chosen = set(hidden)
    for places, block in blocks(linked):
        yield from _attacked(places, block, chosen, only)


def audit(linked: Linked, hidden: Collection[int]) -> Audit:
    """Attack every hidden cell, given by place, knowing all others. A sensitive cell that is shown leaks as well."""
    chosen = set(hidden)
    found = list(attacked(linked, chosen))
    shown = [place for place in linked.places(Status.SENSITIVE) if place not in chosen]
    found += [Interval(place, linked.cells[place].value, linked.cells[place].value, is_leak=True) for place in shown]
    return Audit(tuple(sorted(found)))
