"""One load at a time: a lock on a file that the system gives back when its process dies."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import Lock

# A POSIX lock belongs to the process: forked parsers do not inherit it (flock would stay held by them after
# a kill), but a second thread of the same process would get it too. This set guards against that.
_held: dict[Path, datetime] = {}
_guard = Lock()


class LoadRunning(RuntimeError):
    """Another load holds the lock; `pid` and `since` tell which."""

    def __init__(self, pid: int | None, since: datetime | None) -> None:
        super().__init__(f"a load is running: process {pid}, since {since:%Y-%m-%d %H:%M}" if since else "a load is running")
        self.pid, self.since = pid, since


def _holder(descriptor: int) -> LoadRunning:
    """Return who holds the lock, as far as the file tells: the holder may be just about to write it."""
    try:
        told = json.loads(os.pread(descriptor, 1000, 0))
        return LoadRunning(int(told["pid"]), datetime.fromisoformat(told["since"]))
    except (ValueError, KeyError):
        return LoadRunning(None, None)


def _take(path: Path, since: datetime) -> int:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        running = _holder(descriptor)
        os.close(descriptor)
        raise running from error
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, json.dumps({"pid": os.getpid(), "since": since.isoformat()}).encode(), 0)
    return descriptor


@contextmanager
def load_lock(path: Path, *, since: datetime) -> Iterator[None]:
    """Hold the lock while the block runs; LoadRunning when another process or thread has it."""
    path = path.absolute()
    with _guard:
        if path in _held:
            raise LoadRunning(os.getpid(), _held[path])
        descriptor = _take(path, since)
        _held[path] = since
    try:
        yield
    finally:
        with _guard:
            del _held[path]
            os.close(descriptor)
