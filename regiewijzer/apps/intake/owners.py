"""Who must mend a finding, in words and as a choice in an address."""

from django.utils.translation import gettext as _

from regiewijzer.figures.finding import OwnerRole
from regiewijzer.ledger.region import Region


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


def from_choice(text: str) -> tuple[str, str | None] | None:
    """Return role and code of such a text; None when it names no owner."""
    role, found, code = text.partition(":")
    if not found or role not in tuple(OwnerRole):
        return None
    return role, code or None
