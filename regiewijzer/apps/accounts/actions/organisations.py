"""Organisations of the region, and those that join."""

from django.db import transaction

from regiewijzer.apps.accounts.models import Organisation
from regiewijzer.apps.accounts.roles import OrganisationKind
from regiewijzer.apps.audit.service import record_event
from regiewijzer.ledger.region import Region


@transaction.atomic
def settle_organisations(region: Region) -> int:
    """Make sure that every municipality, its council and every provider of the region is there; return how many were made."""
    wanted = [
        *((kind, one) for one in region.municipalities for kind in (OrganisationKind.MUNICIPALITY, OrganisationKind.COUNCIL)),
        *((OrganisationKind.PROVIDER, one) for one in region.providers),
    ]
    known = set(Organisation.objects.values_list("kind", "code"))
    fresh = [Organisation(kind=kind, code=one.code, name=one.name) for kind, one in wanted if (kind, one.code) not in known]
    Organisation.objects.bulk_create(fresh)
    if fresh:
        record_event("organisations_settled", actor="command line", details={"made": len(fresh)})
    return len(fresh)


@transaction.atomic
def add_organisation(*, kind: str, code: str, name: str, by: str) -> Organisation:
    """Let another organisation take part: one that is not in the region file, such as a school board."""
    found = Organisation.objects.create(kind=kind, code=code, name=name)
    record_event("organisation_added", actor=by, subject=f"{kind}:{code}", details={"name": name})
    return found
