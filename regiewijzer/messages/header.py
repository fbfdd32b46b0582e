"""The facts of a message that stand in its header: who sent it to whom, under which name and date.

A return message (302, 306, 308, 316, 318, 320) copies Afzender, Ontvanger and BerichtIdentificatie of the message it answers.
Its real sender is therefore its Ontvanger, its own name and date are IdentificatieRetour and DagtekeningRetour.
The 325 is a message of its own, that names the claim it answers in DeclaratieIdentificatie.
"""

import re
from dataclasses import dataclass
from datetime import date

from lxml import etree

from regiewijzer.figures.finding import OwnerRole
from regiewijzer.messages.identity import Identity

_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CODE = {"municipality": re.compile("[0-9]{4}"), "provider": re.compile("[0-9]{8}")}


@dataclass(frozen=True, slots=True)
class Header:
    """What the header says, from the real sender's view; None for what is absent or has not the right form."""

    sender_role: OwnerRole
    sender_code: str | None = None
    receiver_code: str | None = None
    municipality_code: str | None = None
    provider_code: str | None = None
    identification: str | None = None
    dated_on: date | None = None
    reply_to: str | None = None
    reply_dated_on: date | None = None


def sender_role(identity: Identity) -> OwnerRole:
    """Return the role of who really sends messages of this type."""
    definition = identity.definition
    return OwnerRole(definition.receiver if identity.is_return else definition.sender)


@dataclass(frozen=True, slots=True)
class HeaderPaths:
    """Element paths below Header of the facts, None where the message has none."""

    sender: str
    receiver: str
    identification: str
    dated_on: str
    reply_to: str | None
    reply_dated_on: str | None


def header_paths(identity: Identity) -> HeaderPaths:
    """Return where the facts stand in messages of this type."""
    own = ("BerichtIdentificatie/Identificatie", "BerichtIdentificatie/Dagtekening")
    if identity.is_return:
        return HeaderPaths("Ontvanger", "Afzender", "IdentificatieRetour", "DagtekeningRetour", *own)
    if any(child.name == "DeclaratieIdentificatie" for child in identity.definition.root.child("Header").children):
        return HeaderPaths(
            "Afzender", "Ontvanger", *own, "DeclaratieIdentificatie/Identificatie", "DeclaratieIdentificatie/Dagtekening"
        )
    return HeaderPaths("Afzender", "Ontvanger", *own, None, None)


def read_header(root: etree._Element, identity: Identity) -> Header:
    """Read what can be read from a message that need not be valid."""
    definition, paths = identity.definition, header_paths(identity)
    roles = {"Afzender": definition.sender, "Ontvanger": definition.receiver}
    codes = {element: _code(_text(root, element), role) for element, role in roles.items()}
    parties = {roles[element]: code for element, code in codes.items()}
    return Header(
        sender_role=sender_role(identity),
        sender_code=codes[paths.sender],
        receiver_code=codes[paths.receiver],
        municipality_code=parties.get("municipality"),
        provider_code=parties.get("provider"),
        identification=_identification(_text(root, paths.identification)),
        dated_on=_date(_text(root, paths.dated_on)),
        reply_to=_identification(_text(root, paths.reply_to)),
        reply_dated_on=_date(_text(root, paths.reply_dated_on)),
    )


def _text(root: etree._Element, path: str | None) -> str | None:
    if path is None:
        return None
    # Any namespace: a header with a wrong one still tells whose message this is.
    return root.findtext("/".join(f"{{*}}{name}" for name in ("Header", *path.split("/"))))


def _code(text: str | None, role: str) -> str | None:
    return text if text is not None and _CODE[role].fullmatch(text) else None


def _identification(text: str | None) -> str | None:
    return text if text is not None and 1 <= len(text) <= 12 else None


def _date(text: str | None) -> date | None:
    text = (text or "").strip()
    try:
        return date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        return None
