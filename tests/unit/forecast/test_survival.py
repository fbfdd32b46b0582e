"""How long care lasts, by hand and on generated spells."""

import numpy as np
import pytest

from regiewijzer.forecast.survival import (
    conditional,
    in_season,
    life_table,
    open_profile,
    pooled_hazard,
    still_open,
    survival,
    with_tail,
)


def test_a_table_by_hand():
    """Four spells: stops at 1 and 2, one censored at 2, one seen from age 1 that stops at 3."""
    table = life_table(np.array([0, 0, 0, 1]), np.array([1, 2, 2, 3]), np.array([1.0, 1.0, 0.0, 1.0]), 4)
    assert table.at_risk.tolist() == [3.0, 3.0, 1.0, 0.0]
    assert table.stops.tolist() == [1.0, 1.0, 1.0, 0.0]
    assert survival(table.hazard) == pytest.approx([1.0, 2 / 3, 4 / 9, 0.0, 0.0])


def test_late_entry_does_not_lengthen_care():
    """Spells that began before the window are seen only when they were long; counted from their entry the law is found again."""
    chance = np.random.default_rng(5)
    began, length = chance.integers(80, 110, 40_000), chance.geometric(0.1, 40_000)
    entry = np.maximum(100 - began, 0)
    seen = length > entry
    table = life_table(entry[seen], length[seen], np.ones(seen.sum()), 12)
    naive = life_table(np.zeros(seen.sum(), dtype=int), length[seen], np.ones(seen.sum()), 12)
    assert table.hazard == pytest.approx([0.1] * 12, abs=0.01)
    assert naive.hazard[0] < 0.07


def test_of_few_spells_the_pool_decides():
    table = life_table(np.zeros(2, dtype=int), np.array([1, 2]), np.ones(2), 2)
    assert pooled_hazard(table, np.array([0.1, 0.1]), 1e9) == pytest.approx([0.1, 0.1])
    assert pooled_hazard(table, np.array([0.1, 0.1]), 2.0) == pytest.approx([1.2 / 4, 1.2 / 3])


def test_the_tail_goes_on_as_before_it():
    table = life_table(np.zeros(100, dtype=int), np.repeat([1, 2, 3], [50, 40, 10]), np.ones(100), 5)
    assert with_tail(table.hazard, table, fewest=20, over=2)[2:] == pytest.approx([90 / 150] * 3)


def test_conditional_survival_goes_on_beyond_the_curve():
    curve = 0.9 ** np.arange(5)
    found = conditional(curve, np.array([0, 3, 40]), 3)
    assert found == pytest.approx(np.broadcast_to(0.9 ** np.arange(4), (3, 4)))


def test_who_outlived_the_curve_ends_next_month():
    assert conditional(np.array([1.0, 0.0]), np.array([5]), 2).tolist() == [[1.0, 0.0, 0.0]]


def test_still_open_by_bayes():
    """Half of the stops of this month are known: of 9 that last and 1 that stopped, half of the 1 is unseen."""
    curve = np.array([1.0, 0.9])
    assert still_open(curve, np.array([1]), np.array([0.5])) == pytest.approx([0.9 / 0.95])
    assert still_open(curve, np.array([1]), np.array([1.0])) == pytest.approx([1.0])


def test_still_open_matches_generated_care():
    chance = np.random.default_rng(6)
    known = np.array([0.2, 0.5, 0.8, 0.9])
    length = chance.geometric(0.15, 200_000)
    age = 6
    stopped = length <= age
    lag_known = known[np.clip(age - length, 0, 3)] * (age - length < 4) + (age - length >= 4)
    seen = stopped & (chance.random(len(length)) < lag_known)
    truth = (~stopped).sum() / (~seen).sum()
    assert still_open(0.85 ** np.arange(10), np.array([age]), known) == pytest.approx([truth], abs=0.005)


def test_a_season_in_stops():
    """Twice the hazard in the second month; none in the third."""
    lasting = conditional(0.9 ** np.arange(4), np.array([0]), 3)
    assert in_season(lasting, np.array([1.0, 2.0, 0.0])) == pytest.approx(np.array([[1.0, 0.9, 0.9**3, 0.9**3]]))


def test_more_stopped_unseen_after_a_month_in_which_many_stop():
    curve, ages, known = 0.9 ** np.arange(20), np.array([8]), np.array([0.5, 0.9])
    usual, many = (open_profile(curve, ages, known, np.array([one, 1.0]))[0, 0] for one in (1.0, 2.0))
    assert many < usual
    assert (np.diff(open_profile(curve, ages, known)[0]) >= 0).all()
