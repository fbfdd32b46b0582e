"""The table of permissions, and which organisation knows which role."""

import pytest

from regiewijzer.apps.accounts.permissions import GRANTS, Permission, role_may
from regiewijzer.apps.accounts.roles import ROLES, SERVICE_ROLES, OrganisationKind, Role, fits

OUTSIDE = frozenset(Role) - frozenset(SERVICE_ROLES)


def test_every_permission_has_its_row_and_someone_who_has_it():
    assert GRANTS.keys() == set(Permission)
    assert all(GRANTS.values())


def test_every_kind_and_every_role_is_used():
    assert ROLES.keys() == set(OrganisationKind)
    assert {role for roles in ROLES.values() for role in roles} == set(Role)


def test_roles_of_the_service_organisation_are_held_nowhere_else():
    elsewhere = {role for kind, roles in ROLES.items() if kind != OrganisationKind.SERVICE_ORGANISATION for role in roles}
    assert elsewhere.isdisjoint(SERVICE_ROLES)


@pytest.mark.parametrize(
    "permission",
    [
        Permission.VIEW_LOADS,
        Permission.LOAD_FILES,
        Permission.VIEW_FINDINGS,
        Permission.VIEW_RETURN_MESSAGE,
        Permission.PUBLISH_MOMENT,
        Permission.MANAGE_USERS,
        Permission.VIEW_AUDIT_LOG,
        Permission.VIEW_PROCESSING_LOG,
    ],
)
def test_outside_the_service_organisation_nobody_may(permission):
    assert GRANTS[permission].isdisjoint(OUTSIDE)


def test_who_decides_on_publication_is_not_who_keeps_the_machine_running():
    assert not role_may(Role.ADMINISTRATOR, Permission.PUBLISH_MOMENT)
    assert role_may(Role.DIRECTOR, Permission.PUBLISH_MOMENT)
    assert not role_may(Role.DIRECTOR, Permission.MANAGE_USERS)


def test_a_permission_that_does_not_exist_is_a_fault_and_not_a_refusal():
    with pytest.raises(ValueError, match="view_everything"):
        role_may(Role.DIRECTOR, "view_everything")


def test_a_role_fits_only_its_own_kinds():
    assert fits(Role.COUNCILLOR, OrganisationKind.COUNCIL)
    assert not fits(Role.COUNCILLOR, OrganisationKind.MUNICIPALITY)
    assert not fits(Role.DIRECTOR, "something else")
