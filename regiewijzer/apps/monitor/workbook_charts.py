"""Native Excel charts beside the numbers they draw: lines through time, or members of a breakdown as bars.

A chart reads cells. A cell without a number is left empty, for Excel draws a text as nought; why it is empty stands in the last
column. So nought, hidden, unknown and not applicable stay apart in the chart, in its cells and in the copy inside the chart.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from regiewijzer.apps.monitor import units
from regiewijzer.apps.monitor.presenters.members import Members
from regiewijzer.apps.monitor.presenters.subject import Subject, said
from regiewijzer.definitions.indicators_types import Outcome, Unit
from regiewijzer.figures.values import Value
from regiewijzer.web.charts.frame import COLOURS

MOST_BARS = 30
CHART_ROWS = 20  # of a sheet, that a chart takes
SIZE = {"width": 760, "height": 380}
Styles = dict[str, Format]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn: a name per row, a value per row and outcome."""

    heads: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    rows: tuple[tuple[tuple[str, ...], tuple[Value, ...]], ...]

    @property
    def first(self) -> int:
        """The column of the first value."""
        return len(self.heads)


def of_subject(subject: Subject, period_head: str) -> Drawn:
    """Return the periods of a figure, oldest first."""
    mark = " ({})".format(_("voorlopig"))
    rows = tuple(
        (
            (subject.label(period) + (mark if subject.is_provisional(period) else ""),),
            tuple(subject.lines[outcome.code].at(period) for outcome in subject.outcomes),
        )
        for period in subject.periods
    )
    return Drawn((period_head,), subject.outcomes, rows)


def of_members(found: Members) -> Drawn:
    """Return the members of a breakdown in their order."""
    return Drawn(found.heads, found.outcomes, tuple((one.names, one.values) for one in found.rows))


def excel_number(value: Value, unit: Unit) -> float | int | None:
    """Return the number of a value as a sheet holds it: euros with cents, a share between 0 and 1; None when not shown."""
    if value.number is None:
        return None
    return value.number / 100 if unit is Unit.CENTS else value.number


def _why(values: Sequence[Value], outcomes: Sequence[Outcome]) -> str:
    missing = [(one, value) for one, value in zip(outcomes, values, strict=True) if value.number is None]
    if len(outcomes) == 1:
        return "".join(units.state_name(value.state) for _one, value in missing)
    return "; ".join(f"{said(one.label)}: {units.state_name(value.state)}" for one, value in missing)


def _write(sheet: Worksheet, drawn: Drawn, styles: Styles) -> None:
    heads = (*drawn.heads, *(said(one.label) for one in drawn.outcomes), _("Waarom leeg"))
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head, styles["head"])
    for line, (named, values) in enumerate(drawn.rows, 1):
        for column, text in enumerate(named):
            sheet.write_string(line, column, text)
        for column, (value, outcome) in enumerate(zip(values, drawn.outcomes, strict=True), drawn.first):
            number = excel_number(value, outcome.unit)
            if number is not None:
                sheet.write_number(line, column, number, styles.get(outcome.unit, styles["number"]))
        if why := _why(values, drawn.outcomes):
            sheet.write_string(line, len(heads) - 1, why, styles["why"])
    sheet.set_column(0, len(heads) - 1, 18)
    sheet.freeze_panes(1, 0)


def _series(sheet: Worksheet, drawn: Drawn, column: int, rows: int, number: int) -> dict[str, object]:
    """Return one series, by reference to cells: a name that begins like a formula then stays a name."""
    name, colour = sheet.get_name(), COLOURS[number % len(COLOURS)]
    return {
        "name": [name, 0, column],
        "categories": [name, 1, 0, rows, drawn.first - 1],
        "values": [name, 1, column, rows, column],
        "line": {"color": colour, "width": 2.25, "dash_type": ("solid", "dash", "round_dot")[number % 3]},
        "fill": {"color": colour},
    }


def _groups(drawn: Drawn) -> Iterator[tuple[Unit, list[int]]]:
    """Yield the outcomes of each unit, by number: two units do not share an axis."""
    for unit in dict.fromkeys(one.unit for one in drawn.outcomes):
        yield unit, [number for number, one in enumerate(drawn.outcomes) if one.unit is unit]


def _chart(book: Workbook, sheet: Worksheet, drawn: Drawn, group: Sequence[int], *, kind: str, title: str) -> object:
    rows = min(len(drawn.rows), MOST_BARS) if kind == "bar" else len(drawn.rows)
    chart, outcome = book.add_chart({"type": kind}), drawn.outcomes[group[0]]
    for place, number in enumerate(group):
        chart.add_series(_series(sheet, drawn, drawn.first + number, rows, place))
    form = {Unit.SHARE: "0%", Unit.CENTS: '"€" #,##0'}.get(outcome.unit, "General")
    lines = {"visible": True, "line": {"color": "#E3E9EE"}}
    chart.set_title({"name": title, "name_font": {"size": 12}, "overlay": False})
    # Of bars the first row stands at the top, as in the table.
    chart.set_x_axis({"reverse": True, "label_position": "low"} if kind == "bar" else {"label_position": "low"})
    chart.set_y_axis({"num_format": form, "name": units.name(outcome.unit), "major_gridlines": lines})
    chart.set_legend({"position": "bottom"} if len(group) > 1 else {"none": True})
    chart.show_blanks_as("gap")
    chart.set_size(SIZE)
    return chart


def write_charts(
    book: Workbook, sheet: Worksheet, drawn: Drawn, styles: Styles, *, title: str, alternative: str, kind: str
) -> None:
    """Fill the sheet with the numbers that are drawn and put a chart per unit beside them. `kind`: line or bar."""
    _write(sheet, drawn, styles)
    if not drawn.rows:
        return
    groups = list(_groups(drawn)) if kind == "line" else [(drawn.outcomes[0].unit, [0])] if drawn.outcomes else []
    for place, (_unit, group) in enumerate(groups):
        chart = _chart(book, sheet, drawn, group, kind=kind, title=title if len(groups) == 1 else _called(drawn, group, title))
        about = {"description": alternative, "object_position": 3}
        sheet.insert_chart(1 + place * CHART_ROWS, drawn.first + len(drawn.outcomes) + 2, chart, about)


def _called(drawn: Drawn, group: Sequence[int], title: str) -> str:
    """Return the title of one of several charts."""
    return said(drawn.outcomes[group[0]].label) if len(group) == 1 else f"{title} ({units.name(drawn.outcomes[group[0]].unit)})"
