"""What the worker may use of intake."""

from regiewijzer.apps.intake.models import Upload
from regiewijzer.apps.intake.queries import load_is_running
from regiewijzer.apps.intake.states import UploadState
from regiewijzer.web.home import current_home


def queue_interrupted() -> int:
    """Queue uploads again whose worker is gone; return how many. Loading is idempotent, so nothing doubles."""
    from regiewijzer.apps.intake.tasks import put_back

    if load_is_running(current_home()):
        return 0
    interrupted = list(Upload.objects.filter(state=UploadState.RUNNING))
    for upload in interrupted:
        put_back(upload)
    return len(interrupted)
