"""Members under each other with bars."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from regiewijzer.apps.monitor import units
from regiewijzer.apps.monitor.analyses.grid import Grid, Members
from regiewijzer.apps.monitor.dimensions import BY_CODE
from regiewijzer.apps.monitor.names import UNKNOWN
from regiewijzer.apps.monitor.presenters.breakdown import Bar, chance_of
from regiewijzer.definitions.indicators_own import OTHER

MOST_ROWS = 40


@dataclass(frozen=True, slots=True)
class Row:
    """One member: the values of every outcome, and the bar of the first one. `chance` tells how it lies against chance."""

    name: str
    values: tuple[str, ...]
    bar: Bar | None
    chance: str


@dataclass(frozen=True, slots=True)
class Ranked:
    """The table with bars. `left_out`: how many members are only in the file."""

    head: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    has_chance: bool
    left_out: int


def _number(grid: Grid, members: Members) -> float | int | None:
    return grid.value(members, grid.outcomes[0]).number


def _in_order(grid: Grid) -> list[Members]:
    """Return the members: in their own order where they have one, else the highest first; `other` and unknown last."""
    if all(BY_CODE[name].ordered for name in grid.by):
        return list(grid.members)

    def place(members: Members) -> tuple[bool, bool, bool, float]:
        number = _number(grid, members)
        return UNKNOWN in members, OTHER in members, number is None, -(number or 0)

    return sorted(grid.members, key=place)


def _row(grid: Grid, members: Members, highest: float, *, has_chance: bool) -> Row:
    number, values = _number(grid, members), tuple(units.text(grid.value(members, one), one.unit) for one in grid.outcomes)
    bar = Bar(0, round(number / highest * 100, 1)) if number and highest > 0 else None
    line = grid.lines.get((members, grid.outcomes[0].code))
    return Row(grid.name_of(members), values, bar, chance_of(grid.lines, line, grid.period) if has_chance and line else "")


def ranked_of(grid: Grid) -> Ranked:
    """Return the members with their values; the longest bar is the highest value."""
    members = _in_order(grid)
    highest = max((number for one in members if (number := _number(grid, one)) is not None), default=0)
    has_chance = any(code == f"{grid.outcomes[0].code}_upper_95" for _members, code in grid.lines)
    rows = tuple(_row(grid, one, highest, has_chance=has_chance) for one in members[:MOST_ROWS])
    columns = tuple(grid.label(one) for one in grid.outcomes)
    return Ranked(grid.head, columns, rows, has_chance, max(len(members) - MOST_ROWS, 0))


def ranked_sentence(grid: Grid) -> str:
    """Return which member has most and which least."""
    outcome = grid.outcomes[0]
    named = [one for one in grid.members if not {UNKNOWN, OTHER}.intersection(one)]
    known = sorted(((number, one) for one in named if (number := _number(grid, one)) is not None), key=lambda row: -row[0])
    if not known:
        return ""
    places = {
        "most": grid.name_of(known[0][1]),
        "value": units.amount(known[0][0], outcome.unit),
        "least": grid.name_of(known[-1][1]),
        "low": units.amount(known[-1][0], outcome.unit),
        "what": grid.label(outcome).lower(),
    }
    if len(known) == 1:
        return _("%(most)s: %(value)s (%(what)s).") % places
    return _("Het hoogst bij %(most)s (%(value)s), het laagst bij %(least)s (%(low)s): %(what)s.") % places
