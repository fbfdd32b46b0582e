"""Everything that writes about uploads; one transaction and one audit event each."""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.text import get_valid_filename

from regiewijzer.apps.audit.service import record_event
from regiewijzer.apps.intake.models import Upload
from regiewijzer.apps.intake.states import ALLOWED, UploadState
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.outcome import LoadResult
from regiewijzer.web.knowledge import knowledge_changed


class WrongState(Exception):
    """An upload cannot go from where it is to where it was asked to go."""


def folder_of(home: Home, upload: Upload) -> Path:
    """Return the folder in the inbox where the files of the upload wait."""
    return home.inbox / str(upload.id)


def _place(folder: Path, name: str, number: int) -> Path:
    # A number in front keeps the order of the form and makes two files of one name two files.
    return folder / f"{number:03}-{get_valid_filename(Path(name).name)[-120:]}"


def _write(file: UploadedFile, place: Path) -> int:
    descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as target:
        for chunk in file.chunks():
            target.write(chunk)
    return place.stat().st_size


def receive(*, home: Home, files: Iterable[UploadedFile], by: str) -> Upload:
    """Put the files in the inbox and queue them; the worker loads them."""
    from regiewijzer.apps.intake.tasks import load_upload

    upload = Upload(created_by=by)
    folder = folder_of(home, upload)
    folder.mkdir(mode=0o700, parents=True)
    try:
        sizes = [_write(file, _place(folder, file.name or "bestand", number)) for number, file in enumerate(files, 1)]
        with transaction.atomic():
            upload.file_count, upload.size_bytes = len(sizes), sum(sizes)
            upload.save(force_insert=True)
            record_event("upload_received", actor=by, subject=str(upload.id), details={"files": len(sizes), "bytes": sum(sizes)})
            load_upload.enqueue(str(upload.id))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return upload


def _move(upload: Upload, state: UploadState) -> None:
    if state not in ALLOWED[UploadState(upload.state)]:
        raise WrongState(f"upload {upload.id}: {upload.state} -> {state}")
    upload.state = state


@transaction.atomic
def start(*, upload_id: str) -> Upload:
    """Take an upload from the queue."""
    upload = Upload.objects.select_for_update().get(pk=upload_id)
    _move(upload, UploadState.RUNNING)
    upload.save(update_fields=["state"])
    record_event("upload_started", actor="worker", subject=upload_id)
    return upload


@transaction.atomic
def put_back(*, upload: Upload) -> None:
    """Queue an upload again: the ledger was busy, or the machine stopped halfway."""
    _move(upload, UploadState.QUEUED)
    upload.save(update_fields=["state"])
    record_event("upload_put_back", actor="worker", subject=str(upload.id))


@transaction.atomic
def finish(*, upload: Upload, result: LoadResult) -> None:
    """Note what the load did."""
    _move(upload, UploadState.DONE)
    upload.finished_at = timezone.now()
    upload.load_number = result.number
    upload.accepted, upload.rejected, upload.already_known = result.accepted, result.rejected, result.already_known
    upload.save()
    details = {"load": result.number, "accepted": result.accepted, "rejected": result.rejected}
    record_event("upload_loaded", actor="worker", subject=str(upload.id), details=details)
    if result.number is not None:
        knowledge_changed.send(Upload)


@transaction.atomic
def fail(*, upload: Upload, reason: str) -> None:
    """Note why nothing was loaded."""
    _move(upload, UploadState.FAILED)
    upload.finished_at, upload.reason = timezone.now(), reason[:300]
    upload.save()
    record_event("upload_failed", actor="worker", subject=str(upload.id), details={"reason": upload.reason})
