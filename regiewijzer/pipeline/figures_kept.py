"""What this process worked out before: for the same question the answer is the same."""

import gc
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


@contextmanager
def without_collecting() -> Iterator[None]:
    """Leave the search for circles of garbage aside while many cells are made: there are none, and it looks at every cell again.

    It took a quarter of the time of a page with a hundred thousand cells. Threads may overlap: who turned it off turns it on.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class Kept(Generic[T]):
    """The answers asked for last, by everything that decides them; for several threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._found: OrderedDict[Hashable, T] = OrderedDict()
        self._lock = Lock()

    def __contains__(self, key: Hashable) -> bool:
        return key in self._found

    def get(self, key: Hashable) -> T | None:
        """Return the answer, None when it was not kept or is gone."""
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
            return self._found.get(key)

    def keep(self, key: Hashable, answer: T) -> None:
        """Keep the answer; the one that was asked for longest ago gives way."""
        with self._lock:
            self._found[key] = answer
            self._found.move_to_end(key)
            while len(self._found) > self._most:
                self._found.popitem(last=False)

    def get_or_make(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return the answer, worked out when it was not kept; two threads may both do so."""
        found = self.get(key)
        if found is None:
            found = make()
            self.keep(key, found)
        return found
