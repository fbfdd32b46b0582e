"""One user per main role, for an invented region: so that anyone can look through the eyes of each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import transaction

from regiewijzer.apps.accounts.actions import create_user, settle_organisations
from regiewijzer.apps.accounts.models import Organisation, User
from regiewijzer.apps.accounts.roles import OrganisationKind, Role
from regiewijzer.ledger.region import Region

SERVICE = OrganisationKind.SERVICE_ORGANISATION
CLIENT_COUNCIL = "clientenraad"

ACCOUNTS = (
    ("directeur", Role.DIRECTOR, SERVICE),
    ("datasteward", Role.DATA_STEWARD, SERVICE),
    ("controller", Role.CONTROLLER, SERVICE),
    ("contractmanager", Role.CONTRACT_MANAGER, SERVICE),
    ("adviseur", Role.MUNICIPAL_ADVISER, OrganisationKind.MUNICIPALITY),
    ("gemeentecontroller", Role.MUNICIPAL_CONTROLLER, OrganisationKind.MUNICIPALITY),
    ("wethouder", Role.ALDERMAN, OrganisationKind.MUNICIPALITY),
    ("aanbieder", Role.PROVIDER_CONTACT, OrganisationKind.PROVIDER),
    ("raadslid", Role.COUNCILLOR, OrganisationKind.COUNCIL),
    ("tafellid", Role.TABLE_MEMBER, OrganisationKind.PROVIDER),
    ("client", Role.CLIENT_REPRESENTATIVE, OrganisationKind.CLIENT_COUNCIL),
)


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """A user of the demonstration; the password is there only when the user was made just now."""

    username: str
    role: str
    organisation: str
    password: str | None


def _organisation(kind: OrganisationKind, region: Region) -> Organisation | None:
    """Return the organisation of that kind that the demonstration uses: the first of the region that still exists."""
    match kind:
        case OrganisationKind.SERVICE_ORGANISATION:
            return Organisation.objects.service_organisation()
        case OrganisationKind.CLIENT_COUNCIL:
            return Organisation.objects.get_or_create(kind=kind, code=CLIENT_COUNCIL, defaults={"name": "Cliëntenraad"})[0]
        case OrganisationKind.PROVIDER:
            codes = [one.code for one in region.providers]
        case _:
            codes = [one.code for one in region.municipalities if one.valid_until is None]
    return Organisation.objects.filter(kind=kind, code=codes[0]).first() if codes else None


@transaction.atomic
def create_demo_accounts(region: Region, new_password: Callable[[], str]) -> list[DemoAccount]:
    """Make the users that are not there yet; AssertionError for a region that is not invented."""
    assert region.invented, "accounts with printed passwords are for a demonstration only"
    settle_organisations(region)
    return list(_accounts(region, new_password))


def _accounts(region: Region, new_password: Callable[[], str]) -> Iterator[DemoAccount]:
    for username, role, kind in ACCOUNTS:
        organisation = _organisation(kind, region)
        if organisation is None:
            continue
        password = None if User.objects.filter(username=username).exists() else new_password()
        if password:
            create_user(username=username, password=password, organisation=organisation, role=role, by="command line")
        yield DemoAccount(username, str(role.label), organisation.name, password)
