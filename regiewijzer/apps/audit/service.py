"""What other apps may use of audit."""

from datetime import datetime

from regiewijzer.apps.audit.actions import Operation, processing, record_event
from regiewijzer.apps.audit.activities import Activity
from regiewijzer.apps.audit.chain import Verdict
from regiewijzer.apps.audit.models import AuditEvent
from regiewijzer.apps.audit.queries import holds_hash, last_processing, verify_chain
from regiewijzer.apps.audit.views_logged import processes

__all__ = [
    "Activity",
    "Operation",
    "Verdict",
    "count_events",
    "holds_hash",
    "last_event",
    "last_processing",
    "processes",
    "processing",
    "record_event",
    "verify_chain",
]


def count_events(event: str, *, subject: str, since: datetime) -> int:
    """Return how often `event` happened to `subject` from `since` on."""
    return AuditEvent.objects.filter(event=event, subject=subject[:200], at__gte=since).count()


def last_event(*events: str, subject: str) -> tuple[str, datetime] | None:
    """Return the name and moment of the newest of `events` on `subject`, if any."""
    return AuditEvent.objects.filter(event__in=events, subject=subject[:200]).values_list("event", "at").first()
