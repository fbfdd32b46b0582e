"""What of assigned care is claimed, and the season in starts."""

import numpy as np
import pytest

from regiewijzer.forecast.credibility import constant, shrink
from regiewijzer.forecast.realisation import realisation
from regiewijzer.forecast.seasonal_starts import seasonal_pattern
from regiewijzer.forecast.snapshot import Cells


def cells_of(providers, claims=None):
    count = len(providers)
    zero = np.zeros(count, dtype=int)
    names = np.array([str(one) for one in range(max(providers) + 1)])
    paid = np.ones(len(names), dtype=bool) if claims is None else np.array(claims)
    return Cells(np.array(["m"]), np.array(["45"]), names, zero, zero, np.array(providers), paid)


def test_recent_months_count_as_far_as_they_are_known():
    share = np.tile(np.linspace(1.0, 0.5, 24), (2, 1))
    exposure = np.full((2, 24), 1000.0)
    found = realisation(0.7 * share * exposure, share, exposure, cells_of([0, 1]))
    assert found == pytest.approx([0.7, 0.7])


def test_a_provider_that_differs_is_believed_when_it_is_steady():
    chance = np.random.default_rng(1)
    exposure, level = np.full((6, 24), 1e6), np.array([0.4, 0.8, 0.8, 0.8, 0.8, 0.8])
    claimed = level[:, None] * exposure * chance.uniform(0.95, 1.05, (6, 24))
    found = realisation(claimed, np.ones((6, 24)), exposure, cells_of([0, 1, 2, 3, 4, 5]))
    assert found == pytest.approx(level, rel=0.05)


def test_the_product_comes_to_what_was_claimed_also_where_nothing_runs():
    chance = np.random.default_rng(2)
    exposure = chance.uniform(0, 1e6, (5, 24))
    exposure[4] = 0.0
    claimed = chance.uniform(0, 1e6, (5, 24))
    found = realisation(claimed, np.ones((5, 24)), exposure, cells_of([0, 1, 2, 3, 4]))
    weight = 0.5 ** (np.arange(24)[::-1] / 9)
    assert (found[:, None] * exposure * weight).sum() == pytest.approx((claimed * weight).sum())


def test_a_lump_sum_is_no_realisation():
    ones = np.ones((2, 24))
    assert realisation(ones, ones, ones, cells_of([0, 1], [True, False]))[1] == 0


def test_credibility():
    """Two groups of ten: means 1 and 2, within each the same spread. By hand: within 0.0278, between 0.4972."""
    groups = np.repeat([0, 1], 10)
    values = np.repeat([1.0, 2.0], 10) + np.tile([-0.15, 0.15], 10) * np.sqrt(10 / 9)
    k = constant(values, np.ones(20), groups, 2)
    within = (np.tile([0.15], 20) ** 2 * 10 / 9).sum() / 18
    between = ((10 * 0.25 * 2) - within) / (20 - 200 / 20)
    assert k == pytest.approx(within / between)
    assert constant(np.ones(20), np.ones(20), groups, 2) == np.inf
    assert shrink(np.array([6.0, 0.0]), np.array([2.0, 0.0]), np.ones(2), 2.0) == pytest.approx([2.0, 1.0])


def test_a_season_in_starts_is_found_over_all_products():
    chance, months = np.random.default_rng(4), np.arange(36)
    true = 1 + 0.25 * np.cos(2 * np.pi * (months[:12] - 9) / 12)
    counts = chance.poisson(20 * true[(months + 5) % 12], (10, 36)).astype(float)
    found = seasonal_pattern(counts, 24_005, np.ones(36))
    assert found == pytest.approx(true, abs=0.1)
    assert found.mean() == pytest.approx(1.0)


def test_within_a_year_there_is_no_season():
    assert seasonal_pattern(np.ones((2, 11)), 24_000, np.ones(11)).tolist() == [1.0] * 12
