"""Loading uploads: runs in the worker, never in a page."""

import shutil
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from regiewijzer.apps.audit.service import Activity, processing
from regiewijzer.apps.intake import actions
from regiewijzer.apps.intake.models import Upload
from regiewijzer.ledger.installation import InstallationIncomplete
from regiewijzer.ledger.lock import LoadRunning
from regiewijzer.ledger.region import RegionError
from regiewijzer.pipeline.known_at import KnownAt
from regiewijzer.pipeline.load import load
from regiewijzer.web.home import current_home

AGAIN_AFTER = timedelta(seconds=15)


@task()
def load_upload(upload_id: str) -> None:
    """Load the files of an upload and note what came of it; the files leave the inbox either way."""
    home = current_home()
    upload = actions.start(upload_id=upload_id)
    folder = actions.folder_of(home, upload)
    try:
        with processing(Activity.INGEST):
            result = load(home, [folder], known_at=KnownAt(), now=datetime.now(UTC).replace(tzinfo=None))
    except LoadRunning:
        put_back(upload)
        return
    except (InstallationIncomplete, RegionError) as error:
        actions.fail(upload=upload, reason=str(error))
    except Exception as error:
        # The text may hold a piece of a message; its kind cannot. The worker keeps the rest with the task.
        actions.fail(upload=upload, reason=type(error).__name__)
        shutil.rmtree(folder, ignore_errors=True)
        raise
    else:
        actions.finish(upload=upload, result=result)
    shutil.rmtree(folder, ignore_errors=True)


def put_back(upload: Upload) -> None:
    """Queue the upload again for in a moment."""
    with transaction.atomic():
        actions.put_back(upload=upload)
        load_upload.using(run_after=timezone.now() + AGAIN_AFTER).enqueue(str(upload.id))
