from datetime import date
from decimal import Decimal

import pytest

from regiewijzer.definitions.indicators_types import Aggregation, Series, Text, Unit
from regiewijzer.figures.values import ValueState
from regiewijzer.indicators.grouping import Measure
from regiewijzer.indicators.numbers import cell, numbers

MARCH = date(2024, 3, 1)
SHARE = Series("s", Text("x", "x"), Aggregation.RATIO, Unit.SHARE, Text("x", "x"))


def measured(total, weight):
    counts = {"youths": 0, "people": 50, "is_personal": True, "facts": 2, "told": 0, "amounts": 2}
    measure = Measure(**counts, total=total, weight=weight)
    return cell(SHARE, next(iter(SHARE.outcomes)), MARCH, (), numbers(SHARE, measure)[0], measure)


@pytest.mark.parametrize(
    ("total", "weight", "state"),
    [
        (3, 4, ValueState.SHOWN),
        (0, 4, ValueState.SHOWN),  # nobody of those asked: really zero
        (0, 0, ValueState.NOT_APPLICABLE),  # nobody was asked
        (None, 4, ValueState.UNKNOWN),  # not delivered
        (3, None, ValueState.UNKNOWN),
    ],
)
def test_quotient_of_nothing_does_not_exist_and_what_was_not_delivered_is_unknown(total, weight, state):
    assert measured(total, weight).state is state


def test_whole_decimals_behind_a_quotient_are_no_count_of_people():
    """Nine of ten full-time jobs are no nine people: the gate must not take them for part and rest of a group."""
    found = measured(Decimal("9.00"), Decimal("10.00"))

    assert (type(found.part), type(found.whole)) == (float, float)
    assert (type(measured(9, 10).part), type(measured(9, 10).whole)) == (int, int)


def test_behind_an_amount_per_youth_stand_youths_and_not_the_lines_of_their_claims():
    cost = Series("c", Text("x", "x"), Aggregation.RATIO, Unit.CENTS, Text("x", "x"))
    counts = {"youths": 12, "people": 0, "is_personal": False, "facts": 300, "told": 0, "amounts": 300}
    measure = Measure(**counts, total=240_000, weight=12)
    found = cell(cost, next(iter(cost.outcomes)), MARCH, (), numbers(cost, measure)[0], measure)
    assert (found.number, found.base) == (20_000, 12)
