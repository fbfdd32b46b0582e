"""What is claimed of an effect: right as often as it says, when there is one and when there is none."""

import numpy as np
import pytest

from regiewijzer.indicators.effects import Claim, Effect, against_expected, difference_in_differences

TIMES = 500


@pytest.mark.parametrize(
    ("low", "high", "claim"),
    [
        (10.0, 14.0, Claim.REACHED),
        (2.0, 9.0, Claim.PARTLY),
        (-3.0, 9.0, Claim.NOT),
        (-9.0, -3.0, Claim.NOT),
        (-3.0, 14.0, Claim.UNKNOWN),
        (2.0, 14.0, Claim.UNKNOWN),
    ],
)
def test_a_claim_holds_for_the_whole_band(low, high, claim):
    assert Effect((low + high) / 2, low, high).claim(10.0) is claim


def test_downwards_what_fell_more_than_expected_is_an_effect():
    fell = against_expected(80.0, 100.0, 95.0, 110.0, downwards=True)
    assert (fell.size, fell.low, fell.high) == (20.0, 15.0, 30.0)
    rose = against_expected(120.0, 100.0, 95.0, 110.0, downwards=False)
    assert (rose.size, rose.low, rose.high) == (20.0, 10.0, 25.0)


@pytest.mark.parametrize("took_part", [1, 3, 5])
@pytest.mark.parametrize("true", [0.0, 4.0])
def test_a_difference_in_differences_holds_its_level_with_few_municipalities(took_part, true):
    """Ten municipalities that change for reasons of their own; those that took part change `true` more."""
    random = np.random.default_rng(took_part)
    held = []
    for _ in range(TIMES):
        changes = random.normal(1.0, 3.0, 10)
        changes[:took_part] += true
        found = difference_in_differences(changes[:took_part], changes[took_part:], downwards=False)
        held.append(found.low <= true <= found.high)
    assert np.mean(held) == pytest.approx(0.8, abs=0.06)


def test_downwards_turns_a_difference_round():
    up = difference_in_differences([5.0, 6.0], [1.0, 2.0, 3.0], downwards=False)
    down = difference_in_differences([-5.0, -6.0], [-1.0, -2.0, -3.0], downwards=True)
    assert (up.size, up.low, up.high) == pytest.approx((down.size, down.low, down.high))


def test_with_too_few_others_nothing_is_said():
    assert difference_in_differences([5.0], [1.0, 2.0], downwards=False) is None
    assert difference_in_differences([], [1.0, 2.0, 3.0], downwards=False) is None


def test_with_equal_changes_the_band_is_as_narrow_as_those():
    found = difference_in_differences([3.0], [1.0, 1.0, 1.0], downwards=False)
    assert (found.low, found.size, found.high) == (2.0, 2.0, 2.0)
