from datetime import date

import pytest

from regiewijzer.definitions.indicators_types import Aggregation, Grain, Series, Text, Unit
from regiewijzer.indicators.periods import Period, begun, is_decidable, period_of, whole_periods
from regiewijzer.vocabulary.periods import months_between

TEXT = Text("x", "x")


def series(days: int) -> Series:
    return Series("s", TEXT, Aggregation.SUM, Unit.NUMBER, TEXT, days)


def months(first: date, until: date) -> set[date]:
    return set(months_between(first, until))


@pytest.mark.parametrize(
    ("grain", "first", "last_month", "after"),
    [
        (Grain.MONTH, date(2024, 5, 1), date(2024, 5, 1), date(2024, 6, 1)),
        (Grain.QUARTER, date(2024, 4, 1), date(2024, 6, 1), date(2024, 7, 1)),
        (Grain.YEAR, date(2024, 1, 1), date(2024, 12, 1), date(2025, 1, 1)),
    ],
)
def test_month_lies_in_one_period(grain, first, last_month, after):
    assert period_of(grain, date(2024, 5, 1)) == Period(first, last_month, after)


@pytest.mark.parametrize(
    ("grain", "first", "until", "expected"),
    [
        (Grain.QUARTER, date(2024, 1, 1), date(2024, 7, 1), [date(2024, 1, 1), date(2024, 4, 1)]),
        (Grain.QUARTER, date(2024, 2, 1), date(2024, 9, 1), [date(2024, 4, 1)]),  # begins and ends half-way
        (Grain.YEAR, date(2023, 1, 1), date(2024, 12, 1), [date(2023, 1, 1)]),
        (Grain.YEAR, date(2024, 2, 1), date(2024, 12, 1), []),
    ],
)
def test_only_whole_periods_are_measured(grain, first, until, expected):
    assert [one.first for one in whole_periods(grain, months(first, until))] == expected


@pytest.mark.parametrize(
    ("days", "horizon", "decidable"),
    [
        (0, date(2024, 5, 31), False),  # June has not begun
        (0, date(2024, 6, 1), True),
        (28, date(2024, 6, 30), False),
        (28, date(2024, 7, 28), True),
    ],
)
def test_quarter_is_decidable_as_its_last_month_is(days, horizon, decidable):
    quarter = period_of(Grain.QUARTER, date(2024, 4, 1))

    assert is_decidable(series(days), quarter.last_month, quarter.after, horizon) is decidable


def test_facts_of_a_period_not_begun_are_not_read():
    quarters = whole_periods(Grain.QUARTER, months(date(2024, 1, 1), date(2025, 1, 1)))

    assert [one.first.month for one in begun(quarters, date(2024, 6, 1))] == [1, 4]
