"""A publication beside the pages: an attacker who also asks every figure on the pages knows each value to within its rounding.

A hidden small number is on the pages known to be 1 to 9, whatever a publication does. So what is asked here is less than that it
might be ten: at least three numbers must remain, and of money half a unit of its rounding.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import NamedTuple

from regiewijzer.disclosure.audit import Audit, Interval, audit
from regiewijzer.disclosure.linked import Linked, LinkedCell, Status
from regiewijzer.disclosure.linking import TOTAL, Linking
from regiewijzer.disclosure.small_numbers import MINIMUM_COUNT, ROUND_CENTS_TO, ROUND_TO, rounded
from regiewijzer.disclosure.suppression import Suppression, suppress

PEOPLE_LEFT = 2.0  # from the least to the most that it may be: three numbers
CENTS_LEFT = ROUND_CENTS_TO / 2
_CENTS = float(MINIMUM_COUNT * ROUND_CENTS_TO)
_SLACK = 1e-6


class Together(NamedTuple):
    """The choice of cells that also holds beside the pages as far as any can, and what an attacker who uses both knows."""

    choice: Suppression
    attack: Audit
    narrow: tuple[Interval, ...]  # what is known too closely all the same


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


def seen_beside_pages(linking: Linking, hidden: Collection[int]) -> Linked:
    """Return the cells with what the pages tell of them; what is hidden stays so, and nothing more is asked of it yet."""
    cells = []
    for place, cell in enumerate(linking.linked.cells):
        is_value = place not in linking.differences
        lower, upper = _on_pages(cell, linking.steps[place]) if is_value else (cell.lower, cell.upper)
        status = Status.HIDDEN if place in hidden else cell.status
        cells.append(replace(cell, status=status, up=0.0, down=0.0, lower=min(lower, cell.value), upper=max(upper, cell.value)))
    return Linked(cells, linking.linked.equations)


def _narrow(linking: Linking, attack: Audit) -> tuple[Interval, ...]:
    sensitive = {*linking.linked.places(Status.SENSITIVE)}
    return tuple(
        one
        for one in attack.intervals
        if one.place in sensitive and one.upper - one.lower < _width(linking.steps[one.place]) * (1 - _SLACK)
    )


def _asking(linked: Linked, narrow: Sequence[Interval], steps: Sequence[float], *, is_up: bool) -> Linked:
    """Return the cells with what is asked of those that are known too closely. Totals stay: they are what is read."""
    cells = [
        replace(one, status=Status.KNOWN) if one.cost >= TOTAL and one.status is Status.FREE else one for one in linked.cells
    ]
    for one in narrow:
        cell, width = cells[one.place], _width(steps[one.place])
        cells[one.place] = replace(cell, status=Status.SENSITIVE, up=width if is_up else 0.0, down=0.0 if is_up else width)
    return Linked(cells, linked.equations)


def _attacked(linking: Linking, choice: Suppression) -> Together:
    attack = audit(seen_beside_pages(linking, choice.hidden), choice.hidden)
    return Together(choice, attack, _narrow(linking, attack))


def _hiding_more(linking: Linking, found: Together, *, is_up: bool, time_limit: float) -> Together:
    """Return the outcome with more hidden, where that helps."""
    linked = seen_beside_pages(linking, found.choice.hidden)
    more = suppress(_asking(linked, found.narrow, linking.steps, is_up=is_up), time_limit=time_limit)
    if more.hidden <= found.choice.hidden:
        return found
    before = found.choice
    hidden, cost = before.hidden | more.hidden, before.cost + more.cost
    tried = _attacked(linking, Suppression(hidden, cost, before.bound + more.bound, before.is_optimal and more.is_optimal))
    return tried if len(tried.narrow) < len(found.narrow) else found


def protect_beside_pages(linking: Linking, choice: Suppression, *, time_limit: float) -> Together:
    """Hide more where publication and pages together would give too much away, as far as that helps."""
    found = _attacked(linking, choice)
    for is_up in (True, False):
        if found.narrow:
            found = _hiding_more(linking, found, is_up=is_up, time_limit=time_limit)
    return found
