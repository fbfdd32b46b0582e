"""Who must mend a finding, in words and as a choice in an address."""

from typing import Protocol

from django.utils.translation import gettext as _

from regiewijzer.figures.finding import OwnerRole
from regiewijzer.ledger.region import Region

Owner = tuple[str, str | None]  # role, code


class Organisation(Protocol):
    """What is needed of an organisation: its kind and code."""

    kind: str
    code: str


def role_name(role: OwnerRole) -> str:
    """Return the role in the language of the page."""
    match role:
        case OwnerRole.MUNICIPALITY:
            return _("gemeente")
        case OwnerRole.PROVIDER:
            return _("aanbieder")
        case OwnerRole.SERVICE_ORGANISATION:
            return _("serviceorganisatie")
        case OwnerRole.DELIVERER:
            return _("aanleveraar van het bestand")


def owner_name(region: Region, role: OwnerRole, code: str | None) -> str:
    """Return the name of the owner as far as the region file knows it, with the code."""
    known = {one.code: one.name for one in (*region.municipalities, *region.providers)}
    if code is None:
        return role_name(role)
    return f"{known[code]} ({code})" if code in known else f"{role_name(role)} {code}"


def to_choice(role: OwnerRole, code: str | None) -> str:
    """Return the owner as it stands in an address: "provider:01234567"."""
    return f"{role}:{code or ''}"


def owner_of(organisation: Organisation) -> Owner:
    """Return as which owner an organisation stands in findings; one that owns none matches none."""
    match organisation.kind:
        case "municipality":
            return OwnerRole.MUNICIPALITY, organisation.code
        case "provider" | "certified_institution":
            return OwnerRole.PROVIDER, organisation.code
        case _:
            return organisation.kind, organisation.code


def from_choice(text: str) -> Owner | None:
    """Return role and code of such a text; None when it names no owner."""
    role, found, code = text.partition(":")
    if not found or role not in tuple(OwnerRole):
        return None
    return role, code or None
