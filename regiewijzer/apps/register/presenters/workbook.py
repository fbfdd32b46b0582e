"""A paper as an Excel workbook: each table a sheet, everything else on the first."""

import io

from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from regiewijzer.extracts.writing import WORKBOOK_OPTIONS
from regiewijzer.web.papers import Facts, Paper, Table, Text

_LONGEST_NAME = 31  # of a sheet, to Excel


def as_workbook(paper: Paper) -> bytes:
    """Return the texts, facts and tables of a paper as an Excel file; nothing in it can run."""
    content = io.BytesIO()
    book = Workbook(content, dict(WORKBOOK_OPTIONS))
    book.set_properties({"title": paper.title, "author": paper.publisher, "created": paper.moment.replace(tzinfo=None)})
    bold, wrapped = book.add_format({"bold": True, "valign": "top"}), book.add_format({"text_wrap": True, "valign": "top"})
    _first(book.add_worksheet(paper.title[:_LONGEST_NAME]), paper, bold, wrapped)
    for number, table in enumerate((one for section in paper.sections for one in section.blocks if isinstance(one, Table)), 1):
        _table(book.add_worksheet(f"{number} {_sheet_name(table.caption)}"[:_LONGEST_NAME].strip()), table, bold, wrapped)
    book.close()
    return content.getvalue()


def _sheet_name(text: str) -> str:
    return "".join(letter if letter.isalnum() else " " for letter in text)


def _first(sheet: Worksheet, paper: Paper, bold: Format, wrapped: Format) -> None:
    rows = [(paper.title, paper.lead), ("", paper.answer), ("", paper.banner)]
    for section in paper.sections:
        for block in section.blocks:
            if isinstance(block, Facts):
                rows += block.rows
            elif isinstance(block, Text):
                rows.append((section.heading, block.text))
    rows.append((_("Adres"), paper.address))
    for line, (name, text) in enumerate(row for row in rows if row[1]):
        sheet.write_string(line, 0, name, bold)
        sheet.write_string(line, 1, text, wrapped)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 90)


def _table(sheet: Worksheet, table: Table, bold: Format, wrapped: Format) -> None:
    for column, head in enumerate(table.heads):
        sheet.write_string(0, column, head, bold)
    for line, row in enumerate(table.rows, 1):
        for column, text in enumerate(row):
            sheet.write_string(line, column, text, wrapped)
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.heads) - 1)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(table.heads) - 1, 36)
