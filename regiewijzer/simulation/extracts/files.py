"""Puts deliveries in files: CSV, a ZIP with several CSV files, or a workbook with a sheet per table. Same content, same bytes."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

import xlsxwriter

from regiewijzer.simulation.archive import zipped
from regiewijzer.simulation.elsewhere import Worker
from regiewijzer.simulation.writer import Writer

T = TypeVar("T")
BUNDLE = "aanlevering"  # file with more than one table
FOLDER = "aanleveringen"
Lines = Sequence[Sequence[Any]]  # the first line holds the titles
_CREATED = datetime(2020, 1, 1)  # in every workbook, so that the same content gives the same bytes


def csv_bytes(lines: Lines) -> bytes:
    """Return a CSV file as Dutch Excel writes it: semicolons, and a mark that says UTF-8."""
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=";", lineterminator="\r\n").writerows(lines)
    return stream.getvalue().encode("utf-8-sig")


def bundle_bytes(tables: Mapping[str, Lines]) -> bytes:
    """Return a ZIP with a CSV file per table."""
    return zipped((f"{name}.csv", csv_bytes(lines)) for name, lines in tables.items())


def workbook_bytes(sheets: Mapping[str, Lines]) -> bytes:
    """Return a workbook; a text that begins with = is written as the formula it looks like."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_urls": False}) as workbook:
        workbook.set_properties({"created": _CREATED})
        day = workbook.add_format({"num_format": "dd-mm-yyyy"})
        for name, lines in sheets.items():
            sheet = workbook.add_worksheet(name)
            for at, line in enumerate(lines):
                _write_line(sheet, at, line, day)
    return stream.getvalue()


def _write_line(sheet: Any, at: int, line: Sequence[Any], day: Any) -> None:
    for place, value in enumerate(line):
        if value is None or value == "":
            continue
        if isinstance(value, date):
            sheet.write_datetime(at, place, datetime(value.year, value.month, value.day), day)
        elif isinstance(value, str):
            (sheet.write_formula if value.startswith("=") else sheet.write_string)(at, place, value)
        else:
            sheet.write_number(at, place, value)


class Files:
    """Lets the files of a run be written, and counts them."""

    def __init__(self, writer: Worker[Writer]) -> None:
        self._writer = writer
        self.count = 0

    def _write(self, sender: str, day: date, name: str, make: Callable[[T], bytes], what: T) -> str:
        """Let a file be written and return its place, relative to the output folder."""
        place = f"{FOLDER}/{sender}/{day:%Y-%m-%d}/{name}"
        self._writer.tell(Writer.write, place, day, make, what)
        self.count += 1
        return place

    def write_tables(self, sender: str, day: date, tables: Mapping[str, Lines]) -> tuple[str, dict[str, str]]:
        """Write tables as CSV, more than one in a ZIP; return the place and per table the name inside it ("" without ZIP)."""
        if len(tables) == 1:
            ((name, lines),) = tables.items()
            return self._write(sender, day, f"{name}.csv", csv_bytes, lines), {name: ""}
        place = self._write(sender, day, f"{BUNDLE}.zip", bundle_bytes, tables)
        return place, {name: f"{name}.csv" for name in tables}

    def write_workbook(self, sender: str, day: date, tables: Mapping[str, Lines]) -> tuple[str, dict[str, str]]:
        """Write tables as sheets of one workbook; return as `write_tables` does."""
        name = next(iter(tables)) if len(tables) == 1 else BUNDLE
        return self._write(sender, day, f"{name}.xlsx", workbook_bytes, tables), dict.fromkeys(tables, "")
