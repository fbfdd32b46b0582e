"""From what to what: pairs as two columns, paths as one column per step."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from regiewijzer.apps.monitor import units
from regiewijzer.apps.monitor.analyses.grid import Grid, Members
from regiewijzer.apps.monitor.names import UNKNOWN
from regiewijzer.apps.monitor.own_names import short_care_forms
from regiewijzer.definitions.indicators_own import OTHER
from regiewijzer.web.charts.flow import Flow, FlowPicture, flow_picture

ONE_FORM, NO_CARE = "one_form", "none"
STEPS = 3  # columns of a path: further steps are in the table


@dataclass(frozen=True, slots=True)
class FlowView:
    """The picture for a wide and a narrow window, its text alternative, and the same as a table: name, value, bar-less."""

    wide: FlowPicture | None
    narrow: FlowPicture | None
    alternative: str
    head: str
    what: str
    rows: tuple[tuple[str, str], ...]
    columns: tuple[str, ...]


def _is_path(grid: Grid) -> bool:
    return len(grid.by) == 1


def _numbered(grid: Grid) -> list[tuple[float | int, Members]]:
    """Return every combination with a number above nought, the largest first."""
    outcome = grid.outcomes[0]
    found = [(number, one) for one in grid.members if (number := grid.value(one, outcome).number)]
    return sorted(found, key=lambda row: (-row[0], row[1]))


def _steps(code: str) -> list[tuple[int, str, str]]:
    """Return the moves of a path, as far as it is drawn."""
    forms = code.split(">")
    if len(forms) == 1:
        return [(0, code, ONE_FORM)]
    return [(stage, forms[stage], forms[stage + 1]) for stage in range(min(len(forms), STEPS) - 1)]


def _flows(grid: Grid) -> Iterator[Flow]:
    unit, sums = grid.outcomes[0].unit, {}
    for number, members in _numbered(grid):
        if _is_path(grid):
            moves = [] if members[0] in (OTHER, UNKNOWN) else _steps(members[0])
        else:
            moves = [(0, members[0], members[1])]
        for move in moves:
            sums[move] = sums.get(move, 0) + number
    for (stage, source, target), number in sums.items():
        yield Flow(stage, source, target, number, units.amount(number, unit))


def _names(grid: Grid) -> dict[str, str]:
    own = {} if _is_path(grid) else {code: grid.short_name(grid.by[1], code) for code in {one[1] for one in grid.members}}
    left = {} if _is_path(grid) else {code: grid.short_name(grid.by[0], code) for code in {one[0] for one in grid.members}}
    return {**short_care_forms(), **left, ONE_FORM: _("geen andere vorm"), OTHER: _("andere, samen"), **own}


def _called(grid: Grid, members: Members) -> str:
    if _is_path(grid):
        return grid.name_of(members)
    names = _names(grid)
    return f"{names.get(members[0], members[0])} → {names.get(members[1], members[1])}"


def _columns(grid: Grid, flows: list[Flow]) -> tuple[str, ...]:
    if not _is_path(grid):
        return _("Van"), _("Naar")
    steps = _("Eerste vorm"), _("Tweede vorm"), _("Derde vorm")
    return steps[: max((one.stage for one in flows), default=0) + 2]


def flow_of(grid: Grid) -> FlowView:
    """Return the flows; only values that are shown are drawn."""
    flows, names, outcome = list(_flows(grid)), _names(grid), grid.outcomes[0]
    ends = (ONE_FORM, NO_CARE)
    alternative = _("Stromen van links naar rechts; hoe dikker, hoe meer. %(most)s De tabel eronder heeft alle waarden.")
    ordered = sorted(grid.members, key=lambda one: -(grid.value(one, outcome).number or -1))
    return FlowView(
        wide=flow_picture(flows, names, ends=ends) if flows else None,
        narrow=flow_picture(flows, names, narrow=True, ends=ends) if flows else None,
        alternative=alternative % {"most": flow_sentence(grid)},
        head=grid.head,
        what=grid.label(outcome),
        rows=tuple((_called(grid, one), units.text(grid.value(one, outcome), outcome.unit)) for one in ordered),
        columns=_columns(grid, flows),
    )


def flow_sentence(grid: Grid) -> str:
    """Return the flows that are largest, besides staying with one form."""
    moves = [(number, one) for number, one in _numbered(grid) if not {OTHER, UNKNOWN}.intersection(one)]
    if not moves:
        return ""
    unit, further = grid.outcomes[0].unit, [row for row in moves if not _is_path(grid) or ">" in row[1][0]]
    first = _("Het vaakst: %(name)s (%(value)s).") % {
        "name": _called(grid, moves[0][1]),
        "value": units.amount(moves[0][0], unit),
    }
    if not _is_path(grid) or not further:
        return first
    more = {"name": _called(grid, further[0][1]), "value": units.amount(further[0][0], unit)}
    return f"{first} " + _("Het vaakst met een andere vorm erna: %(name)s (%(value)s).") % more
