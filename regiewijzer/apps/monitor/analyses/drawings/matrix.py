"""Pairs of members, or members by outcome, as a table with shades."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from regiewijzer.apps.monitor import units
from regiewijzer.apps.monitor.analyses.grid import Grid, Members
from regiewijzer.apps.monitor.dimensions import BY_CODE
from regiewijzer.apps.monitor.names import UNKNOWN
from regiewijzer.definitions.indicators_own import OTHER
from regiewijzer.definitions.indicators_types import Outcome
from regiewijzer.figures.values import Value, ValueState

SHADES = 5
_SIGNS = {ValueState.HIDDEN: "×", ValueState.UNKNOWN: "?", ValueState.NOT_APPLICABLE: "–"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One pair: its value in words, how dark it is (0 to 5; None without a number), and a sign where the words are long."""

    text: str
    shade: int | None
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Matrix:
    """The table. `signs`: what the signs in it mean."""

    head: str
    across: str
    what: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    signs: tuple[tuple[str, str], ...]
    shades: str


@dataclass(frozen=True, slots=True)
class _Axis:
    """The columns: members of the second dimension, or outcomes."""

    names: tuple[str, ...]
    codes: tuple[str, ...]
    outcomes: tuple[Outcome, ...]


def _axis(grid: Grid) -> _Axis:
    if len(grid.by) == 1:
        codes = tuple(one.code for one in grid.outcomes)
        return _Axis(tuple(grid.label(one) for one in grid.outcomes), codes, grid.outcomes)
    members = sorted({one[1:] for one in grid.members}, key=lambda one: grid.place(grid.by[1], one[0]))
    codes = tuple(one[0] for one in members)
    return _Axis(tuple(grid.short_name(grid.by[1], code) for code in codes), codes, (grid.outcomes[0],) * len(codes))


def _rows(grid: Grid) -> list[str]:
    return sorted({one[0] for one in grid.members}, key=lambda code: grid.place(grid.by[0], code))


def _members(grid: Grid, row: str, column: str) -> Members:
    return (row, column) if len(grid.by) > 1 else (row,)


def _value(grid: Grid, row: str, column: str, outcome: Outcome) -> Value | None:
    """Return the value of a pair; None when the pair does not occur, or too few have it to be named."""
    members = _members(grid, row, column)
    return grid.value(members, outcome) if (members, outcome.code) in grid.lines else None


def _shade(number: float | int, highest: float, *, is_count: bool) -> int:
    """Return how dark a number is; counts by their root, or all but the largest would be pale."""
    if number <= 0 or highest <= 0:
        return 0
    part = number / highest
    return max(1, min(SHADES, math.ceil(SHADES * (math.sqrt(part) if is_count else part))))


def _cell(value: Value | None, outcome: Outcome, highest: float) -> Cell:
    if value is None:
        return Cell(_("niemand, of te weinig jongeren om te noemen"), None, "·")
    if value.number is None:
        return Cell(units.state_name(value.state), None, _SIGNS[value.state])
    return Cell(units.amount(value.number, outcome.unit), _shade(value.number, highest, is_count=units.counts(outcome.unit)))


def _numbers(grid: Grid, rows: Sequence[str], axis: _Axis) -> Iterator[tuple[float | int, str, int]]:
    """Yield every number that is shown, with its row and the place of its column."""
    for row in rows:
        for place, (code, outcome) in enumerate(zip(axis.codes, axis.outcomes, strict=True)):
            value = _value(grid, row, code, outcome)
            if value is not None and value.number is not None:
                yield value.number, row, place


def _highest(grid: Grid, rows: Sequence[str], axis: _Axis) -> dict[str, float]:
    """Return the number that is darkest, per row: of counts the highest of the row, or the largest row would be all there is."""
    found = list(_numbers(grid, rows, axis))
    overall = max((number for number, _row, _place in found), default=0)
    if not units.counts(grid.outcomes[0].unit):
        return dict.fromkeys(rows, overall)
    return {row: max((number for number, of_row, _place in found if of_row == row), default=0) for row in rows}


def matrix_of(grid: Grid) -> Matrix:
    """Return the pairs; the darkest is the highest value, of counts the highest of its row."""
    axis, rows = _axis(grid), _rows(grid)
    highest = _highest(grid, rows, axis)
    cells = {
        row: tuple(
            _cell(_value(grid, row, code, outcome), outcome, highest[row])
            for code, outcome in zip(axis.codes, axis.outcomes, strict=True)
        )
        for row in rows
    }
    by_outcome = len(grid.by) == 1
    return Matrix(
        head=str(BY_CODE[grid.by[0]].label),
        across="" if by_outcome else str(BY_CODE[grid.by[1]].label),
        what="" if by_outcome else grid.label(grid.outcomes[0]),
        columns=axis.names,
        rows=tuple((grid.short_name(grid.by[0], row), found) for row, found in cells.items()),
        shades=_("Hoe donkerder, hoe hoger in de rij.")
        if units.counts(grid.outcomes[0].unit)
        else _("Hoe donkerder, hoe hoger."),
        signs=tuple(dict.fromkeys((cell.sign, cell.text) for found in cells.values() for cell in found if cell.sign)),
    )


def matrix_sentence(grid: Grid) -> str:
    """Return the pair with the highest value."""
    axis, rows = _axis(grid), [row for row in _rows(grid) if row not in (UNKNOWN, OTHER)]
    found = [one for one in _numbers(grid, rows, axis) if axis.codes[one[2]] not in (UNKNOWN, OTHER)]
    if not found:
        return ""
    number, row, place = max(found, key=lambda one: one[0])
    pair = {"row": grid.short_name(grid.by[0], row), "column": axis.names[place]}
    return _("Het hoogst: %(row)s en %(column)s, %(value)s.") % {**pair, "value": units.amount(number, axis.outcomes[place].unit)}
