"""What other apps may use of audit."""

from datetime import datetime

from regiewijzer.apps.audit.models import AuditEvent


def record_event(event: str, *, actor: str, subject: str = "", details: dict[str, object] | None = None) -> None:
    """Record that `actor` did `event` to `subject`; call it inside the transaction of the write itself."""
    AuditEvent.objects.create(event=event, actor=actor, subject=subject[:200], details=details or {})


def count_events(event: str, *, subject: str, since: datetime) -> int:
    """Return how often `event` happened to `subject` from `since` on."""
    return AuditEvent.objects.filter(event=event, subject=subject[:200], at__gte=since).count()


def last_event(*events: str, subject: str) -> tuple[str, datetime] | None:
    """Return the name and moment of the newest of `events` on `subject`, if any."""
    return AuditEvent.objects.filter(event__in=events, subject=subject[:200]).values_list("event", "at").first()
