"""What was protected in an edition, figure by figure, for who watches over privacy."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from regiewijzer.apps.publications import contents
from regiewijzer.apps.publications.models import EditionFigure
from regiewijzer.apps.publications.presenters.changes import title_of
from regiewijzer.figures.values import ValueState
from regiewijzer.web import numbers


@dataclass(frozen=True, slots=True)
class Row:
    """How many values of a figure are in which state."""

    title: str
    shown: str
    hidden: str
    unknown: str
    not_applicable: str


def rows_of(figures: Sequence[EditionFigure]) -> tuple[Row, ...]:
    """Return one row per figure."""
    rows = []
    for one in figures:
        states = Counter(cell.value.state for cell in contents.figure_of(one).cells)
        counts = (numbers.number(states[state]) for state in ValueState)
        rows.append(Row(title_of(one), *counts))
    return tuple(rows)
