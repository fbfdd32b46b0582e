"""Who is on the other side of the messages of a group: the municipality of a provider's message, and the reverse."""

from typing import Any

from django.db.models import Q

from regiewijzer.apps.accounts.service import OrganisationKind, organisations
from regiewijzer.apps.findings.models import Finding, Group


def other_side(group: Group) -> list[Any]:
    """Return the organisations with people here that exchanged these messages with the owner and are not in the conversation."""
    rows = Finding.objects.filter(group=group, gone_on__isnull=True)
    places = set(rows.values_list("municipality_code", flat=True)) - {"", group.owner_code}
    providers = set(rows.values_list("provider_code", flat=True)) - {"", group.owner_code}
    care = (OrganisationKind.PROVIDER, OrganisationKind.CERTIFIED_INSTITUTION)
    wanted = Q(kind=OrganisationKind.MUNICIPALITY, code__in=places) | Q(kind__in=care, code__in=providers)
    return list(organisations().filter(wanted).exclude(pk__in=group.involved.values("organisation")).order_by("name"))
