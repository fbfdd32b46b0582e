"""The states of an upload and of a delivery, and which may follow which."""

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


class DeliveryState(models.TextChoices):
    """Where a delivered file is. Refused: it was read, and nothing in it could be taken in; failed: it was not read."""

    WAITING = "waiting", _("wacht op verwerking")
    RUNNING = "running", _("wordt gecontroleerd")
    DONE = "done", _("verwerkt")
    REFUSED = "refused", _("niet aangenomen")
    FAILED = "failed", _("niet gelukt")


# As with uploads, what runs can wait again.
DELIVERY_ALLOWED: dict[DeliveryState, frozenset[DeliveryState]] = {
    DeliveryState.WAITING: frozenset({DeliveryState.RUNNING}),
    DeliveryState.RUNNING: frozenset(set(DeliveryState) - {DeliveryState.RUNNING}),
    DeliveryState.DONE: frozenset(),
    DeliveryState.REFUSED: frozenset(),
    DeliveryState.FAILED: frozenset(),
}
