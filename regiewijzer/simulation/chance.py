"""Randomness in plain numbers: a numpy Generator drawn in blocks, because one scalar draw costs a microsecond."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Generic, TypeVar

import numpy as np

T = TypeVar("T")
_BLOCK = 1 << 15


class Choice(Generic[T]):
    """A fixed distribution over options, so that one draw is one bisection."""

    def __init__(self, weights: Mapping[T, float]) -> None:
        self.options: Sequence[T] = tuple(weights)
        self._bounds = tuple(accumulate(weights.values()))
        assert sum(weights.values()) > 0, weights

    def at(self, uniform: float) -> T:
        """Return the option at that point of [0, 1)."""
        return self.options[min(bisect_right(self._bounds, uniform * self._bounds[-1]), len(self.options) - 1)]


class Chance:
    """Draws from one stream; the same seed and stream give the same draws."""

    def __init__(self, seed: int, stream: int) -> None:
        self.rng = np.random.default_rng([seed, stream])
        self._uniforms: list[float] = []
        self._normals: list[float] = []

    def uniform(self) -> float:
        """Return a number in [0, 1)."""
        if not self._uniforms:
            self._uniforms = self.rng.random(_BLOCK).tolist()
        return self._uniforms.pop()

    def normal(self) -> float:
        """Return a standard normal number."""
        if not self._normals:
            self._normals = self.rng.standard_normal(_BLOCK).tolist()
        return self._normals.pop()

    def happens(self, share: float) -> bool:
        """Tell whether something with that chance happens; draws nothing when it never does."""
        return share > 0 and self.uniform() < share

    def between(self, least: int, most: int) -> int:
        """Return a whole number from least up to and including most."""
        return least + int(self.uniform() * (most - least + 1))

    def days(self, mu: float, sigma: float) -> int:
        """Return lognormal days, rounded down."""
        return int(np.exp(mu + sigma * self.normal()))

    def pick(self, choice: Choice[T]) -> T:
        """Return one of the options of the distribution."""
        return choice.at(self.uniform())
