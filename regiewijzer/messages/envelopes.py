"""Envelopes of the hubs: what is inside, and what they say of it.

VECOZO sends SOAP with a base64 ZIP that holds one XML; the hub of the municipalities (GGk) StUF with base64 XML, or with the XML
itself. An envelope is as hostile as any file: it is parsed without entities, what is inside is bounded by what is really
unpacked, and an envelope inside an envelope is refused. Its reference and moment are kept as where the message came from.
"""

import base64
import binascii
import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import BinaryIO
from zoneinfo import ZoneInfo

from lxml import etree

from regiewijzer.definitions.standard import load_standard
from regiewijzer.messages import hardened
from regiewijzer.messages.unpacking import Bomb, MemberTooLarge, is_bomb, unpacked

ENVELOPE = "RW-MSG-06"
NO_CONTENT, NOT_BASE64, NOT_ONE_XML, NESTED, OTHER_KIND, NO_MOMENT, TOO_MUCH = (f"RW-ENV-0{number}" for number in range(1, 8))
LARGEST_BYTES = load_standard().largest_file_bytes

_ROOTS = {
    "SOAP": (
        "{http://schemas.xmlsoap.org/soap/envelope/}Envelope",
        "{http://www.w3.org/2003/05/soap-envelope}Envelope",
    ),
    "GGk": tuple(
        f"{{http://www.stufstandaarden.nl/{path}}}{name}"
        for path in ("koppelvlak/ggk0210", "sectormodel/ggk/0210")
        for name in ("envelopHeenbericht-ggk_Di01", "envelopRetourbericht-ggk_Du01")
    ),
}
_BY_ROOT = {root: kind for kind, roots in _ROOTS.items() for root in roots}
_VECOZO = "http://schemas.vecozo.nl/berichtuitwisseling/"
_CONTENT = {"SOAP": ("Data",), "GGk": ("bericht", "xmlBestand")}
_REFERENCE = {"SOAP": ("Referentienummer", "ConversatieId"), "GGk": ("referentienummer",)}
_LABEL = {"SOAP": ("Berichtsubtype",), "GGk": ("functie",)}
_HINT = re.compile(rb"<(?:[\w.-]+:)?(?:Envelope|envelop(?:Heen|Retour)bericht-ggk_D[iu]01)[\s>]")
_HEAD = 4096  # of a file: where the root of an envelope stands
_NUMBER = re.compile(r"(?:JW|jw)(\d{3})")
_STUF_MOMENT = re.compile(r"\d{14}")
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST = 64
_DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, OSError, ValueError)
_CLOCK = ZoneInfo("Europe/Amsterdam")  # StUF writes a moment without zone: the clock of the sender


class EnvelopeFault(Exception):
    """An envelope cannot be opened: the code of the rule, and a technical remainder without content."""

    def __init__(self, rule: str, detail: str = "") -> None:
        super().__init__(rule, detail)
        self.rule, self.detail = rule, detail


@dataclass(frozen=True, slots=True)
class Opened:
    """The message in an envelope. `member` names hub and reference; `sent_at` is UTC without zone, None when it says none.

    `remarks` are rules with a detail that what it says of itself breaks; the message is read all the same.
    """

    member: str
    content: bytes
    sent_at: datetime | None
    remarks: tuple[tuple[str, str], ...] = ()


def envelope_of(root_tag: str) -> str | None:
    """Return the kind of envelope of a root tag in lxml's notation ("SOAP", "VECOZO", "GGk"), None when it is none."""
    namespace = etree.QName(root_tag).namespace or ""
    return "VECOZO" if namespace.startswith(_VECOZO) else _BY_ROOT.get(root_tag)


def looks_like_envelope(content: bytes) -> bool:
    """Tell cheaply whether a file may be an envelope; what is none after all is left to the gate."""
    return _HINT.search(content, 0, _HEAD) is not None


def open_envelope(content: bytes) -> Opened | None:
    """Return the message in an envelope; None when this is none. EnvelopeFault and hardened.UnreadableError say what is wrong."""
    root = hardened.parse(content)
    kind = _BY_ROOT.get(root.tag)
    if kind is None:
        return None
    inside = _inside(root, kind)
    if looks_like_envelope(inside):
        raise EnvelopeFault(NESTED)
    sent_at, remarks = _moment(root, kind)
    label, found = _label(root, kind), _NUMBER.search(inside[:_HEAD].decode("utf-8", "replace"))
    if label and found and label != found[1]:
        remarks = (*remarks, (OTHER_KIND, f"{label} / {found[1]}"))
    return Opened(_member(root, kind), inside, sent_at, remarks)


