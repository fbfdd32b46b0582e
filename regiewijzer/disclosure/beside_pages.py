"""A publication beside the pages: an attacker who also asks every figure on the pages knows each value to within its rounding.

A hidden small number is on the pages known to be 1 to 9, whatever a publication does. So what is asked here is less than that it
might be ten: at least three numbers must remain, and of money half a unit of its rounding. Where the pages alone leave less, the
publication must add nothing to it.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import NamedTuple

from regiewijzer.disclosure.audit import Audit, Interval, attacked, audit
from regiewijzer.disclosure.linked import Linked, LinkedCell, Status
from regiewijzer.disclosure.linking import TOTAL, Linking
from regiewijzer.disclosure.small_numbers import MINIMUM_COUNT, ROUND_CENTS_TO, ROUND_TO, rounded
from regiewijzer.disclosure.suppression import Suppression, suppress

PEOPLE_LEFT = 2.0  # from the least to the most that it may be: three numbers
CENTS_LEFT = ROUND_CENTS_TO / 2
_CENTS = float(MINIMUM_COUNT * ROUND_CENTS_TO)
_SLACK = 1e-6


class Together(NamedTuple):
    """The choice of cells that also holds beside the pages, and what an attacker who uses both knows.

    `narrow`: what is known too closely all the same, and because of this publication. `already`: the places of what the pages and
    earlier publications tell too closely without it.
    """

    choice: Suppression
    attack: Audit
    narrow: tuple[Interval, ...]
    already: frozenset[int]


def _on_pages(cell: LinkedCell, step: float) -> tuple[float, float]:
    """Return between which bounds the pages put a value; `step` tells people from money."""
    if step == MINIMUM_COUNT:
        if 0 < cell.value < MINIMUM_COUNT:
            return 1.0, MINIMUM_COUNT - 1.0
        half, unit, least = ROUND_TO // 2, ROUND_TO, float(MINIMUM_COUNT)
    elif step == _CENTS:
        half, unit, least = ROUND_CENTS_TO // 2, ROUND_CENTS_TO, cell.lower
    else:
        return cell.lower, cell.upper
    if cell.status is Status.SENSITIVE or cell.value != round(cell.value) or cell.value <= 0:
        return cell.lower, cell.upper
    middle = rounded(round(cell.value), unit)
    return max(least, float(middle - half)), float(middle + half)


def _width(step: float) -> float:
    return PEOPLE_LEFT if step == MINIMUM_COUNT else CENTS_LEFT if step == _CENTS else 0.0


def _marked(cell: LinkedCell, step: float) -> tuple[float, float]:
    """Return what the mark tells of a difference: it is there, and smaller than the step."""
    return max(cell.lower, 1.0 - step), min(cell.upper, step - 1.0)


def seen_beside_pages(linking: Linking, hidden: Collection[int], *, with_marks: bool = True) -> Linked:
    """Return the cells with what the pages tell of them; what is hidden stays so, and nothing more is asked of it yet.

    `with_marks`: a number that was kept from an earlier publication says so.
    """
    cells = []
    for place, cell in enumerate(linking.linked.cells):
        step = linking.steps[place]
        if place in linking.differences:
            lower, upper = _marked(cell, step) if with_marks else (cell.lower, cell.upper)
        else:
            lower, upper = _on_pages(cell, step)
        status = Status.HIDDEN if place in hidden else cell.status
        cells.append(replace(cell, status=status, up=0.0, down=0.0, lower=min(lower, cell.value), upper=max(upper, cell.value)))
    return Linked(cells, linking.linked.equations)


class _Beside:
    """Attacks a choice with the pages beside it, and knows of what is narrow how much of that was known without it."""

    def __init__(self, linking: Linking) -> None:
        self._linking = linking
        self._sensitive = frozenset(linking.linked.places(Status.SENSITIVE))
        self._open = frozenset(range(len(linking.linked.cells))) - frozenset(linking.linked.places(Status.KNOWN))
        self._before: dict[int, Interval] = {}

    def _is_closer(self, one: Interval, width: float) -> bool:
        return one.upper - one.lower < width - _SLACK * max(1.0, width)

    def _know_before(self, places: Collection[int]) -> None:
        """Work out what is known of these cells while nothing of this publication is."""
        new = frozenset(places) - self._before.keys()
        linked = seen_beside_pages(self._linking, self._open, with_marks=False)
        self._before |= {one.place: one for one in attacked(linked, self._open, only=new)}

    def required(self, place: int) -> float:
        """Return how wide what is known of a cell must stay: three numbers, or what it was without this publication."""
        before = self._before[place]
        return min(_width(self._linking.steps[place]), before.upper - before.lower)

    def room(self, place: int, *, up_first: bool) -> tuple[float, float]:
        """Return how far up and down a cell must still be able to go, preferably in that direction."""
        before, value, width = self._before[place], self._linking.linked.cells[place].value, self.required(place)
        above, below = max(0.0, before.upper - value), max(0.0, value - before.lower)
        up = min(width, above) if up_first else width - min(width, below)
        return up, max(0.0, width - up)

    def attack(self, choice: Suppression) -> Together:
        """Attack a choice."""
        attack = audit(seen_beside_pages(self._linking, choice.hidden), choice.hidden)
        steps = self._linking.steps
        close = [
            one for one in attack.intervals if one.place in self._sensitive and self._is_closer(one, _width(steps[one.place]))
        ]
        self._know_before([one.place for one in close])
        narrow = tuple(one for one in close if self._is_closer(one, self.required(one.place)))
        already = frozenset(one.place for one in close if self._is_closer(self._before[one.place], _width(steps[one.place])))
        return Together(choice, attack, narrow, already)


def _asking(linked: Linked, asked: Mapping[int, tuple[float, float]], *, with_totals: bool) -> Linked:
    """Return the cells with what is asked of those that are known too closely. Totals stay where they can: they are read."""
    cells = [
        replace(one, status=Status.KNOWN) if not with_totals and one.cost >= TOTAL and one.status is Status.FREE else one
        for one in linked.cells
    ]
    for place, (up, down) in asked.items():
        cells[place] = replace(cells[place], status=Status.SENSITIVE, up=up, down=down)
    return Linked(cells, linked.equations)


def _hiding_more(beside: _Beside, linking: Linking, found: Together, how: tuple[bool, bool], time_limit: float) -> Together:
    """Return the outcome with more hidden, where that helps; `how`: with totals, and upwards first."""
    with_totals, up_first = how
    linked, before = seen_beside_pages(linking, found.choice.hidden), found.choice
    asked = {one.place: beside.room(one.place, up_first=up_first) for one in found.narrow}
    more = suppress(_asking(linked, asked, with_totals=with_totals), time_limit=time_limit)
    if more.hidden <= before.hidden:
        return found
    hidden, cost = before.hidden | more.hidden, before.cost + more.cost
    tried = beside.attack(Suppression(hidden, cost, before.bound + more.bound, before.is_optimal and more.is_optimal))
    return tried if len(tried.narrow) < len(found.narrow) else found


_WAYS = ((False, True), (False, False), (True, True))  # with totals, upwards first


def protect_beside_pages(linking: Linking, choice: Suppression, *, time_limit: float) -> Together:
    """Hide more until publication and pages together tell no more than they may, or no more than the pages did without it.

    Cells inside the tables first, and totals where those do not help. What is narrow after that was not solved in time: such a
    publication must not leave.
    """
    beside = _Beside(linking)
    found = beside.attack(choice)
    for how in _WAYS:
        if found.narrow:
            found = _hiding_more(beside, linking, found, how, time_limit)
    return found
