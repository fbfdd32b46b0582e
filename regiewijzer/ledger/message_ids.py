"""A set of message identifications that stays small: a first load of a region holds millions of them."""

from collections.abc import Iterable, Iterator, Set

import numpy as np
import numpy.typing as npt

_Block = npt.NDArray[np.bytes_]
LENGTH = 32


def _block(ids: Iterable[str]) -> _Block:
    listed = list(ids)
    too_long = next((one for one in listed if len(one) > LENGTH), None)
    assert too_long is None, too_long
    return np.unique(np.array(listed, dtype=f"S{LENGTH}"))


class MessageIds(Set[str]):
    """A set of texts of at most 32 characters, in sorted arrays of rising size (32 bytes each, not 150)."""

    def __init__(self, ids: Iterable[str] = ()) -> None:
        self._blocks: list[_Block] = []
        self.update(ids)

    def update(self, ids: Iterable[str]) -> None:
        """Add the ids that are not in it yet."""
        block = _block(ids)
        block = block[~self._contains(block)]
        while self._blocks and len(self._blocks[-1]) <= 2 * len(block):
            # Stable sort is a merge here: both halves are sorted already.
            block = np.sort(np.concatenate([self._blocks.pop(), block]), kind="stable")
        if len(block):
            self._blocks.append(block)

    def known(self, ids: Iterable[str]) -> set[str]:
        """Return which of the ids are in it."""
        block = _block(ids)
        return {one.decode() for one in block[self._contains(block)].tolist()}

    def _contains(self, wanted: _Block) -> npt.NDArray[np.bool_]:
        found = np.zeros(len(wanted), dtype=bool)
        for block in self._blocks:
            place = np.minimum(np.searchsorted(block, wanted), len(block) - 1)
            found |= block[place] == wanted
        return found

    def __contains__(self, one: object) -> bool:
        return isinstance(one, str) and len(one) <= LENGTH and bool(self._contains(_block([one]))[0])

    def __iter__(self) -> Iterator[str]:
        return (one.decode() for block in self._blocks for one in block.tolist())

    def __len__(self) -> int:
        return sum(map(len, self._blocks))
