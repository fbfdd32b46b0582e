"""What other apps and the set-up may use of accounts."""

from typing import Any

from regiewijzer.apps.accounts.actions import create_administrator, renew_password, settle_organisations
from regiewijzer.apps.accounts.demonstration import DemoAccount, create_demo_accounts
from regiewijzer.apps.accounts.models import Organisation
from regiewijzer.apps.accounts.permissions import Permission
from regiewijzer.apps.accounts.roles import OrganisationKind, Role
from regiewijzer.apps.accounts.rules import may, permission_required_for
from regiewijzer.apps.accounts.scopes import scope_of

__all__ = [
    "DemoAccount",
    "OrganisationKind",
    "Permission",
    "Role",
    "create_administrator",
    "create_demo_accounts",
    "may",
    "organisation_of",
    "permission_required_for",
    "renew_password",
    "scope_of",
    "settle_organisations",
]


def organisation_of(user: Any) -> Organisation | None:
    """Return the organisation of a user (kind, code, name), None of a reader who has not signed in."""
    return user.organisation if user.is_authenticated else None
