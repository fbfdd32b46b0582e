"""Scores by hand."""

import numpy as np
import pytest

from regiewijzer.forecast.scores import (
    bias,
    binomial_band,
    coverage,
    crps,
    revisions,
    wape,
    weighted_interval_score,
)


def arrays(*values):
    return [np.array(one, dtype=float) for one in values]


def test_errors_of_points():
    truth, forecast = arrays([100, 0, 300], [110, 10, 280])
    assert wape(truth, forecast) == pytest.approx(0.1)
    assert bias(truth, forecast) == pytest.approx(0.0)
    assert np.isnan(wape(np.zeros(2), np.ones(2)))


def test_interval_scores():
    truth, levels = arrays([10.0], [0.1, 0.5, 0.9])
    quantiles = np.array([[2.0, 6.0, 9.0]])
    # (|10 - 6| / 2 + 0.1 x (7 + 10 x 1)) / 1.5
    assert weighted_interval_score(truth, quantiles, levels) == pytest.approx([3.7 / 1.5])
    with pytest.raises(ValueError, match="symmetric"):
        weighted_interval_score(truth, quantiles, np.array([0.1, 0.5, 0.8]))


def test_crps_of_a_normal_distribution():
    from scipy import stats

    levels = (np.arange(999) + 1) / 1000
    quantiles = stats.norm.ppf(levels)[None]
    assert crps(np.zeros(1), quantiles, levels) == pytest.approx([0.2337], abs=2e-3)


def test_coverage_and_its_band():
    truth, lower, upper = arrays([1, 2, 3, 4], [1, 0, 4, 0], [2, 2, 5, 9])
    assert coverage(truth, lower, upper) == 0.75
    band = binomial_band(60, 0.8)
    assert band.lowest == pytest.approx(0.7)
    assert band.highest == pytest.approx(0.9)


def test_revisions():
    vintages = np.array([[100.0], [110.0], [105.0], [105.0]])
    found = revisions(vintages)
    assert found.mean_absolute == pytest.approx(5 / 105)
    assert found.net == pytest.approx(5 / 105)
    assert found.reversals == pytest.approx(0.5)
    assert revisions(vintages[:1]) == (0.0, 0.0, 0.0)
