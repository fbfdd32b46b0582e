"""The user's own file with its faults marked: faulty cells coloured with a comment, and a sheet that lists every finding.

Values are written, never formulas: what was a formula becomes its value, coloured, for the user to look at.
"""

import io
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import xlsxwriter

from regiewijzer.definitions.extracts_types import ExtractTable
from regiewijzer.definitions.rules import load_rules
from regiewijzer.extracts.csv_files import open_csv
from regiewijzer.extracts.excel import open_workbook
from regiewijzer.extracts.excel_archive import UnreadableFile, is_archive
from regiewijzer.extracts.excel_parts import LONGEST_TEXT
from regiewijzer.extracts.headers import LONGEST_SHEET_NAME, titles_of
from regiewijzer.extracts.recognition import OUR_SHEETS
from regiewijzer.extracts.sheets import Mark, Raw, Sheet, column_place
from regiewijzer.extracts.spelling import plain
from regiewijzer.extracts.texts import explained
from regiewijzer.extracts.writing import DATE_FORMAT, WORKBOOK_OPTIONS
from regiewijzer.figures.finding import Finding, Severity

MOST_COMMENTS = 5_000  # Excel grows slow of more; the list has them all
MOST_LISTED = 100_000
_CELL = re.compile(r"([A-Z]+)?([0-9]+)?")
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")
_COLOURS = {
    Severity.ERROR: "#F8CBAD",
    Severity.WARNING: "#FFE699",
    Severity.INCOMPLETE_SOURCE: "#FFE699",
    Severity.INFO: "#DDEBF7",
}
_TITLES = {
    "nl": ("Bevindingen", ("Blad", "Rij", "Kolom", "Ernst", "Regel", "Wat", "Waarde", "Uitleg en herstel")),
    "en": ("Findings", ("Sheet", "Row", "Column", "Severity", "Rule", "What", "Value", "Explanation and mend")),
}
_SEVERITIES = {
    Severity.ERROR: ("fout", "error"),
    Severity.WARNING: ("waarschuwing", "warning"),
    Severity.INCOMPLETE_SOURCE: ("onvolledig bronbestand", "incomplete source"),
    Severity.INFO: ("ter informatie", "for information"),
}


def marked_workbook(
    content: bytes, file: str, findings: Sequence[Finding], tables: Mapping[str, ExtractTable], language: str = "nl"
) -> bytes:
    """Return an xlsx of the user's rows with the faults marked; a file that could not be read gives the list alone."""
    language = "en" if language.lower().startswith("en") else "nl"
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, dict(WORKBOOK_OPTIONS)) as workbook:
        marking = _Marking(workbook, tables, language)
        sheets = _sheets(content, file, tables)
        for sheet, name in zip(sheets, _names(sheets), strict=True):
            marking.sheet(sheet, name, findings)
        marking.listed(findings)
    return buffer.getvalue()


def _sheets(content: bytes, file: str, tables: Mapping[str, ExtractTable]) -> list[Sheet]:
    try:
        if is_archive(content):
            sheets = open_workbook(content).sheets
        else:
            sheets = open_csv(content, file, {title for table in tables.values() for title in titles_of(table)}).sheets
    except UnreadableFile:
        return []
    return [sheet for sheet in sheets if plain(sheet.name) not in OUR_SHEETS]


def _names(sheets: Iterable[Sheet]) -> list[str]:
    """Return names that Excel allows, each once."""
    names: list[str] = []
    for number, sheet in enumerate(sheets, start=1):
        name = _NOT_IN_A_NAME.sub("_", sheet.name)[:LONGEST_SHEET_NAME].strip("'") or f"blad {number}"
        taken = {one.lower() for one in names}
        names.append(name if name.lower() not in taken else f"{name[:24]} ({number})")
    return names


