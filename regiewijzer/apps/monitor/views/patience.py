"""How long a reader of many figures waits: what is not worked out by then comes with the next visit."""

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

One = TypeVar("One")

# The first reader after a load pays for all figures of a page; nobody waits longer than this for them.
SECONDS = 1.0


def while_patient(things: Iterable[One], seconds: float | None = None) -> Iterator[tuple[One, bool]]:
    """Yield each thing with whether there is still time to work on it; the time between two things counts."""
    deadline = time.monotonic() + (SECONDS if seconds is None else seconds)
    for one in things:
        yield one, time.monotonic() < deadline
