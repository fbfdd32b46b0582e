"""What a fixed publication prints of a measured cell, and what of it adds up."""

from datetime import date

import pytest

from regiewijzer.definitions.indicators_types import Aggregation, Unit
from regiewijzer.disclosure.fixed import Amount, amount_of, published
from regiewijzer.disclosure.gate import MeasuredCell
from regiewijzer.figures.values import HIDDEN, UNKNOWN, ValueState, shown

JANUARY = date(2026, 1, 1)


def measured(number, unit=Unit.YOUTHS, aggregation=Aggregation.COUNT_DISTINCT, **more) -> MeasuredCell:
    return MeasuredCell(JANUARY, (), "s", unit, number, aggregation=aggregation, **more)


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        (measured(37, youths=37), Amount(37, False, step=10)),
        (measured(4, youths=4), Amount(4, True, 6, 1, 10)),
        (measured(9, youths=9), Amount(9, True, 1, 1, 10)),
        (measured(0), Amount(0, False, step=10)),
        (measured(0.25, Unit.SHARE, Aggregation.SHARE, youths=80, part=20, whole=80), Amount(20, False, step=10)),
        (measured(0.05, Unit.SHARE, Aggregation.SHARE, youths=80, part=4, whole=80), Amount(4, True, 6, 1, 10)),
        (measured(0.95, Unit.SHARE, Aggregation.SHARE, youths=80, part=76, whole=80), Amount(76, True, 1, 6, 10)),
        (measured(1.0, Unit.SHARE, Aggregation.SHARE, youths=80, part=80, whole=80), Amount(80, True, 1, 10, 10)),
        (measured(0.0, Unit.SHARE, Aggregation.SHARE, youths=80, part=0, whole=80), Amount(0, True, 10, 0, 10)),
        (measured(500_000, Unit.CENTS, Aggregation.SUM, youths=3), Amount(500_000, True, 50_000, 50_000, 1_000_000)),
        (
            measured(500_000, Unit.CENTS, Aggregation.SUM, youths=30, largest_contribution=0.95),
            Amount(500_000, True, 50_000, 50_000, 1_000_000),
        ),
        (measured(2.5, Unit.SCORE, Aggregation.MEAN, youths=30, whole=40), Amount(100, False, step=10)),
        (measured(12, Unit.ORGANISATIONS, Aggregation.COUNT, youths=30), Amount(12, False)),
        (measured(44, Unit.DAYS, Aggregation.MEDIAN_P90, youths=30), None),
        (measured(None, state=ValueState.UNKNOWN), None),
    ],
)
def test_what_of_a_value_adds_up_and_how_far_an_attacker_is_kept_from_it(cell, amount):
    assert amount_of(cell, by_provider=False) == amount


@pytest.mark.parametrize(
    ("cell", "number", "behind"),
    [
        (measured(37, youths=37, base=37), 37, 35),
        (measured(0, base=0), 0, 0),
        (measured(0.2534, Unit.SHARE, Aggregation.SHARE, youths=80, base=80, part=20, whole=80), 0.253, 80),
        (measured(123_456, Unit.CENTS, Aggregation.SUM, youths=30, base=31), 123_500, 30),
        (measured(12.345, Unit.PER_1000, Aggregation.RATE, youths=30, base=30, part=30, whole=2430), 12.3, 30),
        (measured(41.6, Unit.DAYS, Aggregation.MEDIAN_P90, youths=30, base=30), 42, 30),
        (measured(7.456, Unit.SCORE, Aggregation.MEAN, youths=30, base=40, whole=40), 7.5, 40),
    ],
)
def test_what_is_shown_is_exact_and_what_is_behind_it_is_rounded(cell, number, behind):
    found = published(cell, is_hidden=False)
    assert (found.value, found.base) == (shown(number), shown(behind))


def test_hidden_hides_what_is_behind_it_too():
    found = published(measured(37, youths=37, base=37), is_hidden=True)
    assert (found.value, found.base) == (HIDDEN, HIDDEN)


def test_unknown_stays_unknown():
    assert published(measured(None, state=ValueState.UNKNOWN), is_hidden=True).value == UNKNOWN
