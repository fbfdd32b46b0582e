"""A norm against demand and capacity: states, sums of what is hidden, and the percentile in between."""

import statistics

import pytest

from regiewijzer.apps.offer.holding import State, eightieth, held, needed, total
from regiewijzer.figures.values import HIDDEN, NOT_APPLICABLE, UNKNOWN, ValueState, shown


@pytest.mark.parametrize(
    ("demand", "capacity", "state", "over_norm"),
    [
        (shown(10), shown(12), State.MET, 0),
        (shown(13), shown(12), State.TIGHT, 0),
        (shown(1), shown(11), State.NOT_MET, -1),
        (UNKNOWN, shown(11), State.NOT_MET, -1),
        (UNKNOWN, shown(20), State.NOT_TO_SAY, 8),
        (HIDDEN, shown(20), State.NOT_TO_SAY, 8),
        (shown(1), HIDDEN, State.NOT_TO_SAY, None),
        (shown(1), UNKNOWN, State.NOT_TO_SAY, None),
    ],
)
def test_the_state_follows_from_what_may_be_seen(demand, capacity, state, over_norm):
    found = held(12, demand, capacity)
    assert (found.state, found.over_norm.number) == (state, over_norm)


def test_what_is_hidden_hides_the_difference():
    found = held(12, HIDDEN, shown(20))
    assert found.over_demand.state is ValueState.HIDDEN


def test_a_sum_is_never_more_than_what_may_be_seen():
    assert total([shown(2), NOT_APPLICABLE, shown(3)]) == shown(5)
    assert total([shown(2), HIDDEN, UNKNOWN]) == HIDDEN
    assert total([shown(2), UNKNOWN]) == UNKNOWN
    assert total([]) == total([NOT_APPLICABLE]) == UNKNOWN


def test_the_eightieth_percentile_is_that_of_a_normal_curve():
    curve = statistics.NormalDist(100, 20)
    found = eightieth(shown(curve.inv_cdf(0.75)), shown(curve.inv_cdf(0.9)))
    assert found.number == pytest.approx(curve.inv_cdf(0.8), abs=1e-3)
    assert eightieth(UNKNOWN, shown(1)) == UNKNOWN
    assert eightieth(shown(1), HIDDEN) == HIDDEN


def test_half_a_place_is_a_place():
    assert needed(shown(41.2), 40) == shown(17)
    assert needed(HIDDEN, 40) == HIDDEN
