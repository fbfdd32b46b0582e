"""A figure as an Excel workbook: the values as numbers, the passport beside them. Nothing in it can run."""

import io

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from regiewijzer.apps.monitor import grains, units
from regiewijzer.apps.monitor.dimensions import BY_CODE
from regiewijzer.apps.monitor.names import Names
from regiewijzer.apps.monitor.presenters.passport import passport_of
from regiewijzer.apps.monitor.presenters.subject import said, subject_of
from regiewijzer.definitions.indicators_types import Indicator, Outcome, Unit
from regiewijzer.figures.figure import Cell, Figure
from regiewijzer.figures.values import Value

NUMBER_FORMATS = {
    Unit.SHARE: "0.0%",
    Unit.CENTS: '"€" #,##0.00',
    **dict.fromkeys((Unit.YOUTHS, Unit.PEOPLE, Unit.ORGANISATIONS), "#,##0"),
}
# A text that begins like a formula is written as text anyway; these switches keep the library from guessing.
SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
Styles = dict[str, Format]


def _number(value: Value, unit: Unit) -> float | int | None:
    if value.number is None:
        return None
    return value.number / 100 if unit is Unit.CENTS else value.number


def _write_row(sheet: Worksheet, line: int, cell: Cell, outcome: Outcome, texts: list[str], styles: Styles) -> None:
    for column, text in enumerate(texts):
        sheet.write_string(line, column, text)
    number = _number(cell.value, outcome.unit)
    if number is None:
        sheet.write_string(line, len(texts), units.state_name(cell.value.state), styles["why"])
    else:
        sheet.write_number(line, len(texts), number, styles.get(outcome.unit, styles["number"]))
    sheet.write_string(line, len(texts) + 1, units.name(outcome.unit))
    if cell.base and cell.base.number is not None:
        sheet.write_number(line, len(texts) + 2, cell.base.number, styles[Unit.YOUTHS])


def _values(sheet: Worksheet, figure: Figure, indicator: Indicator, names: Names, styles: Styles) -> None:
    by = figure.request.by
    heads = [
        *(grains.noun(indicator.grain), _("Reeks"), *(str(BY_CODE[one].label) for one in by)),
        *(_("Waarde"), _("Eenheid"), _("Aantal erachter")),
    ]
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head, styles["head"])
    outcomes = {outcome.code: outcome for outcome in indicator.outcomes}
    subject, mark = subject_of(indicator, figure), " ({})".format(_("voorlopig"))
    for line, cell in enumerate(figure.cells, 1):
        outcome = outcomes[cell.series]
        provisional = mark if subject.is_provisional(cell.period) else ""
        members = [names.get(one, {}).get(code, code) for one, code in zip(by, cell.dimensions, strict=True)]
        texts = [grains.label(cell.period, indicator.grain) + provisional, said(outcome.label), *members]
        _write_row(sheet, line, cell, outcome, texts, styles)
    sheet.autofilter(0, 0, max(len(figure.cells), 1), len(heads) - 1)
    sheet.set_column(0, len(heads) - 1, 20)


def _passport(sheet: Worksheet, figure: Figure, indicator: Indicator, names: Names, styles: Styles) -> None:
    rows = [
        (_("Cijfer"), said(indicator.title)),
        (_("Definitie"), said(indicator.definition)),
        *passport_of(figure, names).facts,
    ]
    for line, (name, text) in enumerate(rows):
        sheet.write_string(line, 0, name, styles["head"])
        sheet.write_string(line, 1, text, styles["text"])
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 90)


def figure_as_workbook(figure: Figure, indicator: Indicator, names: Names) -> bytes:
    """Return the figure as the bytes of an Excel file, in the language of the page; money in euros, shares as percentages."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, SAFE)
    # The same figure gives the same file: its moment is that of the figure, not of the download.
    book.set_properties({"title": said(indicator.title), "created": figure.request.moment})
    styles: Styles = {unit: book.add_format({"num_format": form}) for unit, form in NUMBER_FORMATS.items()}
    styles |= {
        "head": book.add_format({"bold": True, "valign": "top"}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "why": book.add_format({"italic": True, "align": "right"}),
        "number": book.add_format({"num_format": "#,##0.00"}),
    }
    values, passport = book.add_worksheet(_("Gegevens")), book.add_worksheet(_("Paspoort"))
    _values(values, figure, indicator, names, styles)
    _passport(passport, figure, indicator, names, styles)
    values.freeze_panes(1, 0)
    for sheet in (values, passport):
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
    book.close()
    return content.getvalue()
