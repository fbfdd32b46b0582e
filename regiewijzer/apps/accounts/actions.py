"""Everything that writes about users; one transaction and one audit event each."""

from django.contrib.auth import login, logout
from django.db import transaction
from django.http import HttpRequest

from regiewijzer.apps.accounts.models import User
from regiewijzer.apps.audit.service import record_event


class UnknownUser(LookupError):
    """There is no user of that name."""


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
