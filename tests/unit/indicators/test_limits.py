"""Limits of chance against the Poisson distribution itself."""

from math import ceil, exp, floor

import pytest

from regiewijzer.indicators.limits import funnel_limits


def poisson_below(count: int, expected: float) -> float:
    """Return the chance of at most that count."""
    term = total = exp(-expected)
    for number in range(1, count + 1):
        term *= expected / number
        total += term
    return total


@pytest.mark.parametrize("expected", [40.0, 200.0, 600.0])
def test_about_one_in_twenty_lies_outside_by_chance(expected):
    _, lower, upper, _ = funnel_limits(expected)

    outside = poisson_below(ceil(lower * expected) - 1, expected) + 1 - poisson_below(floor(upper * expected), expected)

    assert outside == pytest.approx(0.05, abs=0.02)


def test_limits_known_from_the_literature():
    """Byar for 100: 81.36 and 121.63, as in the tables of standardised mortality ratios."""
    _, lower, upper, _ = funnel_limits(100.0)

    assert (lower, upper) == (pytest.approx(0.8136, abs=0.0001), pytest.approx(1.2163, abs=0.0001))


@pytest.mark.parametrize("expected", [0.01, 0.5, 3.0, 5_000.0])
def test_limits_lie_around_one_and_in_order(expected):
    wide_low, low, high, wide_high = funnel_limits(expected)

    assert 0 <= wide_low <= low < 1 < high < wide_high


def test_more_expected_narrows_the_limits():
    few, many = funnel_limits(20.0), funnel_limits(2_000.0)

    assert many[2] - many[1] < (few[2] - few[1]) / 5
