"""Rounded tables of the menu: what someone can work out who asks every one of them, by linear programming.

The reason for how many dimensions a question may name at once (`figures/scope.py`).
"""

from itertools import combinations, product
from typing import Any

import numpy as np
import pytest

from regiewijzer.disclosure.attack import new_solver, solve
from regiewijzer.disclosure.small_numbers import MINIMUM_COUNT, ROUND_TO, protect_count
from regiewijzer.figures.scope import MOST_NAMED, MOST_NAMED_OUTSIDE


def bounds(count: int) -> tuple[float, float]:
    """Return what is known of a count from how it is shown."""
    shown, half = protect_count(count), ROUND_TO // 2
    if shown is None:
        return 1.0, MINIMUM_COUNT - 1.0
    return (0.0, 0.0) if shown == 0 else (float(max(MINIMUM_COUNT, shown - half)), float(shown + half))


def hidden_widths(shape: tuple[int, ...], mean: float, seed: int, most_named: int) -> list[int]:
    """Return, for every hidden number, how many other numbers it could be after every question with so many dimensions."""
    chance = np.random.default_rng(seed)
    expected = np.ones(shape)
    for axis, size in enumerate(shape):
        expected = expected * chance.gamma(1.0, 1.0, size).reshape([-1 if other == axis else 1 for other in range(len(shape))])
    counts = chance.poisson(expected * mean / expected.mean())
    places = np.arange(counts.size).reshape(shape)
    attacker, hidden = new_solver(), []
    attacker.setOptionValue("simplex_strategy", 4)
    attacker.addVars(counts.size, np.zeros(counts.size), np.full(counts.size, 1e6))
    for named in (axes for count in range(most_named + 1) for axes in combinations(range(len(shape)), count)):
        for key in product(*(range(shape[axis]) for axis in named)):
            chosen = tuple(key[named.index(axis)] if axis in named else slice(None) for axis in range(len(shape)))
            inside = places[chosen].ravel().astype(np.int32)
            count = int(counts[chosen].sum())
            attacker.addRow(*bounds(count), len(inside), inside, np.ones(len(inside)))
            if protect_count(count) is None:
                hidden.append(inside)
    return [_width(attacker, inside) for inside in hidden]


def _width(attacker: Any, inside: np.ndarray) -> int:
    ends = []
    for sign in (1.0, -1.0):
        for one in inside:
            attacker.changeColCost(int(one), sign)
        solve(attacker)
        ends.append(sign * attacker.getInfoValue("objective_function_value")[1])
    for one in inside:
        attacker.changeColCost(int(one), 0.0)
    return int(np.floor(ends[1] + 1e-6) - np.ceil(ends[0] - 1e-6))


@pytest.mark.parametrize("seed", range(3))
def test_questions_outside_the_service_organisation_give_no_hidden_number_away(seed):
    widths = hidden_widths((6, 6, 4, 2, 3), 4, seed, MOST_NAMED_OUTSIDE)
    assert widths
    assert min(widths) >= 2


@pytest.mark.parametrize("seed", range(2))
def test_questions_inside_it_hardly_ever_do(seed):
    widths = hidden_widths((6, 8, 2, 4), 10, seed, MOST_NAMED)
    assert len(widths) > 90
    assert sum(width == 0 for width in widths) <= len(widths) / 100


def test_one_dimension_more_would_give_many_away():
    """Else the limit would be for nothing."""
    widths = hidden_widths((6, 8, 2, 4), 10, 2, MOST_NAMED + 1)
    assert sum(width == 0 for width in widths) > len(widths) / 20
