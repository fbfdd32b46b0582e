"""The states of an upload, and which may follow which."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class UploadState(models.TextChoices):
    """Where an upload is on its way into the ledger."""

    QUEUED = "queued", _("in de wachtrij")
    RUNNING = "running", _("wordt ingelezen")
    DONE = "done", _("ingelezen")
    FAILED = "failed", _("niet ingelezen")


# Running can become queued again: another load had the lock, or the machine stopped halfway. Loading twice changes nothing.
ALLOWED: dict[UploadState, frozenset[UploadState]] = {
    UploadState.QUEUED: frozenset({UploadState.RUNNING}),
    UploadState.RUNNING: frozenset({UploadState.QUEUED, UploadState.DONE, UploadState.FAILED}),
    UploadState.DONE: frozenset(),
    UploadState.FAILED: frozenset(),
}
