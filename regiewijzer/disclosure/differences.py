"""What a publication changes: the difference with an earlier value is a number as well, and a small one is about a few people."""

from collections.abc import Iterator
from typing import NamedTuple

from regiewijzer.disclosure.linked import LinkedCell, Status
from regiewijzer.disclosure.same_cells import Cells

_NEARER = 0.1  # part of the step that an attacker must be kept from a difference on the near side: one of ten people


class Difference(NamedTuple):
    """The places of a value that is being released and of one that everybody has seen, with how far they must lie apart."""

    now: int
    before: int
    step: float


def is_small(now: float, before: float, step: float) -> bool:
    """Tell whether two values lie so close that their difference is about a few people."""
    return 0 < abs(now - before) < step


def small_differences(cells: Cells) -> Iterator[Difference]:
    """Yield what would be known of a few people when the new value stood beside the old one."""
    for versions in cells.versions.values():
        new = [place for place in versions.values() if place in cells.new and cells.cells[place].status is not Status.KNOWN]
        seen = [place for place in versions.values() if cells.cells[place].status is Status.KNOWN]
        for now in new:
            for before in seen:
                step = max(cells.steps[now], cells.steps[before])
                if is_small(cells.cells[now].value, cells.cells[before].value, step):
                    yield Difference(now, before, step)


def as_cell(now: LinkedCell, before: LinkedCell, step: float) -> LinkedCell:
    """Return the difference as a cell that must stay unknown: it might be ten as well, or fewer.

    No more is asked than the new value can go: everybody knows that no amount is below nought.
    """
    value = now.value - before.value
    far, near = step - abs(value), min(step * _NEARER, abs(value))
    up, down = (far, near) if value > 0 else (near, far)
    up, down = min(up, now.upper - now.value), min(down, now.value - now.lower)
    width = max(now.upper, before.upper) - min(now.lower, before.lower)
    return LinkedCell(value, Status.SENSITIVE, up=up, down=down, lower=-width, upper=width)
