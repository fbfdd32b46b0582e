"""Opening and closing a session."""

from django.contrib.auth import login, logout
from django.db import transaction
from django.http import HttpRequest

from regiewijzer.apps.accounts.models import User
from regiewijzer.apps.audit.service import record_event

SECOND_FACTOR = "second_factor"  # in the session: whether the second step was taken, here or at the provider


@transaction.atomic
def sign_in(*, request: HttpRequest, user: User, through: str = "password", second_factor: bool = False) -> None:
    """Open a session, under a new key, for a user who was recognised."""
    backend = None if getattr(user, "backend", None) else "django.contrib.auth.backends.ModelBackend"
    login(request, user, backend=backend)
    request.session[SECOND_FACTOR] = second_factor
    details = {"through": through, "second_factor": second_factor}
    record_event("sign_in", actor=user.username, subject=user.username, details=details)


@transaction.atomic
def refuse_sign_in(*, username: str, reason: str = "password") -> None:
    """Record that someone was not let in."""
    record_event("sign_in_failed", actor="", subject=username, details={"reason": reason})


@transaction.atomic
def sign_out(*, request: HttpRequest) -> None:
    """Close the session."""
    username = request.user.get_username()
    logout(request)
    record_event("sign_out", actor=username, subject=username)
