"""Members, or outcomes, now and in another year."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from regiewijzer.apps.monitor import units
from regiewijzer.apps.monitor.analyses.grid import Grid
from regiewijzer.apps.monitor.presenters.breakdown import Bar
from regiewijzer.definitions.indicators_types import Outcome
from regiewijzer.figures.values import Value


@dataclass(frozen=True, slots=True)
class Row:
    """One member: both values, the difference, and a bar from the middle to the left (less) or right (more)."""

    name: str
    before: str
    now: str
    difference: str
    bar: Bar | None
    less: bool


@dataclass(frozen=True, slots=True)
class Shift:
    """The table of two years."""

    head: str
    before: str
    now: str
    what: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Pair:
    name: str
    outcome: Outcome
    before: Value
    now: Value

    @property
    def delta(self) -> float | None:
        """The difference, when both values are shown."""
        if self.now.number is None or self.before.number is None:
            return None
        return self.now.number - self.before.number

    @property
    def difference(self) -> str:
        """The difference in words."""
        if self.now.number is None or self.before.number is None:
            return "–"
        return units.difference(self.now.number, self.before.number, self.outcome.unit)


def _pairs(grid: Grid) -> Iterator[_Pair]:
    outcomes = grid.outcomes if not grid.by else grid.outcomes[:1]
    for members in grid.members:
        for one in outcomes:
            name = grid.name_of(members) if grid.by else grid.label(one)
            yield _Pair(name, one, grid.value(members, one, before=True), grid.value(members, one))


def _bar(delta: float | None, largest: float) -> Bar | None:
    if not delta or not largest:
        return None
    length = round(abs(delta) / largest * 50, 1)
    return Bar(50 if delta > 0 else round(50 - length, 1), length)


def shift_of(grid: Grid) -> Shift:
    """Return the members with both values; the longest bar is the largest difference."""
    pairs = list(_pairs(grid))
    largest = max((abs(one.delta) for one in pairs if one.delta is not None), default=0)
    rows = tuple(
        Row(
            one.name,
            units.text(one.before, one.outcome.unit),
            units.text(one.now, one.outcome.unit),
            one.difference,
            _bar(one.delta, largest),
            (one.delta or 0) < 0,
        )
        for one in pairs
    )
    what = grid.label(grid.outcomes[0]) if grid.by else ""
    return Shift(grid.head or _("Wat"), grid.when(grid.before), grid.when(grid.period), what, rows)


def shift_sentence(grid: Grid) -> str:
    """Return what grew most and what shrank most."""
    known = sorted(((one.delta, one) for one in _pairs(grid) if one.delta is not None), key=lambda row: row[0])
    more, less = [one for delta, one in known if delta > 0], [one for delta, one in known if delta < 0]
    found = []
    if more:
        found.append(_("Het meest erbij: %(name)s (%(size)s).") % {"name": more[-1].name, "size": more[-1].difference})
    if less:
        found.append(_("Het meest eraf: %(name)s (%(size)s).") % {"name": less[0].name, "size": less[0].difference})
    if known and not found:
        found.append(_("Er verschoof niets."))
    return " ".join(found)
