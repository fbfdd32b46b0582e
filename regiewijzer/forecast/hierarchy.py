"""What adds up to what: region, municipality, product, provider and their combinations over the cells at the bottom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import sparse

from regiewijzer.forecast.arrays import FloatArray, IntArray, TextArray

Level = tuple[str, ...]  # the dimensions that a level names; () is the region
LEVELS: tuple[Level, ...] = ((), ("municipality",), ("product",), ("provider",), ("municipality", "product"))


@dataclass(frozen=True)
class Hierarchy:
    """Nodes over the bottom cells. `keys`: per dimension the code of each cell (cells,); `levels` without the bottom itself."""

    keys: Mapping[str, TextArray]
    levels: Sequence[Level] = LEVELS

    @property
    def cells(self) -> int:
        """How many cells there are at the bottom."""
        return len(next(iter(self.keys.values())))

    @cached_property
    def _numbered(self) -> dict[Level, tuple[list[tuple[str, ...]], IntArray]]:
        return {level: self._number(level) for level in self.levels}

    def _number(self, level: Level) -> tuple[list[tuple[str, ...]], IntArray]:
        codes = list(zip(*(self.keys[name].tolist() for name in level), strict=True)) if level else [()] * self.cells
        names = sorted(set(codes))
        place = {name: number for number, name in enumerate(names)}
        return names, np.array([place[one] for one in codes], dtype=np.int64)

    def names(self, level: Level) -> list[tuple[str, ...]]:
        """Return the codes of each node of a level, sorted."""
        return self._numbered[level][0]

    def members(self, level: Level) -> IntArray:
        """Return per cell the number of its node in that level: (cells,)."""
        return self._numbered[level][1]

    @cached_property
    def nodes(self) -> list[tuple[Level, tuple[str, ...]]]:
        """Every node above the bottom, in the order of the rows of `summing`."""
        return [(level, name) for level in self.levels for name in self.names(level)]

    def rows(self, level: Level) -> slice:
        """Return where the nodes of a level stand among the rows of `summing`."""
        before = self.levels[: list(self.levels).index(level)]
        start = sum(len(self.names(one)) for one in before)
        return slice(start, start + len(self.names(level)))

    @cached_property
    def summing(self) -> sparse.csr_matrix:
        """The summing matrix (nodes + cells, cells): aggregates first, then the bottom."""
        cells = np.arange(self.cells)
        blocks = [
            sparse.csr_matrix((np.ones(self.cells), (self.members(one), cells)), shape=(len(self.names(one)), self.cells))
            for one in self.levels
        ]
        return sparse.csr_matrix(sparse.vstack([*blocks, sparse.identity(self.cells, format="csr")]))

    def aggregate(self, bottom: FloatArray, level: Level) -> FloatArray:
        """Return the sums of cells (cells, ...) per node of the level (nodes, ...); whole numbers stay whole."""
        total = np.zeros((len(self.names(level)), *bottom.shape[1:]), dtype=bottom.dtype)
        np.add.at(total, self.members(level), bottom)
        return total
