"""Small files that are there whole or not at all: who is killed while writing leaves what was there before."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def flush_to_disk(path: Path) -> None:
    """Make sure the file, or the list of names in the folder, survives a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _beside(path: Path, content: bytes, mode: int) -> Iterator[Path]:
    """Write the content in the same folder under a name that nobody reads; nothing stays of it unless we are killed."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        yield beside
    finally:
        beside.unlink(missing_ok=True)


def write_over(path: Path, content: bytes, *, mode: int = 0o666) -> None:
    """Put this in place of what the file says; a reader sees the old content or the new, never a part."""
    with _beside(path, content, mode) as beside:
        beside.replace(path)
    flush_to_disk(path.parent)


def write_new(path: Path, content: bytes, *, mode: int) -> None:
    """Make the file; FileExistsError when it is there: nothing is ever written over."""
    with _beside(path, content, mode) as beside:
        path.hardlink_to(beside)
    flush_to_disk(path.parent)
