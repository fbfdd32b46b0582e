"""Asking people to become users."""

from functools import partial

from django.db import transaction
from django.utils import timezone

from regiewijzer.apps.accounts.actions.people import create_user
from regiewijzer.apps.accounts.links import invitation_token
from regiewijzer.apps.accounts.mails import send_invitation
from regiewijzer.apps.accounts.models import Invitation, Organisation, User
from regiewijzer.apps.accounts.roles import fits
from regiewijzer.apps.audit.service import record_event


class AlreadyUser(ValueError):
    """Someone with this address is a user."""


@transaction.atomic
def invite(*, email: str, organisation: Organisation, role: str, by: str, base: str) -> Invitation:
    """Ask someone to become a user; the mail goes out after the transaction. An open invitation to the same address ends.

    `base` is the address of this installation for the link in the mail. AlreadyUser when there is a user of this address.
    """
    assert fits(role, organisation.kind), (role, organisation.kind)
    email = email.lower()
    if User.objects.filter(username=email).exists():
        raise AlreadyUser(email)
    Invitation.objects.filter(email=email, accepted_at=None, withdrawn_at=None).update(withdrawn_at=timezone.now())
    invitation = Invitation.objects.create(email=email, organisation=organisation, role=role, invited_by=by)
    details = {"role": role, "kind": organisation.kind, "code": organisation.code}
    record_event("user_invited", actor=by, subject=email, details=details)
    transaction.on_commit(partial(send_invitation, invitation, f"{base}/uitnodiging/{invitation_token(invitation)}"))
    return invitation


@transaction.atomic
def accept_invitation(*, invitation: Invitation, password: str) -> User:
    """Make the user who was invited. The row is held: the same link cannot make two."""
    held = Invitation.objects.select_for_update().get(pk=invitation.pk)
    assert held.is_open, held
    held.accepted_at = timezone.now()
    held.save(update_fields=["accepted_at"])
    place = {"organisation": held.organisation, "role": held.role}
    return create_user(username=held.email, password=password, by=held.invited_by, email=held.email, **place)


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: str) -> None:
    """Make the link in the mail void."""
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    record_event("invitation_withdrawn", actor=by, subject=invitation.email)
