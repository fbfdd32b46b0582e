"""What the worker does for the register: working out which field is used for what, and the daily retention run."""

from typing import Any

from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from regiewijzer.apps.register import keeping
from regiewijzer.pipeline.field_uses import keep_uses, kept_uses
from regiewijzer.web.home import current_home

LAST = -20  # loads and forecasts go first


@task(priority=LAST)
def work_out_uses() -> None:
    """Work out and keep the uses of every field, unless they are there for these definitions."""
    home = current_home()
    if kept_uses(home) is None:
        keep_uses(home)


@task(priority=LAST)
def retain() -> None:
    """Remove what is past its term, unless that was done today."""
    now = timezone.now()
    if keeping.is_due(now):
        keeping.run(now, by="worker")


def queue_retention() -> bool:
    """Let the worker do the retention run of today, unless it is done or waits already; tell whether it was queued."""
    waiting = DBTaskResult.objects.filter(task_path=retain.module_path, status=TaskResultStatus.READY)
    if not keeping.is_due(timezone.now()) or waiting.exists():
        return False
    retain.enqueue()
    return True


def queue_uses(**_more: Any) -> bool:
    """Let the worker do so, unless it is done or waits already; tell whether it was queued."""
    waiting = DBTaskResult.objects.filter(task_path=work_out_uses.module_path, status=TaskResultStatus.READY)
    if kept_uses(current_home()) is not None or waiting.exists():
        return False
    work_out_uses.enqueue()
    return True
