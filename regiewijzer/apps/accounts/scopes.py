"""How far a user sees: from kind and code of the organisation to a Scope. Decided here and nowhere else."""

from dataclasses import replace
from typing import Any

from regiewijzer.apps.accounts.models import Organisation
from regiewijzer.apps.accounts.roles import OrganisationKind
from regiewijzer.figures.scope import PUBLIC, REGION, Scope


def scope_of(user: Any) -> Scope:
    """Return what this user may see. A reader who has not signed in sees what is public."""
    return scope_of_organisation(user.organisation) if user.is_authenticated else PUBLIC


def scope_of_organisation(organisation: Organisation) -> Scope:
    """Return what people of an organisation may see: all, its own rows beside the region, or the region alone."""
    match organisation.kind:
        case OrganisationKind.SERVICE_ORGANISATION:
            return REGION
        case OrganisationKind.MUNICIPALITY | OrganisationKind.COUNCIL:
            return replace(PUBLIC, municipalities=frozenset({organisation.code}), providers=None)
        case OrganisationKind.PROVIDER | OrganisationKind.CERTIFIED_INSTITUTION:
            return replace(PUBLIC, municipalities=None, providers=frozenset({organisation.code}))
        case _:
            return PUBLIC
