"""Users: made, changed, ended."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.crypto import get_random_string

from regiewijzer.apps.accounts.identity_provider import Granted
from regiewijzer.apps.accounts.models import Organisation, User
from regiewijzer.apps.accounts.roles import Role, fits
from regiewijzer.apps.audit.service import record_event


class UnknownUser(LookupError):
    """There is no user of that name."""


class UnknownOrganisation(LookupError):
    """There is no such organisation here."""


class RoleDoesNotFit(ValueError):
    """An organisation of this kind has nobody in that role."""


class LastAdministrator(ValueError):
    """Without this administrator nobody could manage users any more."""


def _checked(role: str, organisation: Organisation) -> None:
    if not fits(role, organisation.kind):
        raise RoleDoesNotFit(f"{role} at {organisation.kind}")


def _keep_an_administrator(user: User) -> None:
    others = User.objects.select_for_update().filter(role=Role.ADMINISTRATOR, is_active=True).exclude(pk=user.pk)
    if user.role == Role.ADMINISTRATOR and user.is_active and not others.exists():
        raise LastAdministrator(user.username)


@transaction.atomic
def create_administrator(*, username: str, password: str) -> bool:
    """Create the administrator unless the name is taken; tell whether it was created."""
    if User.objects.filter(username=username).exists():
        return False
    User.objects.create_superuser(username=username, password=password)
    record_event("administrator_created", actor="command line", subject=username)
    return True


@transaction.atomic
def create_user(*, username: str, password: str | None, organisation: Organisation, role: str, by: str, email: str = "") -> User:
    """Make a user, without password when another door leads in; RoleDoesNotFit when the organisation has no such role."""
    _checked(role, organisation)
    user = User.objects.create_user(username, email, password, organisation=organisation, role=role)
    record_event("user_created", actor=by, subject=username, details=_place(organisation, role))
    return user


def _place(organisation: Organisation, role: str) -> dict[str, object]:
    return {"role": role, "kind": organisation.kind, "code": organisation.code}


@transaction.atomic
def change_role(*, user: User, role: str, by: str) -> None:
    """Give a user another role in the same organisation; RoleDoesNotFit, or LastAdministrator when nobody else is one."""
    _checked(role, user.organisation)
    if role != Role.ADMINISTRATOR:
        _keep_an_administrator(user)
    before, user.role = user.role, role
    user.save(update_fields=["role"])
    record_event("role_changed", actor=by, subject=user.username, details={"from": before, "to": role})


@transaction.atomic
def deactivate(*, user: User, by: str) -> None:
    """End someone's access at once: open sessions end with it. LastAdministrator when nobody else is one."""
    _keep_an_administrator(user)
    user.is_active = False
    user.save(update_fields=["is_active"])
    record_event("user_deactivated", actor=by, subject=user.username)


@transaction.atomic
def activate(*, user: User, by: str) -> None:
    """Let someone in again."""
    user.is_active = True
    user.save(update_fields=["is_active"])
    record_event("user_activated", actor=by, subject=user.username)


@transaction.atomic
def renew_password(*, username: str, password: str) -> None:
    """Set another password for someone who lost it; UnknownUser when there is no such user."""
    user = User.objects.filter(username=username).first()
    if user is None:
        raise UnknownUser(username)
    user.set_password(password)
    user.save(update_fields=["password"])
    record_event("password_renewed", actor="command line", subject=username)


@transaction.atomic
def change_password(*, user: User, password: str) -> None:
    """Set another password; it was validated by the form."""
    user.set_password(password)
    user.save(update_fields=["password"])
    record_event("password_changed", actor=user.username, subject=user.username)


@transaction.atomic
def note_reset_asked(*, email: str) -> None:
    """Record that a link for another password was asked for this address."""
    record_event("password_reset_asked", actor="", subject=email)


@transaction.atomic
def reset_password(*, user: User, password: str) -> None:
    """Set another password for someone who came by the link in a mail; open sessions end."""
    user.set_password(password)
    user.save(update_fields=["password"])
    record_event("password_reset", actor=user.username, subject=user.username)


@transaction.atomic
def user_of_provider(*, issuer: str, subject: str, granted: Granted, claims: Mapping[str, Any]) -> User:
    """Return the user of a provider's person, made at the first time; organisation and role follow the claims every time.

    Known by issuer and subject alone. The name is ours, so that nobody can take the name of another user.
    UnknownOrganisation when the organisation of the claims is not here.
    """
    organisation = Organisation.objects.filter(kind=granted.kind, code=granted.code).first()
    if organisation is None:
        raise UnknownOrganisation(f"{granted.kind}:{granted.code}")
    _checked(granted.role, organisation)
    user = User.objects.filter(issuer=issuer, subject=subject).first()
    if user is None:
        user = User(username=f"extern-{get_random_string(12).lower()}", issuer=issuer, subject=subject)
        user.set_unusable_password()
    changed = (user.organisation_id, user.role) != (organisation.pk, granted.role)
    user.organisation, user.role = organisation, granted.role
    user.email = str(claims.get("email", ""))[:254]
    user.first_name = str(claims.get("name", ""))[:150]
    user.save()
    if changed:
        record_event("user_of_provider", actor=user.username, subject=user.username, details=_place(organisation, granted.role))
    return user
