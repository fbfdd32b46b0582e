"""Everything that the outlook writes."""

from django.db import transaction

from regiewijzer.apps.audit.service import record_event
from regiewijzer.apps.outlook.models import PublishedForecast
from regiewijzer.apps.outlook.warnings.actions import tell
from regiewijzer.pipeline.forecast_store import Run
from regiewijzer.web.knowledge import forecast_known


@transaction.atomic
def publish(*, run: Run, by: str) -> PublishedForecast:
    """Let readers outside the service organisation see the forecast; once."""
    found, created = PublishedForecast.objects.get_or_create(run_id=run.id, defaults={"published_by": by})
    if created:
        details = {"vintage": f"{run.about.vintage:%Y-%m}", "snapshot": run.about.snapshot}
        record_event("forecast_published", actor=by, subject=run.id, details=details)
        tell(run=run, published=True)
        transaction.on_commit(lambda: forecast_known.send(None, run_id=run.id, published=True))
    return found
