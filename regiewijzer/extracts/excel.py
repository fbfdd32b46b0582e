"""Reads the sheets of an Excel workbook: values only. Formulas and macros are never run, hidden sheets are not read."""

from collections.abc import Iterator
from dataclasses import dataclass

import python_calamine

from regiewijzer.extracts.excel_archive import DAMAGED, RELATIONS, STYLES, TEXTS, WORKBOOK, Parts, UnreadableFile, checked_parts
from regiewijzer.extracts.excel_parts import SheetPart, percent_styles, sheet_parts, text_lengths
from regiewijzer.extracts.excel_scan import Scan, scan_sheet
from regiewijzer.extracts.faults import Fault
from regiewijzer.extracts.sheets import Row, Sheet, is_empty

MACROS, HIDDEN = "RW-EX-07", "RW-EX-15"


@dataclass(frozen=True, slots=True)
class Opened:
    """The sheets of a file, and what is wrong with the file or with whole sheets: (name of the sheet, fault)."""

    sheets: tuple[Sheet, ...] = ()
    faults: tuple[tuple[str, Fault], ...] = ()


def open_workbook(content: bytes) -> Opened:
    """Return the visible sheets of a workbook; UnreadableFile when none of it may be read."""
    parts = checked_parts(content)
    listed = _listed(parts)
    scans, faults = _scans(parts, [one for one in listed if not one.hidden])
    sheets = tuple(_sheets(parts, scans))
    notes = [("", Fault(MACROS))] if parts.has_macros else []
    notes += [(one.name, Fault(HIDDEN)) for one in listed if one.hidden]
    return Opened(sheets, (*notes, *faults))


def _listed(parts: Parts) -> tuple[SheetPart, ...]:
    listed = sheet_parts(parts.contents[WORKBOOK], parts.contents[RELATIONS])
    if any(one.part not in parts.contents for one in listed) or not listed:
        raise UnreadableFile(DAMAGED, "sheet")
    return listed


def _scans(parts: Parts, listed: list[SheetPart]) -> tuple[dict[str, Scan], list[tuple[str, Fault]]]:
    percent = percent_styles(parts.contents[STYLES]) if STYLES in parts.contents else frozenset()
    lengths = text_lengths(parts.contents[TEXTS]) if TEXTS in parts.contents else []
    scans: dict[str, Scan] = {}
    faults: list[tuple[str, Fault]] = []
    for one in listed:
        try:
            scans[one.name] = scan_sheet(parts.contents[one.part], percent, lengths)
        except UnreadableFile as error:
            faults.append((one.name, Fault(error.rule, detail=error.detail)))
    return scans, faults


def _sheets(parts: Parts, scans: dict[str, Scan]) -> Iterator[Sheet]:
    try:
        with python_calamine.CalamineWorkbook.from_filelike(parts.as_archive()) as workbook:
            for name, scan in scans.items():
                yield Sheet(name, _rows(workbook, name, scan), scan.marks)
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise UnreadableFile(DAMAGED, type(error).__name__) from None


def _rows(workbook: python_calamine.CalamineWorkbook, name: str, scan: Scan) -> tuple[Row, ...]:
    if not scan.rows:
        return ()
    marked = {row for row, _ in scan.marks}
    rows = enumerate(workbook.get_sheet_by_name(name).iter_rows(), start=1)
    return tuple(Row(number, tuple(row)) for number, row in rows if number in marked or not all(map(is_empty, row)))
