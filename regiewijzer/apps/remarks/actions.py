"""Everything that writes remarks: one transaction, one audit event, and who should know is told."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.urls import reverse

from regiewijzer.apps.accounts.service import OrganisationKind
from regiewijzer.apps.audit.service import record_event
from regiewijzer.apps.post.service import Topic, notify
from regiewijzer.apps.remarks.mentions import mentioned_in
from regiewijzer.apps.remarks.models import Remark, Reply
from regiewijzer.apps.remarks.states import Kind, State, may_become
from regiewijzer.web.refusals import NotNow


def _address(remark: Remark) -> str:
    return reverse("remarks:remark", args=[remark.pk])


def _tell(remark: Remark, text: str, *, by: Any, subject: str) -> None:
    """Tell who is mentioned, the writer, and the organisation that must answer or asked."""
    mentioned = mentioned_in(text, by=by)
    remark.mentioned.add(*mentioned)
    people = get_user_model().objects.filter(is_active=True).exclude(pk__in=[by.pk, *(one.pk for one in mentioned)])
    if by.organisation_id == remark.organisation_id:
        others = people.filter(organisation__kind=OrganisationKind.SERVICE_ORGANISATION)
    elif remark.author_id is None:
        others = people.filter(organisation=remark.organisation_id)
    else:
        others = people.filter(pk=remark.author_id)
    notify(
        users=mentioned,
        topic=Topic.MENTION,
        subject=f"U wordt genoemd / you are mentioned: {remark.title}",
        address=_address(remark),
    )
    notify(users=others, topic=Topic.REMARK, subject=subject, address=_address(remark))


@transaction.atomic
def place(*, address: str, title: str, part: str, kind: str, text: str, by: Any) -> Remark:
    """Put a question or remark at an address."""
    remark = Remark.objects.create(
        address=address, title=title[:200], part=part[:200], kind=kind, text=text, organisation=by.organisation, author=by
    )
    record_event("remark_placed", actor=by.username, subject=str(remark.pk), details={"kind": kind, "address": address})
    _tell(remark, text, by=by, subject=f"Nieuwe vraag of opmerking / new question or remark: {remark.title}")
    return remark


@transaction.atomic
def ask(*, address: str, title: str, text: str, beside: str, organisation: Any, tell: Iterable[Any]) -> Remark:
    """Put a question of the program itself at an address, for an organisation to answer; `tell` who should know of it."""
    remark = Remark.objects.create(
        address=address, title=title[:200], kind=Kind.QUESTION, text=text, beside=beside, organisation=organisation
    )
    record_event("remark_placed", actor="worker", subject=str(remark.pk), details={"kind": remark.kind, "address": address})
    subject = f"Nieuwe vraag of opmerking / new question or remark: {remark.title}"
    notify(users=tell, topic=Topic.REMARK, subject=subject, address=_address(remark))
    return remark


@transaction.atomic
def add_note(*, remark: Remark, text: str) -> None:
    """Say something in the name of the program; the state stays, for it answers nothing. Nothing is added once it is closed."""
    if remark.state != State.CLOSED:
        Reply.objects.create(remark=remark, text=text)
        record_event("remark_noted", actor="worker", subject=str(remark.pk))


@transaction.atomic
def reply(*, remark: Remark, text: str, by: Any, answers: bool) -> Reply:
    """Say something. `answers`: it is the answer; else a remark that was answered is open again. NotNow when it is closed."""
    if remark.state == State.CLOSED:
        raise NotNow(remark.state)
    said = Reply.objects.create(remark=remark, author=by, text=text)
    remark.state = State.ANSWERED if answers else State.OPEN
    remark.save(update_fields=["state", "changed_at"])
    record_event("remark_replied", actor=by.username, subject=str(remark.pk), details={"state": str(remark.state)})
    _tell(remark, text, by=by, subject=f"Reactie / reply: {remark.title}")
    return said


@transaction.atomic
def move(*, remark: Remark, to: State, by: Any) -> None:
    """Close a remark or open it again; NotNow when that may not follow."""
    if not may_become(remark.state, to):
        raise NotNow(remark.state)
    remark.state = to
    remark.save(update_fields=["state", "changed_at"])
    record_event(f"remark_{to.value}", actor=by.username, subject=str(remark.pk))
