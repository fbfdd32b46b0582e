"""Reading delivered files: runs in the worker, never in a page."""

import shutil
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from regiewijzer.apps.audit.service import Activity, processing
from regiewijzer.apps.intake import actions_deliveries as actions
from regiewijzer.apps.intake import returned
from regiewijzer.apps.intake.mappings import mapping_for
from regiewijzer.apps.intake.models import Delivery
from regiewijzer.apps.intake.returning import keep_for_sender
from regiewijzer.apps.intake.senders import sender_of
from regiewijzer.apps.intake.summaries import summary_of
from regiewijzer.apps.intake.tasks import AGAIN_AFTER
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.installation import InstallationIncomplete
from regiewijzer.ledger.lock import LoadRunning
from regiewijzer.ledger.region import RegionError
from regiewijzer.pipeline.deliveries import DeliveryResult, check, deliver
from regiewijzer.web.home import current_home

MARGIN = timedelta(minutes=1)  # the term has to be over when the task looks


@task()
def work_on_delivery(delivery_id: str) -> None:
    """Check or record a delivered file and note what came of it; the file leaves the inbox either way."""
    home = current_home()
    delivery = actions.start(delivery_id=delivery_id)
    folder = actions.folder_of(home, delivery)
    try:
        content = actions.content_of(home, delivery)
        result = _read(home, delivery, content)
    except LoadRunning:
        put_back(delivery)
        return
    except (InstallationIncomplete, RegionError) as error:
        actions.fail(delivery=delivery, reason=str(error))
    except Exception as error:
        # The text may hold a piece of the file; its kind cannot. The worker keeps the rest with the task.
        actions.fail(delivery=delivery, reason=type(error).__name__)
        shutil.rmtree(folder, ignore_errors=True)
        raise
    else:
        _note(home, delivery, content, result)
    shutil.rmtree(folder, ignore_errors=True)


def _read(home: Home, delivery: Delivery, content: bytes) -> DeliveryResult:
    """Let the pipeline judge the file, and record it unless it is only checked."""
    now = datetime.now(UTC).replace(tzinfo=None)
    said = {
        "file": delivery.file_name,
        "sender": sender_of(delivery.organisation),
        "as_table": delivery.table or None,
        "mapping": mapping_for(delivery.organisation, content, delivery.file_name, delivery.table),
    }
    if delivery.check_only:
        with processing(Activity.FORMAL_CONTROL):
            return check(home, content, today=now.date(), **said)
    with processing(Activity.INGEST):
        return deliver(home, content, now=now, **said)


def _note(home: Home, delivery: Delivery, content: bytes, result: DeliveryResult) -> None:
    """Keep what goes back to the sender, and note the outcome also when that does not succeed: the rows are in the ledger."""
    has_titles = False
    try:
        has_titles = keep_for_sender(home, delivery, content, result)
        forget_returned.using(run_after=timezone.now() + returned.KEPT_FOR + MARGIN).enqueue()
    finally:
        actions.finish(delivery=delivery, summary=summary_of(result, has_titles=has_titles), load_number=result.load_number)
        shutil.rmtree(actions.folder_of(home, delivery), ignore_errors=True)


@task()
def forget_returned() -> None:
    """Delete what was kept for senders and whose days are over."""
    returned.forget_old(current_home(), timezone.now())


def put_back(delivery: Delivery) -> None:
    """Queue the delivery again for in a moment."""
    with transaction.atomic():
        actions.put_back(delivery=delivery)
        work_on_delivery.using(run_after=timezone.now() + AGAIN_AFTER).enqueue(str(delivery.id))
