"""How much of a surprise in claims is believed."""

import numpy as np
import pytest

from regiewijzer.forecast.nowcast import bornhuetter_ferguson, credible, not_taken_back
from regiewijzer.forecast.surprise import ALL_OF_IT, SETTLED, believed

DELAYS, MONTHS = 10, SETTLED + 20


def told(level, timing, seed=1):
    """Claims of 40 cells in which months differ by `level` and the share known after a delay by `timing`, both spreads."""
    chance = np.random.default_rng(seed)
    final = 100 * (1 + level * chance.standard_normal((40, MONTHS)))
    usual = np.broadcast_to(np.append(np.linspace(0.1, 0.9, DELAYS - 1), 1.0), (40, MONTHS, DELAYS))
    off = timing * chance.standard_normal((40, MONTHS, DELAYS)) * (usual < 1)
    return final[:, :, None] * (usual + off), usual, np.full((40, MONTHS), 100.0)


def test_what_is_only_earlier_is_not_believed():
    found = believed(*told(level=0.01, timing=0.2))
    assert found[4] == pytest.approx(ALL_OF_IT / 20, abs=0.03)
    assert found[-1] == pytest.approx(1.0)


def test_what_is_more_is_believed():
    found = believed(*told(level=0.2, timing=0.001))
    assert found[3:] == pytest.approx(1.0)


def test_it_errs_less_than_believing_all_or_nothing():
    known, usual, expected = told(level=0.1, timing=0.1, seed=2)
    slope = believed(known, usual, expected)
    new, _, _ = told(level=0.1, timing=0.1, seed=3)
    for delay in (3, 5, 7):
        parts = new[:, :, delay], usual[:, :, delay], expected
        ways = [credible(*parts, one).total - new[:, :, -1] for one in (slope[delay], 0.0, 1.0)]
        best, nothing, all_of_it = (float((one**2).mean()) for one in ways)
        assert best < nothing
        assert best < all_of_it


def test_without_a_settled_month_it_is_bornhuetter_and_ferguson():
    known, usual, expected = (one[:, :SETTLED] for one in told(level=0.1, timing=0.1))
    slope = believed(known, usual, expected)
    assert slope.tolist() == [1.0] * DELAYS
    parts = known[:, :, 3], usual[:, :, 3], expected
    assert credible(*parts, slope[3]).total == pytest.approx(bornhuetter_ferguson(*parts).total)


def test_empty_and_negative_cells_give_no_nonsense():
    known, usual, expected = told(level=0.1, timing=0.1)
    known[0], expected[0], known[1] = 0.0, 0.0, -known[1]
    found = believed(known, usual, expected)
    assert np.isfinite(found).all()
    assert (found >= 0).all()
    assert (np.diff(found) >= 0).all()


def test_what_is_claimed_stays_claimed_and_the_group_comes_to_the_same():
    outstanding = np.array([[-10.0, 5.0], [30.0, 5.0], [10.0, -20.0], [7.0, -1.0]])
    found = not_taken_back(outstanding, np.array([0, 0, 0, 1]))
    assert found == pytest.approx(np.array([[0.0, 0.0], [22.5, 0.0], [7.5, 0.0], [7.0, 0.0]]))
