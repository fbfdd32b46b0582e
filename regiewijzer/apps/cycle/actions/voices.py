"""Contributions to an interpretation: said, judged, taken back."""

import hashlib
import secrets
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from regiewijzer.apps.audit.service import record_event
from regiewijzer.apps.cycle.actions.keeping import NotNow, held, keep
from regiewijzer.apps.cycle.models import Contribution, Item
from regiewijzer.apps.cycle.models.interpretation import Shown
from regiewijzer.apps.cycle.states import State

VISITOR = "visitor"


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _refuse_when_closed(item: Item) -> None:
    if item.state != State.OPEN:
        raise NotNow(_("Deze duiding is niet open voor bijdragen."))


@transaction.atomic
def contribute(
    *, interpretation: Item, voice: str, says: str, text: str, name: str = "", by: Any = None
) -> tuple[Contribution, str]:
    """Say something at an open interpretation; it is read once someone judged it. NotNow when it is not open.

    Returns the secret with which a visitor without an account takes it back; it is kept as a hash only.
    """
    found = held(interpretation)
    _refuse_when_closed(found)
    secret = "" if by else secrets.token_urlsafe(16)
    said = Contribution.objects.create(
        interpretation=found,
        voice=voice,
        says=says,
        text=text,
        name=name,
        writer=by.username if by else "",
        secret=_hash(secret) if secret else "",
        consent=True,
    )
    keep(found, "contributed", by.username if by else VISITOR, voice=voice)
    return said, secret


def _clear(said: Contribution, shown: Shown) -> None:
    said.shown, said.text, said.name = shown, "", ""
    said.save()


@transaction.atomic
def judge(*, contribution: Contribution, show: bool, because: str, by: Any) -> None:
    """Let a contribution be read, or not, and then nothing of it is kept. NotNow when it was judged before."""
    said = Contribution.objects.select_for_update().get(pk=contribution.pk)
    if said.shown != Shown.WAITING:
        raise NotNow(_("Deze bijdrage is al beoordeeld."))
    said.judged_by, said.judged_because = by.username, because
    if show:
        said.shown = Shown.SHOWN
        said.save()
    else:
        _clear(said, Shown.REFUSED)
    record_event("cycle_contribution_judged", actor=by.username, subject=str(said.pk), details={"shown": str(said.shown)})


@transaction.atomic
def take_back(*, contribution: Contribution, by: str) -> None:
    """Remove what was said, at the request of who said it; that someone in this role spoke remains."""
    said = Contribution.objects.select_for_update().get(pk=contribution.pk)
    _clear(said, Shown.REMOVED)
    record_event("cycle_contribution_removed", actor=by, subject=str(said.pk))


def of_secret(secret: str) -> Contribution | None:
    """Return the contribution of a visitor who kept this secret, None when there is none that still stands."""
    standing = Contribution.objects.filter(shown__in=[Shown.WAITING, Shown.SHOWN])
    return standing.filter(secret=_hash(secret)).first() if secret else None
