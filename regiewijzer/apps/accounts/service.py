"""What other apps and the set-up may use of accounts."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from regiewijzer.apps.accounts.actions import create_administrator, note_use, renew_password, settle_organisations
from regiewijzer.apps.accounts.demonstration import DemoAccount, create_demo_accounts
from regiewijzer.apps.accounts.models import Organisation, TokenScope
from regiewijzer.apps.accounts.permissions import Permission
from regiewijzer.apps.accounts.queries import count_organisations, valid_token, was_used_today
from regiewijzer.apps.accounts.roles import OrganisationKind, Role
from regiewijzer.apps.accounts.rules import may, permission_required_for
from regiewijzer.apps.accounts.scopes import scope_of, scope_of_organisation

__all__ = [
    "DemoAccount",
    "OrganisationKind",
    "Permission",
    "Role",
    "TokenScope",
    "count_organisations",
    "create_administrator",
    "create_demo_accounts",
    "may",
    "organisation_of",
    "organisation_of_token",
    "organisations",
    "permission_required_for",
    "renew_password",
    "scope_of",
    "scope_of_organisation",
    "service_organisation",
    "settle_organisations",
]


def organisation_of_token(token: str, *, needs: TokenScope | str = TokenScope.READ) -> Organisation | None:
    """Return the organisation of a token that is valid for this (read or deliver), None for any other text.

    The first use on a day is noted in the audit log.
    """
    found = valid_token(token, needs=needs)
    if found is None:
        return None
    if not was_used_today(found):
        note_use(token=found, today=timezone.localdate())
    return found.organisation


def organisation_of(user: Any) -> Organisation | None:
    """Return the organisation of a user (kind, code, name), None of a reader who has not signed in."""
    return user.organisation if user.is_authenticated else None


def organisations() -> QuerySet[Organisation]:
    """Return every organisation of this installation."""
    return Organisation.objects.all()


def service_organisation() -> Organisation:
    """Return the service organisation of this installation."""
    return Organisation.objects.service_organisation()
