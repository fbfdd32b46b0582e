"""One numbering of cells and nodes over many vintages. It grows as vintages come: nothing is numbered before it is known."""

from typing import NamedTuple

import numpy as np

from regiewijzer.forecast.arrays import FloatArray, IntArray
from regiewijzer.forecast.hierarchy import Level
from regiewijzer.forecast.snapshot import Cells

DIMENSIONS = ("municipality", "product", "provider")
BOTTOM: Level = DIMENSIONS
ALL_LEVELS: tuple[Level, ...] = ((), ("municipality",), ("product",), ("provider",), ("municipality", "product"), BOTTOM)
Code = tuple[str, ...]


class Universe:
    """The numbers of cells, and per level those of the nodes that they belong to."""

    def __init__(self) -> None:
        self._cells: dict[Code, int] = {}
        self._nodes: dict[Level, dict[Code, int]] = {level: {} for level in ALL_LEVELS}
        self._members: dict[Level, list[int]] = {level: [] for level in ALL_LEVELS}
        self._arrays: dict[Level, IntArray] = {}  # the same as arrays, made when they are asked for

    def __len__(self) -> int:
        return len(self._cells)

    def place(self, cells: Cells) -> IntArray:
        """Return the number of each cell (cells,), new ones included."""
        keys = cells.keys
        codes = list(zip(*(keys[name].tolist() for name in DIMENSIONS), strict=True))
        for code in codes:
            if code not in self._cells:
                self._add(code)
        return np.array([self._cells[code] for code in codes], dtype=np.int64)

    def _add(self, code: Code) -> None:
        self._cells[code] = len(self._cells)
        for level, nodes in self._nodes.items():
            name = tuple(code[DIMENSIONS.index(one)] for one in level)
            self._members[level].append(nodes.setdefault(name, len(nodes)))

    def names(self, level: Level) -> list[Code]:
        """Return the codes of the nodes of a level, by number."""
        return list(self._nodes[level])

    def nodes(self, values: FloatArray, level: Level) -> FloatArray:
        """Return the sums per node (nodes, ...) of values (cells, ...), which may be those of an earlier, smaller universe."""
        result = np.zeros((len(self._nodes[level]), *values.shape[1:]))
        np.add.at(result, self._member_array(level)[: len(values)], values)
        return result

    def _member_array(self, level: Level) -> IntArray:
        found = self._arrays.get(level)
        if found is None or len(found) != len(self):
            found = self._arrays[level] = np.array(self._members[level], dtype=np.int64)
        return found


class Window(NamedTuple):
    """The months from `start` up to and including `end`, counted from the vintage: (-2, 9) is this year, in March."""

    start: int
    end: int


def year_window(vintage: int, years_ahead: int = 0) -> Window:
    """Return the calendar year of the vintage, or a later one."""
    start = 12 * years_ahead - vintage % 12
    return Window(start, start + 11)
