"""A forecast as CSV and Excel: every line with its interval and parts, and a sheet that says what it is."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from regiewijzer.apps.outlook import words
from regiewijzer.apps.outlook.asking import Asked
from regiewijzer.extracts.writing import WORKBOOK_OPTIONS
from regiewijzer.figures.values import Value, ValueState
from regiewijzer.pipeline.figures_export import formula_safe
from regiewijzer.pipeline.forecast_shown import Line, Node
from regiewijzer.pipeline.forecast_words import AMOUNTS, QUANTILES
from regiewijzer.web.home import current_region
from regiewijzer.web.numbers import month

About = Sequence[tuple[str, str]]
Names = Mapping[str, str]
FileRow = tuple[Sequence[str], Sequence[Value]]  # names, and amounts in cents


def node_heads() -> list[str]:
    """Return the heads above the names of a row."""
    return [_("Gemeente"), _("Productcategorie"), _("Periode")]


def node_texts(node: Node, period: str, municipalities: Names, products: Names) -> list[str]:
    """Return the names of a row: what it is of, and when."""
    municipality, product = node.municipality, node.product
    return [
        municipalities.get(municipality, municipality) if municipality else _("Hele regio"),
        _("Alle zorg") if product is None else products.get(product, product or _("categorie onbekend")),
        period,
    ]


def from_whom(address: str) -> About:
    """Return where a file comes from: its address and the region, and that it is invented when it is."""
    region = current_region()
    banner = _("Alle gemeenten, aanbieders en cijfers zijn verzonnen.") if region.invented else ""
    return [(_("Adres"), address), (_("Van"), " · ".join(filter(None, (region.name, banner))))]


def _heads() -> list[str]:
    parts = words.parts()
    named = {"expected": _("Verwacht"), "raw": _("Model zonder demping")} | {part: parts[part][0] for part in parts}
    certain = [_("%(level)s %%-grens") % {"level": f"{int(name[1:]) / 10:g}".replace(".", ",")} for name in QUANTILES]
    return [*node_heads(), *(named[name] for name in AMOUNTS), *certain]


def _row(found: Asked, line: Line) -> FileRow:
    texts = node_texts(line.node, line.period, found.municipalities, found.products)
    return texts, [line[name] for name in (*AMOUNTS, *QUANTILES)]


def about(found: Asked, address: str) -> About:
    """Return what a reader must know of the file."""
    run = found.run
    return [
        (_("Wat"), _("Verwachte gedeclareerde zorg, in euro’s. Wat buiten declaraties wordt betaald zit er niet in.")),
        (_("Bekend tot en met"), month(run.about.vintage)),
        (_("Prognose"), run.id),
        (_("Gemaakt op"), f"{run.about.made_at:%d-%m-%Y %H:%M} UTC"),
        (_("Stand van het register"), str(run.about.snapshot)),
        (_("Model"), f"{run.about.program_version} ({run.about.engine})"),
        (
            _("Regel"),
            _("Bedragen zijn afgerond op duizend euro en afgeschermd als er te weinig jongeren of aanbieders achter zitten."),
        ),
        *from_whom(address),
    ]


def cell_text(value: Value) -> str:
    """Return an amount in whole euros for a file, or why there is none."""
    if value.number is not None:
        return f"{value.number / 100:.0f}"
    return _("afgeschermd") if value.state is ValueState.HIDDEN else _("onbekend")


def csv_of(about: About, heads: Sequence[str], rows: Iterable[FileRow]) -> bytes:
    """Return rows as CSV for a Dutch spreadsheet: semicolons, and what it is in front."""
    content = io.StringIO()
    written = csv.writer(content, delimiter=";", lineterminator="\r\n")
    written.writerows((f"# {name}", formula_safe(text)) for name, text in about)
    written.writerow(heads)
    written.writerows([*map(formula_safe, texts), *map(cell_text, values)] for texts, values in rows)
    return content.getvalue().encode("utf-8-sig")


def workbook_of(title: str, created: datetime, about: About, heads: Sequence[str], rows: Sequence[FileRow]) -> bytes:
    """Return rows as the bytes of an Excel file, with a sheet that says what it is; amounts are numbers.

    The same rows give the same file.
    """
    content = io.BytesIO()
    book = Workbook(content, dict(WORKBOOK_OPTIONS))
    book.set_properties({"title": title, "created": created})
    bold, euro = book.add_format({"bold": True}), book.add_format({"num_format": '"€" #,##0'})
    why, wrapped = book.add_format({"italic": True, "align": "right"}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet, passport = book.add_worksheet(title), book.add_worksheet(_("Paspoort"))
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head, bold)
    for number, (texts, values) in enumerate(rows, 1):
        for column, text in enumerate(texts):
            sheet.write_string(number, column, text)
        for column, value in enumerate(values, len(texts)):
            if value.number is None:
                sheet.write_string(number, column, cell_text(value), why)
            else:
                sheet.write_number(number, column, value.number / 100, euro)
    sheet.autofilter(0, 0, max(len(rows), 1), len(heads) - 1)
    sheet.set_column(0, len(heads) - 1, 18)
    sheet.freeze_panes(1, 3)
    for number, (name, text) in enumerate(about):
        passport.write_string(number, 0, name, bold)
        passport.write_string(number, 1, text, wrapped)
    passport.set_column(0, 0, 30)
    passport.set_column(1, 1, 90)
    book.close()
    return content.getvalue()


def as_csv(found: Asked, lines: Sequence[Line], about: About) -> bytes:
    """Return the lines of a forecast as CSV."""
    return csv_of(about, _heads(), (_row(found, line) for line in lines))


def as_workbook(found: Asked, lines: Sequence[Line], about: About) -> bytes:
    """Return the lines of a forecast as the bytes of an Excel file."""
    rows = [_row(found, line) for line in lines]
    return workbook_of(_("Vooruitzicht"), found.run.about.made_at, about, _heads(), rows)
