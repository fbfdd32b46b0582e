"""The gate: what a message must pass before anything of it is used (levels 0 and 1).

A message passes as a whole or not at all. What passes is given on as canonical bytes: parsed, without comments and blanks between
elements, written out again, so that line ends, indentation and escapes make no difference to what follows.
"""

import hashlib
from dataclasses import dataclass, replace

from lxml import etree

from regiewijzer.definitions.standard import load_standard
from regiewijzer.figures.finding import Finding
from regiewijzer.messages import hardened
from regiewijzer.messages.envelopes import ENVELOPE, envelope_of
from regiewijzer.messages.faults import OTHER
from regiewijzer.messages.finding_of import Place, finding_of
from regiewijzer.messages.header import Header, read_header
from regiewijzer.messages.identity import Identity, NotOurs, identify
from regiewijzer.messages.level_one import findings_of
from regiewijzer.messages.lines import line_of
from regiewijzer.messages.schema import compiled
from regiewijzer.messages.sources import TOO_LARGE, Source

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
    place = Place(source.file, source.member)
    passage = _read(source.content, place)
    if not hardened.has_bom(source.content):
        return passage
    return replace(passage, findings=(finding_of(hardened.BOM, place, line=1), *passage.findings))


def _read(content: bytes, place: Place) -> Passage:
    if len(content) > LARGEST_BYTES:
        return Passage((finding_of(TOO_LARGE, place),))
    try:
        root = hardened.parse(content)
    except hardened.UnreadableError as error:
        return Passage((finding_of(error.rule, place, line=error.line, detail=error.detail),))
    envelope = envelope_of(root.tag)
    if envelope:
        return Passage((finding_of(ENVELOPE, place, line=1, detail=envelope),))
    identity = identify(root.tag)
    if isinstance(identity, NotOurs):
        return Passage((finding_of(identity.rule, place, line=line_of(root), detail=identity.detail),))
    return _validated(root, content, identity, place)


def _validated(root: etree._Element, content: bytes, identity: Identity, place: Place) -> Passage:
    canonical = etree.tostring(root, encoding="utf-8", xml_declaration=False)
    message_id = hashlib.sha256(canonical).hexdigest()[:32]
    schema = compiled(identity.release)
    try:
        if schema.validate(root):
            return Passage(message_id=message_id, identity=identity, canonical=canonical)
        errors = [*schema.error_log]  # type: ignore[misc]  # the stubs do not know it iterates
    except etree.XMLSchemaValidateError:
        errors = []  # libxml2 gave up; that is no pass
    header = read_header(root, identity)
    of_message = replace(
        place,
        message_id=message_id,
        message_type=identity.number,
        sender_role=header.sender_role,
        sender_code=header.sender_code,
    )
    findings = findings_of(root, errors, content, identity, of_message) or (finding_of(OTHER, of_message),)
    return Passage(findings, message_id, identity, header)
