"""Reads a CSV file: UTF-8, or the character set of Windows with a finding; the separator is found by looking."""

import codecs
import csv
import io
from collections.abc import Collection, Iterator
from itertools import islice
from pathlib import PurePosixPath

from regiewijzer.extracts.excel import Opened
from regiewijzer.extracts.excel_archive import TOO_LARGE, UnreadableFile
from regiewijzer.extracts.excel_scan import MOST_CELLS, MOST_COLUMNS, TOO_WIDE
from regiewijzer.extracts.faults import Fault
from regiewijzer.extracts.formulas import without_apostrophe
from regiewijzer.extracts.sheets import Row, Sheet
from regiewijzer.extracts.spelling import plain

EMPTY_FILE, NOT_TEXT, NOT_UTF8, UNREADABLE = "RW-EX-01", "RW-EX-02", "RW-EX-08", "RW-EX-09"
LARGEST_FILE = 100 * 1024**2
SEPARATORS = (";", "\t", ",", "|")
_LOOKED_AT = 25  # rows in which the header is sought
_LOOKED_AT_TEXT = 200_000  # characters
_UTF16 = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def open_csv(content: bytes, file: str, titles: Collection[str]) -> Opened:
    """Return the table; `titles` are the plain spellings of the titles that may be expected. UnreadableFile otherwise."""
    if len(content) > LARGEST_FILE:
        raise UnreadableFile(TOO_LARGE, str(len(content)))
    text, faults = _text(content)
    if not text.strip():
        raise UnreadableFile(EMPTY_FILE)
    separator, text = _separator(text, titles)
    name = PurePosixPath(file.replace("\\", "/")).name.rpartition(".")[0] or file
    return Opened((Sheet(name, tuple(_rows(text, separator)), is_text=True),), tuple((name, fault) for fault in faults))


def _text(content: bytes) -> tuple[str, list[Fault]]:
    encoding = _UTF16.get(content[:2], "utf-8-sig")
    try:
        return content.decode(encoding), []
    except UnicodeDecodeError:
        pass
    if b"\0" in content:
        raise UnreadableFile(NOT_TEXT)
    try:
        return content.decode("cp1252"), [Fault(NOT_UTF8)]
    except UnicodeDecodeError:
        raise UnreadableFile(UNREADABLE, "encoding") from None


def _separator(text: str, titles: Collection[str]) -> tuple[str, str]:
    """Return the separator, and the text without the line in which Excel may name it."""
    first, _, rest = text.partition("\n")
    named = first.rstrip("\r")[4:] if first.lower().startswith("sep=") else ""
    if named in SEPARATORS:
        return named, rest
    return max(SEPARATORS, key=lambda one: _fit(text[:_LOOKED_AT_TEXT], one, titles)), text


def _fit(text: str, separator: str, titles: Collection[str]) -> tuple[int, int]:
    """Return how many titles the best row holds with this separator, and how many cells."""
    rows = islice(csv.reader(io.StringIO(text, newline=""), delimiter=separator), _LOOKED_AT)
    try:
        looked_at = [[plain(cell) for cell in row] for row in rows]
    except csv.Error:
        return (0, 0)
    return max(((sum(cell in titles for cell in row), len(row)) for row in looked_at), default=(0, 0))


def _rows(text: str, separator: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    cells, has_apostrophe = 0, "'" in text
    try:
        for number, row in enumerate(reader, start=1):
            cells += len(row)
            if len(row) > MOST_COLUMNS or cells > MOST_CELLS:
                raise UnreadableFile(TOO_WIDE, f"{number} x {len(row)}")
            if any(map(str.strip, row)):
                yield Row(number, tuple(map(without_apostrophe, row) if has_apostrophe else row))
    except csv.Error:
        raise UnreadableFile(UNREADABLE, f"line {reader.line_num}") from None
