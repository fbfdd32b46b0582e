"""The empty template of a table: what to fill in, with an explanation per column, an example row and lists to choose from."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter

from regiewijzer.definitions.extracts_types import ColumnType, ExtractColumn, ExtractTable
from regiewijzer.extracts.writing import WORKBOOK_OPTIONS, csv_of, sheet_name

_ROWS = 2_000  # rows with lists to choose from and cells set as text
_WORDS: Mapping[str, Mapping[str, str]] = {
    "nl": {
        "explanation": "Toelichting",
        "codes": "Codelijsten",
        "column": "Kolom",
        "required": "Verplicht",
        "form": "Schrijfwijze",
        "what": "Betekenis",
        "example": "Voorbeeld",
        "row": "Voorbeeldregel (hoort niet in de levering)",
        "yes": "ja",
        "no": "nee",
        "code": "Waarde",
        "wrong": "Kies een waarde uit de lijst.",
    },
    "en": {
        "explanation": "Explanation",
        "codes": "Code lists",
        "column": "Column",
        "required": "Required",
        "form": "Spelling",
        "what": "Meaning",
        "example": "Example",
        "row": "Example row (does not belong in the delivery)",
        "yes": "yes",
        "no": "no",
        "code": "Value",
        "wrong": "Choose a value from the list.",
    },
}
_FORMS: Mapping[ColumnType, tuple[str, str]] = {
    ColumnType.TEXT: ("tekst", "text"),
    ColumnType.CODE: ("keuze uit lijst", "choice from a list"),
    ColumnType.AGB: ("acht cijfers", "eight digits"),
    ColumnType.MUNICIPALITY: ("vier cijfers", "four digits"),
    ColumnType.BSN: ("negen cijfers", "nine digits"),
    ColumnType.POSTCODE: ("1234 AB", "1234 AB"),
    ColumnType.DATE: ("dd-mm-jjjj", "dd-mm-yyyy"),
    ColumnType.MONTH: ("mm-jjjj", "mm-yyyy"),
    ColumnType.QUARTER: ("jjjj-Kn", "yyyy-Kn"),
    ColumnType.HALF_YEAR: ("jjjj-Hn", "yyyy-Hn"),
    ColumnType.YEAR: ("jjjj", "yyyy"),
    ColumnType.INTEGER: ("geheel getal", "whole number"),
    ColumnType.DECIMAL: ("getal met komma, hoogstens twee decimalen", "number with a comma, at most two decimals"),
    ColumnType.EURO: ("bedrag in euro met komma", "amount in euros with a comma"),
    ColumnType.PERCENTAGE: ("percentage met komma", "percentage with a comma"),
    ColumnType.YES_NO: ("ja of nee", "ja (yes) or nee (no)"),
}
_NUMBERS = frozenset({ColumnType.INTEGER, ColumnType.DECIMAL, ColumnType.EURO, ColumnType.PERCENTAGE, ColumnType.DATE})
_WIDTH = 60


def form_of(column: ExtractColumn, language: str) -> str:
    """Return how the values of a column are written, in words."""
    dutch, english = _FORMS[column.type]
    return english if language.lower().startswith("en") else dutch


def template(table: ExtractTable, language: str = "nl", form: str = "xlsx") -> bytes:
    """Return the empty template, "xlsx" or "csv"; ValueError for another form. The CSV holds the titles only."""
    if form == "csv":
        return csv_of(table, (), language)
    if form != "xlsx":
        raise ValueError(f"form: expected xlsx or csv, found {form!r}")
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, dict(WORKBOOK_OPTIONS)) as workbook:
        _Template(workbook, table, language, _WORDS["en" if language.lower().startswith("en") else "nl"]).write()
    return buffer.getvalue()


class _Template:
    def __init__(self, workbook: Any, table: ExtractTable, language: str, words: Mapping[str, str]) -> None:
        self.workbook, self.table, self.language, self.words = workbook, table, language, words
        self.bold = workbook.add_format({"bold": True, "bottom": 1})
        self.required = workbook.add_format({"bold": True, "bottom": 1, "bg_color": "#FFF2CC"})
        self.wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        self.text = workbook.add_format({"num_format": "@"})

    def write(self) -> None:
        data = self.workbook.add_worksheet(sheet_name(self.table))
        self._explanation(self.workbook.add_worksheet(self.words["explanation"]))
        self._codes(self.workbook.add_worksheet(self.words["codes"]), data)
        self._titles(data)

    def _titles(self, sheet: Any) -> None:
        for place, column in enumerate(self.table.columns):
            title = column.title.in_language(self.language)
            # Codes are set as text, or a spreadsheet takes their leading zeros away.
            sheet.set_column(place, place, max(12, len(title) + 2), None if column.type in _NUMBERS else self.text)
            sheet.write_string(0, place, title, self.required if column.required else self.bold)
        sheet.freeze_panes(1, 0)

    def _explanation(self, sheet: Any) -> None:
        sheet.set_column(0, 2, 24, self.wrapped)
        sheet.set_column(3, 4, _WIDTH, self.wrapped)
        for row, text in enumerate((self.table.title, self.table.grain, self.table.purpose)):
            sheet.write_string(row, 0, text.in_language(self.language), self.bold if row == 0 else None)
        _row(sheet, 4, [self.words[word] for word in ("column", "required", "form", "what", "example")], self.bold)
        for row, column in enumerate(self.table.columns, start=5):
            _row(sheet, row, self._about(column), self.wrapped)
        row = 6 + len(self.table.columns)
        sheet.write_string(row, 0, self.words["row"], self.bold)
        _row(sheet, row + 1, [column.title.in_language(self.language) for column in self.table.columns], self.bold)
        _row(sheet, row + 2, [column.example for column in self.table.columns], self.text)

    def _about(self, column: ExtractColumn) -> list[str]:
        required = self.words["yes" if column.required else "no"]
        explanation = column.explanation.in_language(self.language)
        return [column.title.in_language(self.language), required, form_of(column, self.language), explanation, column.example]

    def _codes(self, sheet: Any, data: Any) -> None:
        """Write the lists two columns wide, side by side, and let the cells of the table choose from them."""
        sheet.set_column(0, 2 * len(self.table.columns), 28)
        at = 0
        for place, column in enumerate(self.table.columns):
            choices = _choices(column, self.language)
            if not choices:
                continue
            _row(sheet, 0, [column.title.in_language(self.language), self.words["what"]], self.bold, at)
            for row, pair in enumerate(choices, start=1):
                _row(sheet, row, pair, self.text, at)
            data.data_validation(1, place, _ROWS, place, self._choice(at, len(choices)))
            at += 2

    def _choice(self, at: int, count: int) -> dict[str, Any]:
        letters = xlsxwriter.utility.xl_col_to_name(at, True)
        source = f"='{self.words['codes']}'!{letters}$2:{letters}${count + 1}"
        return {"validate": "list", "source": source, "error_message": self.words["wrong"], "ignore_blank": True}


def _row(sheet: Any, row: int, texts: Sequence[str], form: Any, first: int = 0) -> None:
    for place, text in enumerate(texts, start=first):
        sheet.write_string(row, place, text, form)


def _choices(column: ExtractColumn, language: str) -> list[tuple[str, str]]:
    if column.type is ColumnType.YES_NO:
        return [("ja", "ja" if language == "nl" else "yes"), ("nee", "nee" if language == "nl" else "no")]
    return [(code.written, code.meaning.in_language(language)) for code in column.codes.values()]
