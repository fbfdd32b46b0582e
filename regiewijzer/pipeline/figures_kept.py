"""Figures that this process worked out before: for the same question the answer is the same."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock

from regiewijzer.figures.figure import Figure


class KeptFigures:
    """The figures asked for last, by everything that decides them; for several threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._found: OrderedDict[Hashable, Figure] = OrderedDict()
        self._lock = Lock()

    def __contains__(self, key: Hashable) -> bool:
        return key in self._found

    def figure(self, key: Hashable) -> Figure | None:
        """Return the figure, None when it was not kept or is gone."""
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
            return self._found.get(key)

    def keep(self, key: Hashable, figure: Figure) -> None:
        """Keep the figure; the one that was asked for longest ago gives way."""
        with self._lock:
            self._found[key] = figure
            self._found.move_to_end(key)
            while len(self._found) > self._most:
                self._found.popitem(last=False)
