"""Reading both logs."""

from datetime import datetime

from regiewijzer.apps.audit.activities import Activity
from regiewijzer.apps.audit.chain import START, Verdict, verify
from regiewijzer.apps.audit.models import AuditEvent, AuditHead, ProcessingRecord

PAGE = 100


def verify_chain() -> Verdict:
    """Check every audit event against the one before it, and the last against the end that was kept."""
    head = AuditHead.objects.first()
    kept = (head.number, head.hash) if head else (0, START)
    events = AuditEvent.objects.order_by("number").iterator(chunk_size=2000)
    return verify(((one.link, one.hash) for one in events), head=kept)


def holds_hash(hash_: str) -> bool:
    """Tell whether an event has this hash: a value written down elsewhere, by which a log forged as a whole is found."""
    return AuditEvent.objects.filter(hash=hash_).exists()


def events(*, event: str = "", actor: str = "", page: int = 1) -> tuple[list[AuditEvent], int]:
    """Return one page (1-based) of the audit log, newest first, and how many there are."""
    wanted = {name: value for name, value in {"event": event, "actor": actor}.items() if value}
    found = AuditEvent.objects.filter(**wanted)
    return list(found[(page - 1) * PAGE : page * PAGE]), found.count()


def event_names() -> list[str]:
    """Return the kinds of events that occur."""
    return sorted(AuditEvent.objects.order_by().values_list("event", flat=True).distinct())


def last_processing(activity: Activity, *, succeeded: bool = False) -> datetime | None:
    """Return when a processing of this kind began last, of those that ended well when asked."""
    found = ProcessingRecord.objects.filter(activity=activity)
    ended = found.filter(status=ProcessingRecord.Status.OK) if succeeded else found
    return ended.values_list("started_at", flat=True).first()


def processings(page: int = 1) -> tuple[list[ProcessingRecord], int]:
    """Return one page (1-based) of the processing log, newest first, and how many there are."""
    found = ProcessingRecord.objects.all()
    return list(found[(page - 1) * PAGE : page * PAGE]), found.count()
