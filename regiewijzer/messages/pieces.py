"""Passes a long message through the gate piece by piece: the tree of a file of 25 MB would take five times its size.

The file is fed to the parser in pieces. After each, the finished rows of the message's longest list are written out and dropped,
so the tree never holds more than a piece. What was written is the canonical form, byte for byte that of the whole tree. Then each
piece is judged by the schema between the start and the end of the message: a class that repeats without bound is judged row by
row, so the message is valid when every piece is. Anything unusual or wrong gives None: then the whole tree tells what it is.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import cast

from lxml import etree

from regiewijzer.definitions.standard import MessageDefinition, load_standard, releases
from regiewijzer.messages import hardened
from regiewijzer.messages.identity import Identity, identify
from regiewijzer.messages.schema import compiled

LONG_BYTES = 4 * 1024 * 1024  # below this the tree is small enough, and reading once is cheaper
PIECE_BYTES = 1024 * 1024
_MARK = "regiewijzer"  # the parser drops all processing instructions, so this one is ours
_MARKED = f"<?{_MARK} ?>".encode()


@dataclass(frozen=True, slots=True)
class LongMessage:
    """A valid message of which only the canonical bytes were kept."""

    identity: Identity
    message_id: str
    canonical: bytes


def read_in_pieces(content: bytes) -> LongMessage | None:
    """Return a long message that passes the gate; None when it must be looked at as a whole."""
    if hardened.has_bom(content):
        return None
    try:
        hardened.check(content)
        pieces = _Pieces()
        for piece in _cut(content):
            pieces.feed(piece)
        return pieces.finish()
    except (etree.LxmlError, hardened.UnreadableError, _UnusualError):
        return None


class _UnusualError(Exception):
    """This message cannot be read in pieces."""


def _cut(content: bytes) -> Iterator[memoryview]:
    """Yield the content in pieces that end with a tag: the parser must see blanks between tags as a whole to drop them."""
    view, first = memoryview(content), 0
    while first < len(content):
        until = content.find(b">", first + PIECE_BYTES) + 1 or len(content)
        yield view[first:until]
        first = until


@cache
def _list_tags() -> tuple[str, ...]:
    """Return the tag of every list that may be long, of all messages."""
    definitions = (one for release in releases() for one in load_standard(release).messages.values())
    return tuple(f"{{{one.namespace}}}{path.rpartition('/')[2]}" for one in definitions for path in _lists(one))


def _lists(message: MessageDefinition) -> Iterator[str]:
    """Yield the path of every element that holds the rows of one class, nothing else, and is in no such row itself."""
    elements = dict(message.root.walk())
    repeating = [path for path, element in elements.items() if element.most is None]
    for path in repeating:
        above = path.rpartition("/")[0]
        nested = any(path.startswith(f"{other}/") for other in repeating)
        if above and not nested and elements[path].children and len(elements[above].children) == 1:
            yield above


def _known_list(rows: etree._Element) -> bool:
    above = [rows, *rows.iterancestors()]
    identity = identify(above[-1].tag)
    path = "/".join(etree.QName(element).localname for element in reversed(above[:-1]))
    return isinstance(identity, Identity) and path in _lists(identity.definition)


@dataclass(slots=True)
class _Pieces:
    parser: "etree.XMLPullParser" = field(default_factory=lambda: hardened.pull_parser(_list_tags()))
    rows: etree._Element | None = None  # the list whose rows are dropped
    start: bytes = b""  # what stands before its first row
    canonical: bytearray = field(default_factory=bytearray)
    ends: list[int] = field(default_factory=list)  # where each piece ends in the canonical bytes

    def feed(self, piece: memoryview) -> None:
        self.parser.feed(bytes(piece))
        for _, element in self.parser.read_events():
            if not self.ends:
                self.rows = cast("etree._Element", element)
        if self.rows is not None and len(self.rows) > 1:
            self._drop_finished(self.rows)

    def _drop_finished(self, rows: etree._Element) -> None:
        """Write all rows but the last, that may not be finished, and take them from the tree."""
        if rows.text is not None or not (self.ends or _known_list(rows)):
            raise _UnusualError
        rows[-1].addprevious(etree.ProcessingInstruction(_MARK))
        if not self.ends:
            rows.insert(0, etree.ProcessingInstruction(_MARK))
            self.start, finished, _ = _written(rows.getroottree().getroot()).split(_MARKED)
            self.canonical += self.start
        else:
            before, _ = _written(rows).split(_MARKED)
            finished = before[before.index(b">") + 1 :]
        self.canonical += finished
        self.ends.append(len(self.canonical))
        del rows[:-1]

    def finish(self) -> LongMessage:
        root = self.parser.close()
        if self.rows is None or not self.ends:
            raise _UnusualError
        identity = identify(root.tag)
        if not isinstance(identity, Identity):
            raise _UnusualError
        self.rows.insert(0, etree.ProcessingInstruction(_MARK))
        self.rows.append(etree.ProcessingInstruction(_MARK))
        _, last, end = _written(root).split(_MARKED)
        self.canonical += last
        self.ends.append(len(self.canonical))
        self._judge(identity, end)
        self.canonical += end
        return LongMessage(identity, hashlib.sha256(self.canonical).hexdigest()[:32], bytes(self.canonical))

    def _judge(self, identity: Identity, end: bytes) -> None:
        schema = compiled(identity.release)
        first = len(self.start)
        for until in self.ends:
            if not schema.validate(hardened.parse(self.start + self.canonical[first:until] + end)):
                raise _UnusualError
            first = until


def _written(element: etree._Element) -> bytes:
    return etree.tostring(element, encoding="utf-8", xml_declaration=False, with_tail=False)
