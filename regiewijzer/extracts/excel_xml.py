"""Walks through the XML of a workbook part: UTF-8 only, without document types, so that nothing can be expanded or fetched."""

import codecs
from collections.abc import Callable
from xml.parsers import expat  # it gets no document type to expand, and forgets what it has passed

from regiewijzer.extracts.excel_archive import DAMAGED, UNSAFE, UnreadableFile

Attributes = dict[str, str]
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"<\0", b"\0<")


def walk(
    content: bytes,
    started: Callable[[str, Attributes], None],
    *,
    ended: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Call back for every element with its name without prefix; UnreadableFile for what is no plain XML."""
    if content.startswith(_UTF16):
        raise UnreadableFile(DAMAGED, "UTF-16")
    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler = lambda name, attributes: started(name.rpartition(":")[2], attributes)
    if ended is not None:
        parser.EndElementHandler = lambda name: ended(name.rpartition(":")[2])
    if text is not None:
        parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError) as error:
        raise UnreadableFile(DAMAGED, type(error).__name__) from None


def _refuse(*_declared: object) -> None:
    raise UnreadableFile(UNSAFE, "document type")
