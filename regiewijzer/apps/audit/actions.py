"""Writing both logs."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone

from regiewijzer.apps.audit.activities import REGISTER, Activity
from regiewijzer.apps.audit.chain import Link
from regiewijzer.apps.audit.models import AuditEvent, AuditHead, ProcessingRecord

_HEAD = 1
_ENCODER = DjangoJSONEncoder(sort_keys=True)


def _plain(details: dict[str, Any]) -> dict[str, Any]:
    """Return the details as they come back from the database: the hash is over what can be read again."""
    found: dict[str, Any] = json.loads(_ENCODER.encode(details))
    return found


@transaction.atomic
def record_event(
    event: str, *, actor: str, subject: str = "", details: dict[str, object] | None = None, operation: str = ""
) -> None:
    """Record that `actor` did `event` to `subject`; call it inside the transaction of the write itself.

    The row with the end of the chain is held until the transaction ends: who writes next links to what was written.
    """
    AuditHead.objects.get_or_create(pk=_HEAD)
    head = AuditHead.objects.select_for_update().get(pk=_HEAD)
    link = Link(
        head.number + 1, timezone.now(), event, actor, subject[:200], _plain(details or {}), operation, previous=head.hash
    )
    AuditEvent.objects.create(
        number=link.number,
        at=link.at,
        event=event,
        actor=actor,
        subject=link.subject,
        details=link.details,
        operation=operation,
        previous=link.previous,
        hash=link.hash,
    )
    AuditHead.objects.filter(pk=_HEAD).update(number=link.number, hash=link.hash)


@dataclass(slots=True)
class Operation:
    """A processing under way. `id` stands with the audit event of who did it; `subjects` may be told when it is known."""

    id: str
    subjects: int | None = None


@contextmanager
def processing(activity: Activity) -> Iterator[Operation]:
    """Log a processing of the data of persons: that it begins before anything is read, how it ended after.

    When the log cannot be written nothing is processed. An exception is an outcome too, and goes on.
    """
    entry = REGISTER[activity]
    record = ProcessingRecord.objects.create(
        activity=activity,
        activity_id=entry.address(activity),
        subject_category=entry.subject_category,
        started_at=timezone.now(),
    )
    operation = Operation(record.operation.hex)
    status = ProcessingRecord.Status.ERROR
    try:
        yield operation
        status = ProcessingRecord.Status.OK
    finally:
        record.status, record.finished_at, record.subjects = status, timezone.now(), operation.subjects
        record.save(update_fields=["status", "finished_at", "subjects"])
