"""Everything that intake reads."""

import json
import os
from collections.abc import Sequence

from regiewijzer.apps.intake.models import Upload
from regiewijzer.apps.intake.states import UploadState
from regiewijzer.figures.finding import Finding
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline import loads
from regiewijzer.pipeline.loads import LoadReport, LoadSummary, UnknownLoad
from regiewijzer.pipeline.progress import Progress, read_progress

__all__ = ["UnknownLoad", "findings_page", "list_loads", "load_is_running", "report", "running_load", "uploads"]

PAGE = 50


def list_loads(home: Home) -> Sequence[LoadSummary]:
    """Return all loads, newest first."""
    return loads.list_loads(home)


def report(home: Home, number: int) -> LoadReport:
    """Return the report of a load; UnknownLoad when there is none."""
    return loads.load_report(home, number)


def findings_page(
    home: Home, number: int, *, file: str | None, owner: tuple[str, str | None] | None, rule: str | None, page: int
) -> tuple[tuple[Finding, ...], int]:
    """Return one page of findings (1-based) and how many there are in all."""
    return loads.findings_of(home, number, file=file, owner=owner, rule=rule, offset=(page - 1) * PAGE, limit=PAGE)


def load_is_running(home: Home) -> bool:
    """Tell whether the process that took the load lock last is still there and still loading."""
    progress = read_progress(home.progress)
    if progress is None or progress.stage in ("done", "failed"):
        return False
    try:
        os.kill(int(json.loads(home.lock.read_text("ascii"))["pid"]), 0)
    except (FileNotFoundError, ValueError, KeyError, ProcessLookupError):
        return False
    except PermissionError:
        pass  # it is there, as another user
    return True


def running_load(home: Home) -> Progress | None:
    """Return how far the running load is, or None when none runs."""
    return read_progress(home.progress) if load_is_running(home) else None


def uploads(limit: int = 10) -> list[Upload]:
    """Return the newest uploads."""
    return list(Upload.objects.all()[:limit])


def upload_is_waiting() -> bool:
    """Tell whether an upload is queued or being loaded."""
    return Upload.objects.filter(state__in=(UploadState.QUEUED, UploadState.RUNNING)).exists()
