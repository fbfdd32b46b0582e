"""Cells that are published together and the sums that tie them: what suppression chooses from and an attacker reckons with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """What is settled about a cell before anything is chosen."""

    FREE = "free"  # may be shown, or hidden for the sake of another
    SENSITIVE = "sensitive"  # must be hidden, and must not follow from what is shown
    HIDDEN = "hidden"  # was hidden in an earlier release, and stays so
    KNOWN = "known"  # was shown in an earlier release: hiding it now hides nothing


@dataclass(frozen=True, slots=True)
class LinkedCell:
    """One cell. An attacker knows that it lies between `lower` and `upper`; its value lies between those.

    A sensitive cell needs an interval that reaches at least `up` above and `down` below its value. `cost` is what hiding it
    costs the reader.
    """

    value: float
    status: Status = Status.FREE
    cost: int = 1
    up: float = 0.0
    down: float = 0.0
    lower: float = 0.0
    upper: float = 0.0

    def __post_init__(self) -> None:
        assert self.lower <= self.value <= self.upper, self
        assert self.up >= 0 <= self.down, self


# Places and coefficients; the sum of coefficient times value is a number that everyone knows.
Equation = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """Cells with the equations between them; an equation names cells by their place."""

    cells: Sequence[LinkedCell]
    equations: Sequence[Equation]

    def places(self, *statuses: Status) -> list[int]:
        """Return the places of the cells with one of these statuses."""
        return [place for place, cell in enumerate(self.cells) if cell.status in statuses]


def _root(parents: list[int], place: int) -> int:
    while parents[place] != place:
        parents[place] = parents[parents[place]]
        place = parents[place]
    return place


def blocks(linked: Linked) -> Iterator[tuple[list[int], Linked]]:
    """Yield the parts that no equation ties together, with the places of their cells: each can be protected by itself."""
    parents = list(range(len(linked.cells)))
    for equation in linked.equations:
        first = _root(parents, equation[0][0])
        for place, _ in equation[1:]:
            parents[_root(parents, place)] = first
    members: dict[int, list[int]] = {}
    for place in range(len(linked.cells)):
        members.setdefault(_root(parents, place), []).append(place)
    equations: dict[int, list[Equation]] = {root: [] for root in members}
    for equation in linked.equations:
        equations[_root(parents, equation[0][0])].append(equation)
    for root, places in members.items():
        new = {place: number for number, place in enumerate(places)}
        moved = [tuple((new[place], factor) for place, factor in equation) for equation in equations[root]]
        yield places, Linked([linked.cells[place] for place in places], moved)
