"""A figure as an Excel workbook: the values as numbers, a chart of them, the passport beside them. Nothing in it can run."""

import io

from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from regiewijzer.apps.monitor import grains, units
from regiewijzer.apps.monitor.dimensions import BY_CODE
from regiewijzer.apps.monitor.names import Names
from regiewijzer.apps.monitor.presenters.definition import rounding_note
from regiewijzer.apps.monitor.presenters.members import members_of
from regiewijzer.apps.monitor.presenters.paper import Around, answer_in, passport_rows
from regiewijzer.apps.monitor.presenters.subject import said, subject_of
from regiewijzer.apps.monitor.workbook_charts import Styles, excel_number, of_members, of_subject, write_charts
from regiewijzer.definitions.indicators_types import Indicator, Outcome, Unit
from regiewijzer.extracts.writing import WORKBOOK_OPTIONS
from regiewijzer.figures.figure import Cell, Figure

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NUMBER_FORMATS = {
    Unit.SHARE: "0.0%",
    Unit.CENTS: '"€" #,##0.00',
    **dict.fromkeys((Unit.YOUTHS, Unit.PEOPLE, Unit.ORGANISATIONS), "#,##0"),
}


def _write_row(sheet: Worksheet, line: int, cell: Cell, outcome: Outcome, texts: list[str], styles: Styles) -> None:
    for column, text in enumerate(texts):
        sheet.write_string(line, column, text)
    number = excel_number(cell.value, outcome.unit)
    if number is None:
        sheet.write_string(line, len(texts), units.state_name(cell.value.state), styles["why"])
    else:
        sheet.write_number(line, len(texts), number, styles.get(outcome.unit, styles["number"]))
    sheet.write_string(line, len(texts) + 1, units.name(outcome.unit))
    if cell.base and cell.base.number is not None:
        sheet.write_number(line, len(texts) + 2, cell.base.number, styles[Unit.YOUTHS])
    if cell.value.is_kept:
        sheet.write_string(line, len(texts) + 3, units.kept_name(), styles["why"])


def _values(sheet: Worksheet, figure: Figure, indicator: Indicator, names: Names, styles: Styles) -> None:
    by = figure.request.by
    heads = [
        *(grains.noun(indicator.grain), _("Reeks"), *(str(BY_CODE[one].label) for one in by)),
        *(_("Waarde"), _("Eenheid"), _("Aantal erachter")),
        *([_("Opmerking")] if any(cell.value.is_kept for cell in figure.cells) else []),
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


def _passport(sheet: Worksheet, figure: Figure, indicator: Indicator, around: Around, styles: Styles) -> None:
    subject = subject_of(indicator, figure)
    rows = [
        (_("Cijfer"), said(indicator.title)),
        (_("Antwoord"), answer_in(subject, members_of(indicator, figure, around.names), around.kept)),
        *((_("Toelichting"), note.text) for note in around.kept.notes),
        (_("Definitie"), said(indicator.definition)),
        *passport_rows(figure, around),
        (_("Regel"), rounding_note(indicator, figure.passport)),
        (_("Adres"), around.address),
        (_("Van"), " · ".join(filter(None, (around.region.name, around.banner)))),
    ]
    for line, (name, text) in enumerate(row for row in rows if row[1]):
        sheet.write_string(line, 0, name, styles["head"])
        sheet.write_string(line, 1, text, styles["text"])
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 90)


def _charts(book: Workbook, sheet: Worksheet, figure: Figure, indicator: Indicator, names: Names, styles: Styles) -> None:
    """Draw the lines of a figure, or the members of one that is broken down."""
    subject, title = subject_of(indicator, figure), said(indicator.name)
    members = members_of(indicator, figure, names)
    if members is None:
        drawn, kind = of_subject(subject, grains.noun(indicator.grain)), "line"
    else:
        drawn, kind, title = of_members(members), "bar", f"{title}, {members.when}"
    alternative = _("%(title)s. Dezelfde getallen staan in de cellen ernaast.") % {"title": title}
    write_charts(book, sheet, drawn, styles, title=title, alternative=alternative, kind=kind)


def _styles(book: Workbook) -> Styles:
    styles: Styles = {unit: book.add_format({"num_format": form}) for unit, form in NUMBER_FORMATS.items()}
    return styles | {
        "head": book.add_format({"bold": True, "valign": "top"}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "why": book.add_format({"italic": True, "align": "right"}),
        "number": book.add_format({"num_format": "#,##0.00"}),
    }


def figure_as_workbook(figure: Figure, indicator: Indicator, around: Around) -> bytes:
    """Return the figure as the bytes of an Excel file, in the language of the page; money in euros, shares as percentages."""
    content = io.BytesIO()
    book = Workbook(content, dict(WORKBOOK_OPTIONS))
    # The same figure gives the same file: its moment is that of the figure, not of the download.
    about = {"title": said(indicator.title), "author": around.region.name, "created": figure.request.moment}
    book.set_properties({name: text for name, text in about.items() if text})
    styles, names = _styles(book), around.names
    texts = (_("Gegevens"), _("Grafiek"), _("Paspoort"))
    values, chart, passport = (book.add_worksheet(text) for text in texts)
    _values(values, figure, indicator, names, styles)
    _charts(book, chart, figure, indicator, names, styles)
    _passport(passport, figure, indicator, around, styles)
    values.freeze_panes(1, 0)
    for sheet in (values, chart, passport):
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
    book.close()
    return content.getvalue()
