"""Many series at once: against a slow plain loop, and on courses of which the future is known."""

import numpy as np
import pytest

from regiewijzer.forecast.panel import combined, damped_trend, simple_smoothing, theta
from regiewijzer.forecast.seasonality import put_on, seasons, take_off

MONTHS = np.arange(72)


def test_simple_smoothing_as_a_plain_loop():
    series = np.random.default_rng(1).normal(100, 10, (3, 40))

    def plain(one):
        best = None
        for alpha in np.linspace(0.05, 0.95, 19):
            level, squares = one[:4].mean(), 0.0
            for value in one:
                squares += (value - level) ** 2
                level += alpha * (value - level)
            if best is None or squares < best[0]:
                best = (squares, level)
        return best[1]

    assert simple_smoothing(series, 2)[:, 1] == pytest.approx([plain(one) for one in series])


def test_a_flat_course_stays_flat():
    flat = np.full((2, 30), 7.0)
    for method in (simple_smoothing, damped_trend, theta, combined):
        assert method(flat, 6) == pytest.approx(np.full((2, 6), 7.0))


def test_a_season_is_found_and_put_back():
    season = 1 + 0.3 * np.sin(2 * np.pi * MONTHS / 12)
    truth = 100 * (1 + 0.3 * np.sin(2 * np.pi * (72 + np.arange(12)) / 12))
    assert combined((100 * season)[None], 12)[0] == pytest.approx(truth, rel=0.03)


def test_a_sparse_series_gets_an_added_season_and_nothing_below_zero():
    sparse = np.where(MONTHS % 12 == 3, 9.0, 0.0)[None]
    found = seasons(sparse)
    assert not found.multiplicative[0]
    ahead = combined(sparse, 12, lowest=0.0)
    assert (ahead >= 0).all()
    assert ahead[0].argmax() == 3
    assert put_on(take_off(sparse, found), found, 0) == pytest.approx(sparse)


def test_better_than_the_last_value_and_the_same_month_last_year():
    """200 courses with level, damped trend, season and noise; a year ahead."""
    chance = np.random.default_rng(8)
    months = np.arange(84)
    level = chance.uniform(50, 200, (200, 1)) + np.cumsum(chance.normal(0.2, 1.5, (200, 84)), axis=1)
    season = 1 + chance.uniform(0, 0.3, (200, 1)) * np.sin(2 * np.pi * (months + chance.integers(0, 12, (200, 1))) / 12)
    series = np.maximum(level * season + chance.normal(0, 5, (200, 84)), 1)
    known, truth = series[:, :72], series[:, 72:]

    def smape(forecast):
        return float((200 * np.abs(forecast - truth) / (np.abs(forecast) + truth)).mean())

    ours = smape(combined(known, 12))
    assert ours < smape(known[:, -12:])
    assert ours < smape(np.repeat(known[:, -1:], 12, axis=1))


def test_nothing_known_is_said():
    with pytest.raises(ValueError, match="at least one month"):
        combined(np.zeros((3, 0)), 4)
    assert combined(np.array([[5.0]]), 2) == pytest.approx(np.full((1, 2), 5.0))
