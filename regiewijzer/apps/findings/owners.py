"""As which owner an organisation stands in the register, and who its people are."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q

from regiewijzer.apps.accounts.service import OrganisationKind, Permission, may
from regiewijzer.apps.findings.models import Group
from regiewijzer.figures.finding import OwnerRole

_KINDS = {
    OrganisationKind.MUNICIPALITY: OwnerRole.MUNICIPALITY,
    OrganisationKind.PROVIDER: OwnerRole.PROVIDER,
    OrganisationKind.CERTIFIED_INSTITUTION: OwnerRole.PROVIDER,
    OrganisationKind.SERVICE_ORGANISATION: OwnerRole.SERVICE_ORGANISATION,
}
OwnerKey = tuple[str, str]  # role, code; the service organisation has no code


def owner_key(organisation: Any) -> OwnerKey | None:
    """Return role and code of an organisation as they stand in a group; None of one that owns no findings."""
    role = _KINDS.get(organisation.kind) if organisation else None
    if role is None:
        return None
    return role, "" if role is OwnerRole.SERVICE_ORGANISATION else organisation.code


def owns(organisation: Any, group: Group) -> bool:
    """Tell whether the organisation must mend the group."""
    return owner_key(organisation) == (group.owner_role, group.owner_code)


def organisations_of(role: str, code: str) -> Q:
    """Return the condition on users of the owner."""
    kinds = [kind for kind, one in _KINDS.items() if one == role]
    wanted = Q(organisation__kind__in=kinds)
    return wanted & Q(organisation__code=code) if code else wanted


def people_of(role: str, code: str) -> list[Any]:
    """Return the users who answer for an owner."""
    users = get_user_model().objects.filter(organisations_of(role, code), is_active=True)
    return [one for one in users if may(one, Permission.ANSWER_FINDINGS)]


def stewards() -> list[Any]:
    """Return who judges answers for the service organisation."""
    users = get_user_model().objects.filter(organisation__kind=OrganisationKind.SERVICE_ORGANISATION, is_active=True)
    return [one for one in users if may(one, Permission.JUDGE_FINDINGS)]