def _named(root: etree._Element, names: tuple[str, ...]) -> Iterator[etree._Element]:
    """Yield the elements of these local names: hubs differ in prefixes and versions of their namespaces."""
    yield from root.iter(*(f"{{*}}{name}" for name in names))


def _text(root: etree._Element, names: tuple[str, ...]) -> str:
    return next((element.text.strip() for element in _named(root, names) if element.text and element.text.strip()), "")


def _inside(root: etree._Element, kind: str) -> bytes:
    holders = [one for one in _named(root, _CONTENT[kind]) if len(one) or (one.text and one.text.strip())]
    if len(holders) != 1:
        raise EnvelopeFault(NO_CONTENT, str(len(holders)))
    (holder,) = holders
    if len(holder):
        if kind == "SOAP" or len(holder) > 1:
            raise EnvelopeFault(NO_CONTENT, "xml")
        return etree.tostring(holder[0], encoding="utf-8", xml_declaration=True, with_tail=False)
    decoded = _decoded(holder.text or "")
    if decoded.startswith(b"PK"):
        return _only_member(decoded)
    if kind == "SOAP":
        raise EnvelopeFault(NOT_ONE_XML)
    return decoded


def _decoded(text: str) -> bytes:
    try:
        decoded = base64.b64decode("".join(text.split()).encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise EnvelopeFault(NOT_BASE64) from error
    if len(decoded) > LARGEST_BYTES:
        raise EnvelopeFault(TOO_MUCH, str(len(decoded)))
    return decoded


def _only_member(content: bytes) -> bytes:
    """Return the one XML of a ZIP: no folders, no password, and no more than its directory says."""
    file: BinaryIO = io.BytesIO(content)
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            if len(members) != 1 or "/" in members[0].filename or not members[0].filename.lower().endswith(".xml"):
                raise EnvelopeFault(NOT_ONE_XML, str(len(members)))
            (member,) = members
            if member.flag_bits & 0x1:
                raise EnvelopeFault(NOT_ONE_XML, "password")
            if is_bomb(member.file_size, member):
                raise EnvelopeFault(TOO_MUCH)
            return unpacked(file, archive, member, most=LARGEST_BYTES)
    except (Bomb, MemberTooLarge) as error:
        raise EnvelopeFault(TOO_MUCH) from error
    except _DAMAGED as error:
        raise EnvelopeFault(NOT_ONE_XML, type(error).__name__) from error


def _label(root: etree._Element, kind: str) -> str:
    """Return the number of the message that the envelope says is inside."""
    found = _NUMBER.search(_text(root, _LABEL[kind]))
    return found[1] if found else ""


def _member(root: etree._Element, kind: str) -> str:
    """Return hub and reference as the name of the message in its file; a reference holds nothing but letters, digits, . _ -"""
    reference = _UNSAFE.sub("-", _text(root, _REFERENCE[kind]))[:_LONGEST].strip("-")
    hub = "VECOZO" if kind == "SOAP" and _is_vecozo(root) else kind
    return f"{hub} {reference}".strip()


def _is_vecozo(root: etree._Element) -> bool:
    return any((etree.QName(one).namespace or "").startswith(_VECOZO) for one in root.iter("{*}*"))


def _moment(root: etree._Element, kind: str) -> tuple[datetime | None, tuple[tuple[str, str], ...]]:
    """Return when the hub says it was sent, and a remark when that cannot be read."""
    text = _text(root, ("Created",) if kind == "SOAP" else ("tijdstipBericht",))
    if not text:
        return None, ()
    try:
        return (_of_soap(text) if kind == "SOAP" else _of_stuf(text)), ()
    except (ValueError, OverflowError):
        return None, ((NO_MOMENT, ""),)


def _of_soap(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo is None else moment.astimezone(UTC).replace(tzinfo=None)


def _of_stuf(text: str) -> datetime:
    found = _STUF_MOMENT.match(text)
    if found is None:
        raise ValueError(text)
    return datetime.strptime(found[0], "%Y%m%d%H%M%S").replace(tzinfo=_CLOCK).astimezone(UTC).replace(tzinfo=None)
