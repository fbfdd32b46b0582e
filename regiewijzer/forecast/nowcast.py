"""What a month of which part is known will come to (Bornhuetter and Ferguson, 1972)."""

from typing import NamedTuple

import numpy as np

from regiewijzer.forecast.arrays import FloatArray, IntArray, ratio

NEARLY_ALL = 0.9  # share known above which what is known tells more than what was expected


class Nowcast(NamedTuple):
    """What is known and what is still to come; together what the month comes to. Both in the unit of the input."""

    reported: FloatArray
    outstanding: FloatArray

    @property
    def total(self) -> FloatArray:
        """The expected final amount."""
        return self.reported + self.outstanding


def bornhuetter_ferguson(reported: FloatArray, share: FloatArray, expected: FloatArray) -> Nowcast:
    """Return reported + (1 - share) x expected. Arrays that broadcast; share as from `delay`, expected from a model."""
    return Nowcast(reported, (1.0 - share) * expected)


def chain_ladder(reported: FloatArray, share: FloatArray) -> Nowcast:
    """Return reported / share; ValueError for a share of zero or less, of which nothing follows."""
    if np.any(share <= 0):
        raise ValueError("chain ladder needs a share above zero")
    return Nowcast(reported, reported * (1.0 / share - 1.0))


def nowcast(reported: FloatArray, share: FloatArray, expected: FloatArray, above: float = NEARLY_ALL) -> Nowcast:
    """Return Bornhuetter-Ferguson, and chain ladder where more than `above` is known.

    A cell of which nothing was reported keeps what was expected: zero times a factor stays zero, also for who is silent.
    """
    trusted = (share > above) & (reported > 0)
    expectation = bornhuetter_ferguson(reported, share, expected)
    developed = reported * (1.0 / np.where(trusted, share, 1.0) - 1.0)
    return Nowcast(reported, np.where(trusted, developed, expectation.outstanding))


def credible(reported: FloatArray, share: FloatArray, expected: FloatArray, believed: FloatArray) -> Nowcast:
    """Return expected + believed x (reported - share x expected): the surprise as far as it is believed (`surprise.believed`).

    Arrays that broadcast. With all of it believed this is Bornhuetter-Ferguson. What is still to come may be below zero, where
    more is known than is believed: see `not_taken_back`.
    """
    return Nowcast(reported, expected + believed * (reported - share * expected) - reported)


def not_taken_back(outstanding: FloatArray, groups: IntArray) -> FloatArray:
    """Return what is still to come (cells, months) with nothing below zero: what is claimed stays claimed.

    What that adds is taken off the other cells of its group (cells,) in the same month, so that the group comes to the same; a
    group that would come to less than nothing comes to nothing.
    """
    count = int(groups.max(initial=-1)) + 1
    total, positive = np.zeros((2, count, outstanding.shape[1]))
    above = np.maximum(outstanding, 0.0)
    np.add.at(total, groups, outstanding)
    np.add.at(positive, groups, above)
    return np.asarray(above * ratio(np.maximum(total, 0.0), positive)[groups])
