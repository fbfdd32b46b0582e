from dataclasses import replace
from datetime import date

import pytest

from regiewijzer.definitions.indicators_types import Aggregation, Grain, Series, Text, Unit
from regiewijzer.indicators.periods import Period, begun, is_decidable, period_of, periods_within
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


YEAR = months(date(2024, 1, 1), date(2025, 1, 1))


@pytest.mark.parametrize(
    ("grain", "known", "first", "last", "expected"),
    [
        (Grain.QUARTER, YEAR, date(2024, 1, 1), date(2024, 6, 1), [1, 4]),
        (Grain.QUARTER, YEAR, date(2024, 1, 1), date(2024, 4, 1), [1, 4]),  # the last one is named by its first day, or any month
        (Grain.QUARTER, YEAR, date(2024, 2, 1), date(2024, 8, 1), [4, 7]),
        (Grain.QUARTER, months(date(2024, 2, 1), date(2024, 8, 1)), date(2024, 1, 1), date(2024, 12, 1), [4, 7]),
        (Grain.YEAR, YEAR, date(2024, 1, 1), date(2024, 1, 1), [1]),
        (Grain.YEAR, YEAR, date(2024, 2, 1), date(2024, 12, 1), []),
        (Grain.MONTH, YEAR, date(2024, 11, 1), date(2025, 2, 1), [11, 12]),
    ],
)
def test_periods_begin_within_what_is_asked_and_known(grain, known, first, last, expected):
    assert [one.first.month for one in periods_within(grain, known, first, last)] == expected


@pytest.mark.parametrize(
    ("grain", "days", "horizon", "decidable"),
    [
        (Grain.MONTH, 0, date(2024, 3, 31), False),  # April has not begun
        (Grain.MONTH, 0, date(2024, 4, 1), True),  # counts so far
        (Grain.MONTH, 28, date(2024, 4, 30), False),
        (Grain.MONTH, 28, date(2024, 5, 27), False),  # the 28th day after April is 28 May
        (Grain.MONTH, 28, date(2024, 5, 28), True),
        (Grain.QUARTER, 0, date(2024, 5, 31), False),  # its last month, June, has not begun
        (Grain.QUARTER, 0, date(2024, 6, 1), True),
        (Grain.QUARTER, 28, date(2024, 6, 30), False),
        (Grain.QUARTER, 28, date(2024, 7, 28), True),
    ],
)
def test_period_is_decidable_when_enough_days_are_known(grain, days, horizon, decidable):
    assert is_decidable(series(days), period_of(grain, date(2024, 4, 1)), horizon) is decidable


@pytest.mark.parametrize(("horizon", "decidable"), [(date(2023, 12, 31), False), (date(2024, 1, 1), True)])
def test_plan_is_known_when_its_period_begins(horizon, decidable):
    assert is_decidable(replace(series(0), is_plan=True), period_of(Grain.YEAR, date(2024, 4, 1)), horizon) is decidable


def test_facts_of_a_period_not_begun_are_not_read():
    quarters = periods_within(Grain.QUARTER, YEAR, date(2024, 1, 1), date(2024, 12, 1))

    assert [one.first.month for one in begun(quarters, date(2024, 6, 1))] == [1, 4]