class _Marking:
    def __init__(self, workbook: Any, tables: Mapping[str, ExtractTable], language: str) -> None:
        self.workbook, self.tables, self.language = workbook, tables, language
        self.rules = load_rules()
        self.comments = 0
        self.formats: dict[tuple[str, str], Any] = {}

    def sheet(self, sheet: Sheet, name: str, findings: Sequence[Finding]) -> None:
        """Write the rows of a sheet where they stood."""
        marks = _by_place(sheet.name, findings)
        target = self.workbook.add_worksheet(name)
        for row in sheet.rows:
            for place, raw in enumerate(row.cells):
                found = marks.pop((row.number, place), ())
                percent = sheet.marks.get((row.number, place)) is Mark.PERCENT
                self._cell(target, (row.number - 1, place), raw, found, percent=percent)
        for (number, place), found in marks.items():
            self._cell(target, (number - 1, place), "", found, percent=False)

    def _cell(self, target: Any, place: tuple[int, int], raw: Raw, found: Sequence[Finding], *, percent: bool) -> None:
        colour = _COLOURS[_worst(found)] if found else ""
        if isinstance(raw, bool):
            target.write_boolean(*place, raw, self._format(colour, ""))
        elif isinstance(raw, int | float) and math.isfinite(raw):
            target.write_number(*place, raw, self._format(colour, "0.00%" if percent else ""))
        elif isinstance(raw, datetime | date | time | timedelta):
            target.write_datetime(*place, raw, self._format(colour, _date_format(raw)))
        elif raw or found:
            target.write_string(*place, str(raw)[:LONGEST_TEXT], self._format(colour, "@"))
        if found and self.comments < MOST_COMMENTS:
            self.comments += 1
            text = "\n".join(dict.fromkeys(explained(one, self.rules[one.rule], self.language, self.tables) for one in found))
            target.write_comment(*place, text[:2000], {"x_scale": 3, "y_scale": 2})

    def _format(self, colour: str, form: str) -> Any:
        if (colour, form) not in self.formats:
            wanted = {"bg_color": colour, "num_format": form}
            self.formats[colour, form] = self.workbook.add_format({key: value for key, value in wanted.items() if value})
        return self.formats[colour, form]

    def listed(self, findings: Sequence[Finding]) -> None:
        """Write the list of all findings."""
        name, titles = _TITLES[self.language]
        target = self.workbook.add_worksheet(name)
        bold = self.workbook.add_format({"bold": True, "bottom": 1})
        target.set_column(7, 7, 100)
        target.set_column(5, 5, 40)
        for place, title in enumerate(titles):
            target.write_string(0, place, title, bold)
        for row, finding in enumerate(findings[:MOST_LISTED], start=1):
            for place, text in enumerate(self._line(finding)):
                target.write_string(row, place, text)
        target.autofilter(0, 0, max(1, min(len(findings), MOST_LISTED)), len(titles) - 1)
        target.freeze_panes(1, 0)

    def _line(self, finding: Finding) -> tuple[str, ...]:
        sheet, letters, _ = _place(finding)
        severity = _SEVERITIES[finding.severity][self.language == "en"]
        row = "" if finding.line is None else str(finding.line)
        rule = self.rules[finding.rule]
        about = explained(finding, rule, self.language, self.tables)
        return (sheet, row, letters, severity, finding.rule, rule.title.in_language(self.language), finding.value or "", about)


def _date_format(raw: Raw) -> str:
    if isinstance(raw, datetime):
        return f"{DATE_FORMAT} hh:mm"
    return DATE_FORMAT if isinstance(raw, date) else "[h]:mm"


def _worst(found: Sequence[Finding]) -> Severity:
    return min((one.severity for one in found), key=tuple(_COLOURS).index)


def _place(finding: Finding) -> tuple[str, str, int]:
    """Return sheet, column letters and 0-based column of a finding; the first column when it is about a whole row."""
    sheet, mark, cell = finding.path.rpartition("!")
    found = _CELL.fullmatch(cell) if mark else None
    if not found:
        return finding.path, "", 0
    return sheet, found[1] or "", column_place(found[1]) if found[1] else 0


def _by_place(sheet: str, findings: Iterable[Finding]) -> dict[tuple[int, int], list[Finding]]:
    marks: dict[tuple[int, int], list[Finding]] = {}
    for finding in findings:
        name, _, place = _place(finding)
        if name == sheet and finding.line is not None:
            marks.setdefault((finding.line, place), []).append(finding)
    return marks
