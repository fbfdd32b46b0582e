"""The users of a demonstration."""

from itertools import count

import pytest

from regiewijzer.apps.accounts.demonstration import ACCOUNTS, create_demo_accounts
from regiewijzer.apps.accounts.models import Organisation, User
from regiewijzer.apps.accounts.roles import OrganisationKind, Role, fits
from regiewijzer.ledger.region import Municipality, Provider, Region

pytestmark = pytest.mark.django_db
REGION = Region("Regio", True, (Municipality("0901", "Noord"), Municipality("0902", "Zuid")), (Provider("42420001", "De Brug"),))


def _passwords():
    numbers = count(1)
    return lambda: f"wachtwoord-{next(numbers)}"


def test_there_is_a_user_for_every_role_but_the_administrator():
    made = create_demo_accounts(REGION, _passwords())
    assert {user.role for user in User.objects.all()} == set(Role) - {Role.ADMINISTRATOR}
    assert all(fits(user.role, user.organisation.kind) for user in User.objects.all())
    assert len({one.password for one in made}) == len(ACCOUNTS)
    assert all(User.objects.get(username=one.username).check_password(one.password) for one in made)


def test_a_second_time_nothing_is_made_and_no_password_is_told():
    create_demo_accounts(REGION, _passwords())
    again = create_demo_accounts(REGION, _passwords())
    assert [one.password for one in again] == [None] * len(ACCOUNTS)
    assert User.objects.count() == len(ACCOUNTS)


def test_every_organisation_of_the_region_is_there():
    create_demo_accounts(REGION, _passwords())
    found = set(Organisation.objects.values_list("kind", "code"))
    assert found >= {
        (OrganisationKind.MUNICIPALITY, "0901"),
        (OrganisationKind.MUNICIPALITY, "0902"),
        (OrganisationKind.COUNCIL, "0902"),
        (OrganisationKind.PROVIDER, "42420001"),
    }


def test_a_region_without_members_gets_only_who_belongs_to_none():
    made = create_demo_accounts(Region("Leeg", invented=True), _passwords())
    assert "raadslid" not in {one.username for one in made}
    assert "directeur" in {one.username for one in made}


def test_a_real_region_gets_no_accounts_with_printed_passwords():
    with pytest.raises(AssertionError):
        create_demo_accounts(Region("Echt", invented=False), _passwords())
