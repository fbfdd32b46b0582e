"""Bringing the register up to date: runs in the worker, never in a page."""

from datetime import date
from typing import Any

from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from regiewijzer.apps.audit.service import Activity, processing
from regiewijzer.apps.findings.actions_register import lapse, reconcile
from regiewijzer.apps.findings.counting import keep_month
from regiewijzer.apps.findings.queries import last_reconciliation
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.snapshots import latest_snapshot
from regiewijzer.pipeline.check import findings_path
from regiewijzer.pipeline.findings_open import open_findings
from regiewijzer.pipeline.findings_past import open_at_end_of
from regiewijzer.vocabulary.periods import add_months, first_of_month
from regiewijzer.web.home import current_home

MONTHS_BACK = 12
LOW = -50  # of -100 to 100


@task()
def reconcile_register() -> None:
    """Lay the findings of the newest snapshot beside the register."""
    bring_up_to_date(current_home())


def bring_up_to_date(home: Home) -> None:
    """Do so now."""
    snapshot = latest_snapshot(home)
    with processing(Activity.FORMAL_CONTROL):
        found = open_findings(home, snapshot)
    is_first = last_reconciliation() is None
    reconcile(found=found, snapshot=snapshot, today=timezone.localdate())
    if is_first:
        _queue_past_months(timezone.localdate())


@task()
def count_past_month(month: str) -> None:
    """Count a month (its first day as text) from before the register, with what was known when it ended."""
    home = current_home()
    with processing(Activity.FORMAL_CONTROL):
        counts = open_at_end_of(home, date.fromisoformat(month), latest_snapshot(home))
    keep_month(month=date.fromisoformat(month), counts=counts)


def _queue_past_months(today: date) -> None:
    """Let the worker count the year before, the newest month first, and only while nothing else waits: each runs every check."""
    for back in range(1, MONTHS_BACK + 1):
        month = add_months(first_of_month(today), -back)
        count_past_month.using(priority=LOW).enqueue(month.isoformat())


def queue_reconcile(**_more: Any) -> bool:
    """Let the worker do so, unless it waits already or nothing was loaded; tell whether it was queued."""
    waiting = DBTaskResult.objects.filter(task_path=reconcile_register.module_path, status=TaskResultStatus.READY)
    if not latest_snapshot(current_home()) or waiting.exists():
        return False
    reconcile_register.enqueue()
    return True


def queue_when_behind() -> bool:
    """At the start of the worker: queue when the register is older than the newest snapshot or its rules, and end waivers."""
    lapse(today=timezone.localdate())
    home, last = current_home(), last_reconciliation()
    snapshot = latest_snapshot(home)
    is_new = last is not None and last.snapshot == snapshot and findings_path(home, snapshot).exists()
    return False if is_new else queue_reconcile()
