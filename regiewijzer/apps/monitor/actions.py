"""Everything that the monitor writes."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from regiewijzer.apps.audit.service import record_event
from regiewijzer.apps.monitor import queries
from regiewijzer.apps.monitor.models import Annotation, PublishedMoment
from regiewijzer.figures.figure import Figure
from regiewijzer.figures.scope import REGION
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline import figure_store
from regiewijzer.web.knowledge import knowledge_changed


@transaction.atomic
def freeze(*, home: Home, figure: Figure, by: str) -> str:
    """Keep the values of a figure under a permanent address; return its id. The same figure keeps the same id."""
    figure_id = figure_store.freeze(home, figure)
    record_event("figure_frozen", actor=by, subject=figure_id, details={"indicator": figure.request.indicator})
    return figure_id


@transaction.atomic
def publish_moment(*, day: date, snapshot: int, by: str) -> PublishedMoment:
    """Show what was known at the end of that day to readers outside the service organisation; once per day."""
    moment, created = PublishedMoment.objects.get_or_create(day=day, defaults={"snapshot": snapshot, "published_by": by})
    if created:
        record_event("moment_published", actor=by, subject=day.isoformat(), details={"snapshot": snapshot})
        knowledge_changed.send(PublishedMoment)
    return moment


def publish_newest(*, home: Home, by: str) -> PublishedMoment | None:
    """Publish what was known on the newest day, in the newest snapshot; None when nothing was loaded."""
    try:
        _first, newest = queries.known_days(home, REGION)
    except queries.NothingLoaded:
        return None
    return publish_moment(day=newest, snapshot=queries.latest_snapshot(home), by=by)


@transaction.atomic
def annotate(*, month: date, text: str, by: str, indicator_id: str = "", municipality_code: str = "") -> Annotation:
    """Put a note at a month of a timeline."""
    note = Annotation.objects.create(
        month=month.replace(day=1), text=text, indicator_id=indicator_id, municipality_code=municipality_code, written_by=by
    )
    details = {"indicator": indicator_id, "municipality": municipality_code, "month": f"{month:%Y-%m}"}
    record_event("annotation_written", actor=by, subject=str(note.pk), details=details)
    return note


@transaction.atomic
def withdraw_annotation(*, note: Annotation, by: str) -> None:
    """Take a note off the timelines; it stays known that it was there."""
    note.withdrawn_at, note.withdrawn_by = timezone.now(), by
    note.save(update_fields=["withdrawn_at", "withdrawn_by"])
    record_event("annotation_withdrawn", actor=by, subject=str(note.pk))
