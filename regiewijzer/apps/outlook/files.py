"""A forecast as CSV and Excel: every line with its interval and parts, and a sheet that says what it is."""

import csv
import io
from collections.abc import Sequence

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from regiewijzer.apps.outlook import words
from regiewijzer.apps.outlook.asking import Asked
from regiewijzer.figures.values import Value, ValueState
from regiewijzer.pipeline.figures_export import formula_safe
from regiewijzer.pipeline.forecast_shown import Line
from regiewijzer.pipeline.forecast_words import AMOUNTS, QUANTILES
from regiewijzer.web.home import current_region
from regiewijzer.web.numbers import month

SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
About = Sequence[tuple[str, str]]


def _heads() -> list[str]:
    parts = words.parts()
    named = {"expected": _("Verwacht"), "raw": _("Model zonder demping")} | {part: parts[part][0] for part in parts}
    certain = [_("%(level)s %%-grens") % {"level": f"{int(name[1:]) / 10:g}".replace(".", ",")} for name in QUANTILES]
    return [_("Gemeente"), _("Productcategorie"), _("Periode"), *(named[name] for name in AMOUNTS), *certain]


def _texts(found: Asked, line: Line) -> list[str]:
    municipality, product = line.node.municipality, line.node.product
    return [
        found.municipalities.get(municipality, municipality) if municipality else _("Hele regio"),
        _("Alle zorg") if product is None else found.products.get(product, product or _("categorie onbekend")),
        line.period,
    ]


def _values(line: Line) -> list[Value]:
    return [line[name] for name in (*AMOUNTS, *QUANTILES)]


def about(found: Asked, address: str) -> About:
    """Return what a reader must know of the file."""
    run, region = found.run, current_region()
    banner = _("Alle gemeenten, aanbieders en cijfers zijn verzonnen.") if region.invented else ""
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
        (_("Adres"), address),
        (_("Van"), " · ".join(filter(None, (region.name, banner)))),
    ]


def _cell(value: Value) -> str:
    if value.number is not None:
        return f"{value.number / 100:.0f}"
    return _("afgeschermd") if value.state is ValueState.HIDDEN else _("onbekend")


def as_csv(found: Asked, lines: Sequence[Line], about: About) -> bytes:
    """Return the lines as CSV for a Dutch spreadsheet: semicolons, and what it is in front."""
    content = io.StringIO()
    rows = csv.writer(content, delimiter=";", lineterminator="\r\n")
    rows.writerows((f"# {name}", formula_safe(text)) for name, text in about)
    rows.writerow(_heads())
    rows.writerows([*map(formula_safe, _texts(found, line)), *map(_cell, _values(line))] for line in lines)
    return content.getvalue().encode("utf-8-sig")


def as_workbook(found: Asked, lines: Sequence[Line], about: About) -> bytes:
    """Return the lines as the bytes of an Excel file; amounts are numbers. The same forecast gives the same file."""
    content = io.BytesIO()
    book = Workbook(content, SAFE)
    book.set_properties({"title": _("Vooruitzicht"), "created": found.run.about.made_at})
    bold, euro = book.add_format({"bold": True}), book.add_format({"num_format": '"€" #,##0'})
    why, wrapped = book.add_format({"italic": True, "align": "right"}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet, passport = book.add_worksheet(_("Vooruitzicht")), book.add_worksheet(_("Paspoort"))
    for column, head in enumerate(_heads()):
        sheet.write_string(0, column, head, bold)
    for number, line in enumerate(lines, 1):
        texts = _texts(found, line)
        for column, text in enumerate(texts):
            sheet.write_string(number, column, text)
        for column, value in enumerate(_values(line), len(texts)):
            if value.number is None:
                sheet.write_string(number, column, _cell(value), why)
            else:
                sheet.write_number(number, column, value.number / 100, euro)
    sheet.autofilter(0, 0, max(len(lines), 1), len(_heads()) - 1)
    sheet.set_column(0, len(_heads()) - 1, 18)
    sheet.freeze_panes(1, 3)
    for number, (name, text) in enumerate(about):
        passport.write_string(number, 0, name, bold)
        passport.write_string(number, 1, text, wrapped)
    passport.set_column(0, 0, 30)
    passport.set_column(1, 1, 90)
    book.close()
    return content.getvalue()
