"""The gate: what a message must pass before anything of it is used (levels 0 and 1).

A message passes as a whole or not at all. What passes is given on as canonical bytes: parsed, without comments and blanks between
elements, written out again, so that line ends, indentation and escapes make no difference to what follows.
"""

import hashlib
from dataclasses import dataclass, replace
from itertools import chain

from lxml import etree

from regiewijzer.definitions.standard import load_standard
from regiewijzer.figures.finding import Finding
from regiewijzer.messages import hardened
from regiewijzer.messages.envelopes import ENVELOPE, envelope_of
from regiewijzer.messages.finding_of import Place, finding_of
from regiewijzer.messages.header import Header, read_header
from regiewijzer.messages.identity import Identity, NotOurs, identify
from regiewijzer.messages.level_one import findings_of
from regiewijzer.messages.lines import line_of
from regiewijzer.messages.pieces import LONG_BYTES, read_in_pieces
from regiewijzer.messages.sources import TOO_LARGE, Source
from regiewijzer.messages.validating import faulty_windows

LARGEST_BYTES = load_standard().largest_file_bytes


@dataclass(frozen=True, slots=True)
class Passage:
    """What became of one source: `message_id` and `identity` are None when no message could be read from it.

    `header` is there for a message that was read and refused; `canonical` for one that passed.
    """

    findings: tuple[Finding, ...] = ()
    message_id: str | None = None
    identity: Identity | None = None
    header: Header | None = None
    canonical: bytes = b""

    @property
    def passed(self) -> bool:
        """Tell whether the message may be used."""
        return bool(self.canonical)


def pass_gate(source: Source) -> Passage:
    """Check one source at levels 0 (the file) and 1 (structure)."""
    passage = _read(source)
    if not hardened.has_bom(source.content):
        return passage
    return replace(passage, findings=(finding_of(hardened.BOM, _place(source), line=1), *passage.findings))


def _place(source: Source) -> Place:
    return Place(source.file, source.member)


def _read(source: Source) -> Passage:
    if len(source.content) > LARGEST_BYTES:
        return Passage((finding_of(TOO_LARGE, _place(source)),))
    long = read_in_pieces(source.content) if len(source.content) > LONG_BYTES else None
    if long is not None:
        return Passage((), long.message_id, long.identity, None, long.canonical)
    try:
        root = hardened.parse(source.content)
    except hardened.UnreadableError as error:
        return Passage((finding_of(error.rule, _place(source), line=error.line, detail=error.detail),))
    identity = identify(root.tag)
    if isinstance(identity, NotOurs):
        return Passage((_not_ours(root, identity, _place(source)),))
    return _validated(root, source, identity)


def _not_ours(root: etree._Element, reason: NotOurs, place: Place) -> Finding:
    envelope = envelope_of(root.tag)
    rule, detail = (ENVELOPE, envelope) if envelope else (reason.rule, reason.detail)
    return finding_of(rule, place, line=line_of(root), detail=detail)


def _validated(root: etree._Element, source: Source, identity: Identity) -> Passage:
    canonical = etree.tostring(root, encoding="utf-8", xml_declaration=False)
    message_id = hashlib.sha256(canonical).hexdigest()[:32]
    faulty = faulty_windows(root, identity, size=len(source.content))
    first = next(faulty, None)
    if first is None:
        return Passage((), message_id, identity, None, canonical)
    header = read_header(root, identity)
    place = Place(source.file, source.member, message_id, identity.number, header.sender_role, header.sender_code)
    findings = findings_of(root, chain([first], faulty), source.content, identity, place)
    return Passage(findings, message_id, identity, header)
