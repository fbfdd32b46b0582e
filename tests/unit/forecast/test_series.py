"""A forecast of any series: right where the past tells all, wide enough where it does not, and none where it is too short."""

import numpy as np
import pytest

from regiewijzer.forecast.series import FEWEST, expected, fewest_periods

MONTHS, SERIES = 60, 80


def season(months):
    return 100 + 20 * np.sin(2 * np.pi * np.arange(months) / 12)


def random_series(kind: str, months: int):
    """Return series (SERIES, months): noise around a season, or a level that wanders."""
    chance = np.random.default_rng(5)
    steps = chance.normal(size=(SERIES, months)) * 3
    return season(months) + steps if kind == "noise" else 300 + np.cumsum(steps, axis=1)


def test_what_repeats_itself_is_expected_again_and_nearly_certain():
    told = expected(season(MONTHS)[None, :], 12, period=12)
    assert told.point[0] == pytest.approx(season(MONTHS + 12)[MONTHS:], rel=0.01)
    width = told.quantiles[0, :, 5] - told.quantiles[0, :, 1]
    assert (width < 5).all()


@pytest.mark.parametrize("kind", ["noise", "wandering"])
def test_the_band_of_eighty_per_cent_holds_about_that_much(kind):
    made = random_series(kind, MONTHS + 12)
    told = expected(made[:, :MONTHS], 12, period=12)
    came = made[:, MONTHS:]
    for low, high, least, most in ((1, 5, 0.70, 0.95), (0, 6, 0.90, 1.0)):
        held = (told.quantiles[:, :, low] <= came) & (came <= told.quantiles[:, :, high])
        assert least <= held.mean() <= most


def test_a_step_further_is_never_surer_and_quantiles_are_in_order():
    told = expected(random_series("wandering", MONTHS), 12, period=12, lowest=None)
    width = told.quantiles[:, :, 5] - told.quantiles[:, :, 1]
    assert (np.diff(width, axis=1) >= -1e-9).all()
    assert (np.diff(told.quantiles, axis=2) >= -1e-9).all()


def test_a_share_stays_a_share():
    made = np.clip(0.97 + 0.05 * np.random.default_rng(2).normal(size=(5, MONTHS)), 0, 1)
    told = expected(made, 12, period=12, highest=1.0)
    assert told.quantiles.max() <= 1
    assert told.quantiles.min() >= 0


def test_quarters_have_a_year_of_four():
    made = np.tile([10.0, 20.0, 30.0, 20.0], 5)[None, :]
    assert expected(made, 4, period=4).point[0] == pytest.approx([10, 20, 30, 20], abs=1)


@pytest.mark.parametrize("period", [4, 12])
def test_too_short_a_past_is_refused(period):
    assert fewest_periods(period) == 2 * period + FEWEST
    with pytest.raises(ValueError, match=f"needs {2 * period + FEWEST} periods, {2 * period} given"):
        expected(np.ones((1, 2 * period)), 3, period=period)
