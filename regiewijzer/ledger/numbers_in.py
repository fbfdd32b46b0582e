"""Which citizen numbers stand in an original, so that its persons can be found again without opening the archive.

In a message they stand in `Bsn`. In an extract they may stand anywhere, also in a row that was held back or in a column that
nobody asked for, written with blanks or without a leading zero. There every number that could be one counts: a number of nobody
too many harms nothing, a person too few could not be forgotten.
"""

import io
import re
import zipfile
from collections.abc import Iterator

from regiewijzer.vocabulary.codes import could_be_bsn

_BSN = re.compile(rb"Bsn\s*>\s*([0-9]{9})\s*<")
_PLAIN = re.compile(r"(?<![0-9])[0-9]{8,9}(?![0-9])")
_GROUPED = re.compile(r"(?<![0-9])[0-9](?:[ .\u00a0]?[0-9]){7,8}(?![0-9])")
_SEPARATORS = re.compile("[ .\u00a0]")
_CELLS = re.compile(r"xl/(sharedStrings|worksheets/[^/]+)\.xml", re.IGNORECASE)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def numbers_in(content: bytes) -> set[str]:
    """Return the citizen numbers of nine digits in a message, a CSV or an Excel file."""
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return {found.decode() for found in _BSN.findall(content)}
    return {number for text in _texts(content) for number in _likely(text)}


def _texts(content: bytes) -> Iterator[str]:
    """Yield the texts of a file that was read before, so that it is known to be safe."""
    if not content.startswith(b"PK"):
        yield content.decode("utf-16" if content[:2] in _UTF16 else "utf-8", "replace")
        return
    with zipfile.ZipFile(io.BytesIO(content)) as workbook:
        for name in workbook.namelist():
            if _CELLS.fullmatch(name):
                yield workbook.read(name).decode("utf-8", "replace")


def _likely(text: str) -> Iterator[str]:
    grouped = {_SEPARATORS.sub("", found) for found in _GROUPED.findall(text)}
    for found in grouped.union(_PLAIN.findall(text)):
        number = found.zfill(9)
        if could_be_bsn(number):
            yield number
