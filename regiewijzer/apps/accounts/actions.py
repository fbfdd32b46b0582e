"""Everything that writes about users; one transaction and one audit event each."""

from django.contrib.auth import login, logout
from django.db import transaction
from django.http import HttpRequest

from regiewijzer.apps.accounts.models import Organisation, User
from regiewijzer.apps.accounts.roles import OrganisationKind, fits
from regiewijzer.apps.audit.service import record_event
from regiewijzer.ledger.region import Region


class UnknownUser(LookupError):
    """There is no user of that name."""


class RoleDoesNotFit(ValueError):
    """An organisation of this kind has nobody in that role."""


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
def create_user(*, username: str, password: str | None, organisation: Organisation, role: str, by: str, email: str = "") -> User:
    """Make a user, without password when another door leads in; RoleDoesNotFit when the organisation has no such role."""
    if not fits(role, organisation.kind):
        raise RoleDoesNotFit(f"{role} at {organisation.kind}")
    user = User.objects.create_user(username, email, password, organisation=organisation, role=role)
    record_event("user_created", actor=by, subject=username, details={"role": role, "organisation": organisation.code})
    return user


@transaction.atomic
def create_administrator(*, username: str, password: str) -> bool:
    """Create the administrator unless the name is taken; tell whether it was created."""
    if User.objects.filter(username=username).exists():
        return False
    User.objects.create_superuser(username=username, password=password)
    record_event("administrator_created", actor="command line", subject=username)
    return True


@transaction.atomic
def sign_in(*, request: HttpRequest, user: User) -> None:
    """Open a session for a user whose password was checked."""
    login(request, user)
    record_event("sign_in", actor=user.username, subject=user.username)


@transaction.atomic
def refuse_sign_in(*, username: str) -> None:
    """Record a wrong name or password."""
    record_event("sign_in_failed", actor="", subject=username)


@transaction.atomic
def sign_out(*, request: HttpRequest) -> None:
    """Close the session."""
    username = request.user.get_username()
    logout(request)
    record_event("sign_out", actor=username, subject=username)


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
