"""Progress of running work, for the command line and, through a small file, for the pages."""

import json
import os
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

CURRENT = "current.json"
SECONDS_BETWEEN = 0.25  # a page asks once a second; more writing helps nobody


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a load is; `stage` is read | record | cache | checks | done | failed."""

    stage: str
    done: int = 0
    total: int = 0
    file: str = ""
    messages: int = 0
    findings: int = 0
    load: int | None = None
    error: str = ""


Listener = Callable[[Progress], None]


class ProgressFile:
    """Writes the latest progress to `current.json`, atomically and not too often; passes it on to a listener."""

    def __init__(self, folder: Path, listener: Listener | None = None) -> None:
        """Write in `folder`, which is made when missing."""
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / CURRENT
        self._listener = listener
        self._written = 0.0
        self._stage = ""

    def __call__(self, progress: Progress) -> None:
        """Tell how far the work is; a new stage is always written."""
        if self._listener:
            self._listener(progress)
        now = time.monotonic()
        if progress.stage == self._stage and now - self._written < SECONDS_BETWEEN:
            return
        self._written, self._stage = now, progress.stage
        beside = self._path.with_name(f"{CURRENT}.{os.getpid()}")
        beside.write_text(json.dumps(asdict(progress)))
        beside.replace(self._path)


def read_progress(folder: Path) -> Progress | None:
    """Return the latest progress, or None when nothing ran yet."""
    try:
        return Progress(**json.loads((folder / CURRENT).read_text()))
    except FileNotFoundError:
        return None
