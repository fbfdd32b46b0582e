"""How far a user sees: from kind and code of the organisation to a Scope. Decided here and nowhere else."""

from dataclasses import replace
from typing import Any

from regiewijzer.apps.accounts.models import Organisation
from regiewijzer.apps.accounts.roles import OrganisationKind
from regiewijzer.apps.monitor.service import published_moments
from regiewijzer.figures.scope import PUBLIC, REGION, Scope


def scope_of(user: Any) -> Scope:
    """Return what this user may see. A reader who has not signed in sees what is public."""
    return scope_of_organisation(user.organisation if user.is_authenticated else None)


def scope_of_organisation(organisation: Organisation | None) -> Scope:
    """Return what people of an organisation, or the public, may see, with the moments that were published for them."""
    scope = _rows_of(organisation) if organisation else PUBLIC
    if not scope.published_only:
        return scope
    return replace(scope, published=frozenset((one.snapshot, one.moment) for one in published_moments()))


def _rows_of(organisation: Organisation) -> Scope:
    """Return all, its own rows beside the region, or the region alone."""
    match organisation.kind:
        case OrganisationKind.SERVICE_ORGANISATION:
            return REGION
        case OrganisationKind.MUNICIPALITY | OrganisationKind.COUNCIL:
            return replace(PUBLIC, municipalities=frozenset({organisation.code}), providers=None)
        case OrganisationKind.PROVIDER | OrganisationKind.CERTIFIED_INSTITUTION:
            return replace(PUBLIC, municipalities=None, providers=frozenset({organisation.code}))
        case _:
            return PUBLIC
