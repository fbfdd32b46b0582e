"""What is different between two editions: which figures, which values, and why."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from regiewijzer.figures.figure import Cell, Figure
from regiewijzer.figures.values import ValueState

Key = tuple[str, tuple[str, ...], object]  # series, members, period


class Reason(StrEnum):
    """Why a value is another one than before."""

    DEFINITION = "definition"  # it is defined otherwise; then nothing else can be told apart
    PROTECTION = "protection"  # it was hidden and is shown, or the other way round
    DATA = "data"  # more or other messages are known now
    PROGRAM = "program"  # the same messages and definition: the program works otherwise


@dataclass(frozen=True, slots=True)
class Changed:
    """One value that is another one now."""

    before: Cell
    now: Cell
    reason: Reason


@dataclass(frozen=True, slots=True)
class Difference:
    """Two figures of the same question beside each other. `added` and `gone` are cells that only one of them has."""

    compared: int
    changed: tuple[Changed, ...]
    added: int
    gone: int

    @property
    def reasons(self) -> Mapping[Reason, int]:
        """How many values changed for each reason, in the order of the reasons."""
        counts = Counter(one.reason for one in self.changed)
        return {reason: counts[reason] for reason in Reason if counts[reason]}


def _cells(figure: Figure) -> dict[Key, Cell]:
    return {(cell.series, cell.dimensions, cell.period): cell for cell in figure.cells}


def _reason(before: Figure, now: Figure, one: Cell, other: Cell) -> Reason:
    if before.passport.definition_version != now.passport.definition_version:
        return Reason.DEFINITION
    if ValueState.HIDDEN in (one.value.state, other.value.state):
        return Reason.PROTECTION
    same = (before.passport.snapshot, before.passport.moment) == (now.passport.snapshot, now.passport.moment)
    return Reason.PROGRAM if same else Reason.DATA


def difference(before: Figure, now: Figure) -> Difference:
    """Return what is different in a figure, in the order of the newer one."""
    earlier, later = _cells(before), _cells(now)
    both = [key for key in later if key in earlier]
    changed = tuple(
        Changed(earlier[key], later[key], _reason(before, now, earlier[key], later[key]))
        for key in both
        if earlier[key].value != later[key].value
    )
    return Difference(len(both), changed, added=len(later) - len(both), gone=len(earlier) - len(both))
