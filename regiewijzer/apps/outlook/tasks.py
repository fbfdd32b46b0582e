"""Making a forecast: runs in the worker, never in a page, for the model and its libraries are loaded here only."""

from datetime import UTC, datetime
from typing import Any

from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from regiewijzer.apps.outlook import actions
from regiewijzer.apps.outlook.models import PublishedForecast
from regiewijzer.apps.outlook.scenarios.tasks import show_examples
from regiewijzer.apps.outlook.warnings.actions import tell
from regiewijzer.ledger.snapshots import latest_snapshot
from regiewijzer.pipeline.forecast_store import runs
from regiewijzer.pipeline.forecast_vintage import newest_vintage
from regiewijzer.pipeline.known_at import naive_utc
from regiewijzer.web.home import current_home, current_region
from regiewijzer.web.knowledge import forecast_known

AFTER_LOADS = -10  # a load that waits goes first
DEMONSTRATION = "demonstratie"


@task(priority=AFTER_LOADS)
def make() -> None:
    """Make a forecast of the newest month that is over, unless there is one from the same loads."""
    from regiewijzer.pipeline.forecast_runs import engine_fingerprint, make_forecast
    from regiewijzer.pipeline.forecast_snapshot import NothingKnown

    home, moment = current_home(), naive_utc(datetime.now(UTC))
    vintage, snapshot = newest_vintage(home, moment), latest_snapshot(home)
    if vintage is None or any(
        (one.about.vintage, one.about.snapshot, one.about.engine) == (vintage, snapshot, engine_fingerprint())
        for one in runs(home, only_whole=True)
    ):
        return
    try:
        made = make_forecast(home, vintage, made_at=moment, snapshot=snapshot)
    except NothingKnown:
        return
    tell(run=made, published=False)
    forecast_known.send(None, run_id=made.id, published=False)
    if current_region().invented and not PublishedForecast.objects.exists():
        actions.publish(run=made, by=DEMONSTRATION)  # a demonstration shows every reader something
        show_examples(made, DEMONSTRATION)


def is_queued() -> bool:
    """Tell whether a forecast is being made or waits for its turn."""
    busy = (TaskResultStatus.READY, TaskResultStatus.RUNNING)
    return DBTaskResult.objects.filter(task_path=make.module_path, status__in=busy).exists()


def queue_forecast(**_more: Any) -> bool:
    """Let the worker make a forecast, unless one waits already; tell whether it was queued."""
    waiting = DBTaskResult.objects.filter(task_path=make.module_path, status=TaskResultStatus.READY)
    if waiting.exists():
        return False
    make.enqueue()
    return True
