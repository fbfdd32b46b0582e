"""Parses XML that may be hostile: no entities, no document type, no network, bounded depth and size; UTF-8 only.

A document type is refused before anything is parsed: with it goes every entity, so nothing can be expanded or fetched.
"""

import codecs
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from lxml import etree

# Only what may stand before the root element; anything else there is not XML and is left to the parser to refuse.
_PROLOG = re.compile(rb"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*)*", re.DOTALL)
_ENCODING = re.compile(rb"""\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']""")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"<\0", b"\0<")
_TOO_BIG = frozenset({etree.ErrorTypes.ERR_RESOURCE_LIMIT, etree.ErrorTypes.ERR_ENTITY_LOOP, etree.ErrorTypes.ERR_NAME_TOO_LONG})
_NOT_AT_THE_END = frozenset({etree.ErrorTypes.ERR_DOCUMENT_END, etree.ErrorTypes.NS_ERR_UNDEFINED_NAMESPACE})
_ROOT = re.compile(rb"<([^\s<>!?/]+)")

EMPTY, NOT_XML, TRUNCATED, DOCTYPE, CHARSET, TOO_DEEP = (
    "RW-XML-01",
    "RW-XML-02",
    "RW-XML-03",
    "RW-XML-04",
    "RW-XML-05",
    "RW-XML-07",
)
BOM = "RW-XML-06"


class UnreadableError(Exception):
    """The bytes are no message that may be read: the code of the rule, the line, and a technical remainder."""

    def __init__(self, rule: str, line: int | None = None, detail: str = "") -> None:
        super().__init__(rule, line, detail)
        self.rule, self.line, self.detail = rule, line, detail


def parse(content: bytes) -> etree._Element:
    """Return the root, without comments, processing instructions and the blanks between elements. UnreadableError otherwise."""
    check(content)
    try:
        root = etree.fromstring(content, _parser())
    except etree.XMLSyntaxError as error:
        raise _unreadable(content, error) from None
    except ValueError as error:  # lxml refuses some bytes before libxml2 sees them
        raise UnreadableError(NOT_XML, detail=type(error).__name__) from None
    return root


def has_bom(content: bytes) -> bool:
    """Tell whether the file starts with a byte order mark of UTF-8, which the standard forbids."""
    return content.startswith(codecs.BOM_UTF8)


_SAFE: Mapping[str, Any] = {
    "encoding": "utf-8",  # whatever the file declares: no other reading of the bytes in which a document type could hide
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
    "remove_blank_text": True,
}


@cache
def _parser() -> etree.XMLParser:
    return etree.XMLParser(**_SAFE)


def pull_parser(tags: Sequence[str]) -> etree.XMLPullParser:
    """Return a parser to feed piece by piece, that tells when elements of these tags start; `check` the content first."""
    return etree.XMLPullParser(("start",), tag=list(tags), **_SAFE)


def check(content: bytes) -> None:
    """Refuse what is not given to a parser at all: UnreadableError."""
    if not content or content.isspace():
        raise UnreadableError(EMPTY)
    if content.startswith(_UTF16):
        raise UnreadableError(CHARSET, 1, "UTF-16")
    start = len(codecs.BOM_UTF8) if has_bom(content) else 0
    declared = _ENCODING.match(content, start, start + 400)
    if declared and declared[1].upper() not in (b"UTF-8", b"UTF8"):
        raise UnreadableError(CHARSET, 1, declared[1][:20].decode("ascii", "replace"))
    prolog = _PROLOG.match(content, start)
    if prolog and content.startswith(b"<!DOCTYPE", prolog.end()):
        raise UnreadableError(DOCTYPE, content.count(b"\n", 0, prolog.end()) + 1)


def _unreadable(content: bytes, error: etree.XMLSyntaxError) -> UnreadableError:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as wrong:
        if wrong.end < len(content) or wrong.reason != "unexpected end of data":
            return UnreadableError(CHARSET, content.count(b"\n", 0, wrong.start) + 1)
    code: int = error.code  # type: ignore[attr-defined]
    if code in _TOO_BIG:
        return UnreadableError(TOO_DEEP, error.lineno)
    cut_off = code not in _NOT_AT_THE_END and _is_cut_off(content)
    return UnreadableError(TRUNCATED if cut_off else NOT_XML, error.lineno, _kind(code))


def _is_cut_off(content: bytes) -> bool:
    """Tell whether the content starts as XML and does not end with the end of its root element."""
    prolog = _PROLOG.match(content.removeprefix(codecs.BOM_UTF8))
    root = _ROOT.match(content.removeprefix(codecs.BOM_UTF8), prolog.end() if prolog else 0)
    return root is not None and not content.rstrip().endswith(b"</" + root[1] + b">")


def _kind(code: int) -> str:
    """Return libxml2's name of the error; its text may quote the content and is not used."""
    known: Callable[[int, str], str] = etree.ErrorTypes._getName
    return known(code, "")
