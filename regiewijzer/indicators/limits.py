"""Limits of chance around observed over expected (a funnel): how far from 1 a part may lie without anything being the matter.

Byar's approximation of the Poisson distribution (Breslow and Day, 1987), as public-health offices use it for funnel plots of
standardised ratios: around the target 1, the limits of a number E that was expected are those of a count of E, divided by E.
Chance only: that parts differ for reasons outside the standardisation (overdispersion) is not in it, so with thousands
expected almost every part lies outside, and that says little.
"""

from collections.abc import Sequence
from math import sqrt

Z_95, Z_998 = 1.959964, 3.090232  # two-sided 95 % and 99.8 % of the normal distribution


def _lower(expected: float, z: float) -> float:
    """Return the lower limit of a count; never below nought."""
    return expected * float(max(0.0, 1 - 1 / (9 * expected) - z / (3 * sqrt(expected)))) ** 3


def _upper(expected: float, z: float) -> float:
    more = expected + 1
    return more * float(1 - 1 / (9 * more) + z / (3 * sqrt(more))) ** 3


def funnel_limits(expected: float) -> Sequence[float]:
    """Return the limits of observed over expected: lower 99.8 %, lower 95 %, upper 95 %, upper 99.8 %."""
    assert expected > 0, expected
    limits = (_lower(expected, Z_998), _lower(expected, Z_95), _upper(expected, Z_95), _upper(expected, Z_998))
    return tuple(limit / expected for limit in limits)
