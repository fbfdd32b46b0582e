"""Everything that writes about deliveries; one transaction and one audit event each."""

import hashlib
import os
import shutil
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from regiewijzer.apps.audit.service import record_event
from regiewijzer.apps.intake.actions import WrongState
from regiewijzer.apps.intake.models import Delivery
from regiewijzer.apps.intake.states import DELIVERY_ALLOWED, DeliveryState
from regiewijzer.apps.intake.summaries import Summary, to_kept
from regiewijzer.apps.intake.telling import tell
from regiewijzer.ledger.home import Home
from regiewijzer.web.knowledge import knowledge_changed

_CONTENT = "content"  # the name the sender gave may not fit this disk, so it stands in the database only


def folder_of(home: Home, delivery: Delivery) -> Path:
    """Return the folder in the inbox where the file of the delivery waits."""
    return home.inbox / str(delivery.id)


def content_of(home: Home, delivery: Delivery) -> bytes:
    """Return the waiting file; FileNotFoundError after the work."""
    return (folder_of(home, delivery) / _CONTENT).read_bytes()


def _write(folder: Path, content: bytes) -> None:
    folder.mkdir(mode=0o700, parents=True)
    with os.fdopen(os.open(folder / _CONTENT, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
        target.write(content)


def receive(
    *,
    home: Home,
    organisation: Any,
    file_name: str,
    content: bytes,
    by: str,
    table: str = "",
    check_only: bool = False,
    language: str = "nl",
) -> Delivery:
    """Put the file in the inbox and queue it; the worker reads it."""
    from regiewijzer.apps.intake.tasks_deliveries import work_on_delivery

    delivery = Delivery(
        organisation=organisation,
        created_by=by,
        file_name=file_name,
        sha256=hashlib.sha256(content).hexdigest(),
        size_bytes=len(content),
        table=table,
        check_only=check_only,
        language=language,
    )
    folder = folder_of(home, delivery)
    try:
        _write(folder, content)
        with transaction.atomic():
            delivery.save(force_insert=True)
            details = {"bytes": len(content), "organisation": organisation.code, "check_only": check_only}
            record_event("delivery_received", actor=by, subject=str(delivery.id), details=details)
            work_on_delivery.enqueue(str(delivery.id))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return delivery


def _move(delivery: Delivery, state: DeliveryState) -> None:
    if state not in DELIVERY_ALLOWED[DeliveryState(delivery.state)]:
        raise WrongState(f"delivery {delivery.id}: {delivery.state} -> {state}")
    delivery.state = state


@transaction.atomic
def start(*, delivery_id: str) -> Delivery:
    """Take a delivery from the queue."""
    delivery = Delivery.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=delivery_id)
    _move(delivery, DeliveryState.RUNNING)
    delivery.save(update_fields=["state"])
    record_event("delivery_started", actor="worker", subject=delivery_id)
    return delivery


@transaction.atomic
def put_back(*, delivery: Delivery) -> None:
    """Queue a delivery again: the ledger was busy, or the machine stopped halfway."""
    _move(delivery, DeliveryState.WAITING)
    delivery.save(update_fields=["state"])
    record_event("delivery_put_back", actor="worker", subject=str(delivery.id))


@transaction.atomic
def finish(*, delivery: Delivery, summary: Summary, load_number: int | None) -> None:
    """Note what became of the file."""
    _move(delivery, DeliveryState.REFUSED if summary.is_refused else DeliveryState.DONE)
    delivery.finished_at, delivery.load_number, delivery.summary = timezone.now(), load_number, to_kept(summary)
    delivery.save()
    details = {"load": load_number, "accepted": summary.accepted, "held_back": summary.held_back, "findings": summary.findings}
    event = "delivery_refused" if summary.is_refused else "delivery_done"
    record_event(event, actor="worker", subject=str(delivery.id), details=details)
    tell(delivery)
    if load_number is not None:
        knowledge_changed.send(Delivery)


@transaction.atomic
def fail(*, delivery: Delivery, reason: str) -> None:
    """Note why the file was not read."""
    _move(delivery, DeliveryState.FAILED)
    delivery.finished_at, delivery.reason = timezone.now(), reason[:300]
    delivery.save()
    record_event("delivery_failed", actor="worker", subject=str(delivery.id), details={"reason": delivery.reason})
    tell(delivery)
