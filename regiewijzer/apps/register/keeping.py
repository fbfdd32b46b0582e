"""The retention run of a whole installation: ledger and archive by the terms of the installation file, and what lies beside them.

Figures and forecasts stay: they hold sums and no person, and are frozen under their hash (F9). The audit log stays too: it is a
chain, and names no youth.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from regiewijzer import __version__
from regiewijzer.apps.audit.service import Activity, last_processing, processing, record_event
from regiewijzer.apps.intake.service import count_leftovers, forget_leftovers
from regiewijzer.ledger.installation import load_installation
from regiewijzer.ledger.retention import apply_retention, plan_retention
from regiewijzer.pipeline.known_at import naive_utc
from regiewijzer.web.home import current_home

TASKS_KEPT = timedelta(days=30)  # what the worker did: names of files stand in it
AGAIN_AFTER = timedelta(hours=1)  # after a run that failed, because a load was running, say


@dataclass(frozen=True, slots=True)
class Kept:
    """What a run removed, or would remove: rows by table, originals, persons of the register, and what lies beside them."""

    rows: Mapping[str, int]
    originals: int
    persons: int
    returned: int
    sessions: int
    tasks: int

    @property
    def total(self) -> int:
        """Everything together."""
        return sum(self.rows.values()) + self.originals + self.persons + self.returned + self.sessions + self.tasks


def _beside(now: datetime) -> tuple[int, int]:
    """Return the sessions and outcomes of tasks that are past their days."""
    sessions = Session.objects.filter(expire_date__lt=now).count()
    return sessions, DBTaskResult.objects.filter(finished_at__lt=now - TASKS_KEPT).count()


def plan(now: datetime) -> Kept:
    """Return what a run would remove; nothing is removed. `now` has a zone."""
    home = current_home()
    found = plan_retention(home, load_installation(home), now=naive_utc(now))
    return Kept(found.rows, found.originals, found.persons, count_leftovers(now), *_beside(now))


def run(now: datetime, *, by: str) -> Kept:
    """Remove everything past its term and log that, also when there was nothing. `now` has a zone.

    LoadRunning when a load is running, KeyTrouble when the keys are not at hand: the run is then logged as failed.
    """
    home = current_home()
    with processing(Activity.RETENTION) as operation:
        record_event("retention_started", actor=by, operation=operation.id)
        found = apply_retention(home, load_installation(home), now=naive_utc(now), program_version=__version__)
        operation.subjects = found.persons
        sessions, tasks = _beside(now)
        Session.objects.filter(expire_date__lt=now).delete()
        DBTaskResult.objects.filter(finished_at__lt=now - TASKS_KEPT).delete()
        kept = Kept(found.rows, found.originals, found.persons, forget_leftovers(now), sessions, tasks)
    details: dict[str, object] = {"rows": dict(kept.rows), "originals": kept.originals, "returned": kept.returned}
    record_event("retention_done", actor=by, operation=operation.id, details=details)
    return kept


def is_due(now: datetime) -> bool:
    """Tell whether there was no run today that ended well, and none in the last hour that did not."""
    done, tried = last_processing(Activity.RETENTION, succeeded=True), last_processing(Activity.RETENTION)
    if done and timezone.localdate(done) == timezone.localdate(now):
        return False
    return tried is None or tried < now - AGAIN_AFTER
