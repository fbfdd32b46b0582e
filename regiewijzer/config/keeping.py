"""The daily retention run: queued by the worker for itself, for as long as it runs; and the same by hand."""

from pathlib import Path
from typing import TYPE_CHECKING

from regiewijzer.config.beside import repeat_beside
from regiewijzer.config.preparation import migrate, start_django

if TYPE_CHECKING:
    from regiewijzer.apps.register.service import Kept

LOOK_EVERY = 600.0  # seconds


def _queue_daily() -> None:
    from django.db import connection

    from regiewijzer.apps.register.service import queue_retention

    try:
        queue_retention()
    finally:
        connection.close()  # of this thread: it is not used again before the next look


def queue_daily_beside() -> None:
    """Start looking whether the retention run of today is due, for as long as this process runs."""
    fault = "the retention run could not be queued"
    repeat_beside(_queue_daily, name="retention", every=LOOK_EVERY, fault=fault)


def retention(home: Path, *, dry_run: bool) -> "Kept":
    """Run retention on a home now, or tell what it would remove; both logs of the home say who did it."""
    start_django(home)
    migrate()
    from django.utils import timezone

    from regiewijzer.apps.register.service import plan, run

    now = timezone.now()
    return plan(now) if dry_run else run(now, by="command line")
