"""Looking for signals: runs in the worker, never in a page."""

from typing import Any

from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from regiewijzer.apps.signals.looking import look_everywhere
from regiewijzer.apps.signals.models import Subscription
from regiewijzer.web.home import current_home


@task()
def look() -> None:
    """Look at every line that someone follows."""
    look_everywhere(current_home())


def queue_look(**_more: Any) -> bool:
    """Let the worker look, unless nobody follows anything or a look is waiting already; tell whether it was queued."""
    waiting = DBTaskResult.objects.filter(task_path=look.module_path, status=TaskResultStatus.READY)
    if not Subscription.objects.exists() or waiting.exists():
        return False
    look.enqueue()
    return True
