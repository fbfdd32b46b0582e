"""Intervals that cover what they say."""

import numpy as np
import pytest

from regiewijzer.forecast.conformal import (
    LEVELS,
    adapted_miss_rate,
    apply,
    cell_quantiles,
    joint_samples,
    near_leads,
    quantiles_around_zero,
    quantiles_of,
    relative_errors,
    widened,
)
from regiewijzer.forecast.scores import binomial_band


@pytest.mark.parametrize("scores", [8, 12, 29, 30, 60, 200])
@pytest.mark.parametrize(("low", "high", "nominal"), [(1, 5, 0.8), (0, 6, 0.95)])
def test_coverage_of_the_next_score(scores, low, high, nominal):
    """2,000 times: quantiles of earlier scores, does the next one fall between? By rank at least, by t about nominal."""
    chance = np.random.default_rng(scores)
    drawn = chance.normal(0.1, 1.0, (2_000, scores + 1))
    bounds = np.stack([quantiles_of(one[:-1]) for one in drawn])
    covered = ((bounds[:, low] <= drawn[:, -1]) & (drawn[:, -1] <= bounds[:, high])).mean()
    band = binomial_band(2_000, nominal, 0.999)
    # With n scores the outermost ranks cover at most (n - 1) / (n + 1).
    assert covered >= min(band.lowest, (scores - 1) / (scores + 1) - 0.01 if scores >= 30 else 1)
    assert covered <= band.highest + 2 / scores


def test_of_one_score_nothing_follows():
    assert np.isnan(quantiles_of(np.array([0.3, np.nan]))).all()


def test_cells_have_their_own_width():
    scores = np.concatenate([np.linspace(-1, 1, 99), np.linspace(-5, 5, 99)])
    found = cell_quantiles(scores, np.repeat([0, 1], 99), 2)
    assert found[1] == pytest.approx(5 * found[0])
    assert found[0, 1] == pytest.approx(-0.8, abs=0.03)


def test_near_leads():
    scores = np.arange(10.0).reshape(5, 2)
    assert near_leads(scores, 0).tolist() == [0, 1, 2, 3]
    assert near_leads(scores, 4).tolist() == [6, 7, 8, 9]


def test_an_empty_cell_stays_finite():
    forecast, truth = np.array([0.0, 100.0]), np.array([5.0, 90.0])
    errors = relative_errors(truth, forecast, floor=10.0)
    assert errors == pytest.approx([0.5, -0.1])
    assert apply(forecast, np.array([-0.5, 0.0, 0.5]), floor=10.0) == pytest.approx(
        np.array([[0.0, 0.0, 5.0], [50.0, 100.0, 150.0]])
    )


def test_who_misses_too_often_is_widened():
    rate = adapted_miss_rate(np.ones(10), 0.2)
    assert rate < 0.2
    assert adapted_miss_rate(np.zeros(10), 0.2) > 0.2
    moved = widened(LEVELS, np.array([0.025, 0.1, 0.5]), np.array([0.05, 0.2, 0.5]))
    assert moved == pytest.approx([0.0125, 0.05, 0.25, 0.5, 0.75, 0.95, 0.9875])


def test_the_adaptive_step_restores_coverage():
    """Scores that suddenly double: fixed quantiles miss half as often again, adapted ones come back to 20 %."""
    chance = np.random.default_rng(3)
    calibration = np.sort(np.abs(chance.normal(size=2_000)))
    new = np.abs(chance.normal(scale=2.0, size=900))
    rate, missed = 0.2, []
    for score in new:
        missed.append(float(score > np.quantile(calibration, 1 - rate)))
        rate = adapted_miss_rate(np.array(missed), 0.2)
    assert (new > np.quantile(calibration, 0.8)).mean() > 0.45
    assert np.mean(missed[400:]) < 0.27


def test_samples_keep_what_moves_together():
    """Two cells whose errors always agree: the sum is as unsure as both together; when they differ it is sure."""
    forecast, members = np.array([100.0, 100.0]), np.zeros(2, dtype=int)
    swing = np.linspace(-0.2, 0.2, 41)
    together = joint_samples(forecast, np.stack([swing, swing], axis=1), floor=1.0)
    apart = joint_samples(forecast, np.stack([swing, -swing], axis=1), floor=1.0)
    assert np.ptp(together.quantiles(members, 1)) > 70
    assert np.ptp(apart.quantiles(members, 1)) == pytest.approx(0.0, abs=1e-9)


def test_scores_that_overlap_are_worth_fewer_and_give_wider_intervals():
    scores = np.random.default_rng(5).normal(size=36)
    alone, overlapping = quantiles_of(scores), quantiles_of(scores, LEVELS, 4.0)
    assert np.ptp(overlapping) > 1.5 * np.ptp(alone)
    assert quantiles_of(scores, LEVELS, 1e9) == pytest.approx(alone)


@pytest.mark.parametrize("years", [3, 5])
def test_coverage_with_scores_of_which_six_are_one(years):
    """2,000 times: each independent error seen six times. Told so, the intervals cover about what they say; else far less."""
    chance = np.random.default_rng(years)
    covered = np.zeros(2)
    for drawn in chance.normal(size=(2_000, years + 1)):
        seen = np.repeat(drawn[:-1], 6)
        for place, worth in enumerate((float(years), None)):
            bounds = quantiles_of(seen, LEVELS, worth)
            covered[place] += bounds[1] <= drawn[-1] <= bounds[5]
    assert covered[0] / 2_000 == pytest.approx(0.8, abs=0.03)
    assert covered[1] / 2_000 < 0.75


@pytest.mark.parametrize("years", [3, 5])
def test_coverage_around_zero_with_overlapping_scores(years):
    """As above, of errors without a bias: it covers as it says with a narrower interval, which is not led by one side."""
    chance = np.random.default_rng(10 + years)
    covered, width, other = 0, 0.0, 0.0
    for drawn in chance.normal(size=(2_000, years + 1)):
        seen = np.repeat(drawn[:-1], 6)
        bounds, led = quantiles_around_zero(seen, independent=float(years)), quantiles_of(seen, LEVELS, float(years))
        covered += bounds[1] <= drawn[-1] <= bounds[5]
        width, other = width + bounds[5] - bounds[1], other + led[5] - led[1]
    assert covered / 2_000 == pytest.approx(0.8, abs=0.03)
    assert width < other


def test_around_zero_needs_two_scores_and_ranks_many():
    assert np.isnan(quantiles_around_zero(np.array([0.1, np.nan]), independent=9.0)).all()
    many = np.random.default_rng(6).normal(size=90)
    assert quantiles_around_zero(many, independent=90.0) == pytest.approx(quantiles_of(many))
