from datetime import date

import pytest

from regiewijzer.definitions.indicators_types import Aggregation, Series, Text, Unit
from regiewijzer.figures.scope import Scope
from regiewijzer.indicators.breakdown import Breakdown, UnknownDimension
from regiewijzer.indicators.grouping import grouping_sql
from regiewijzer.indicators.periods import is_decidable

JANUARY, FEBRUARY = date(2024, 1, 1), date(2024, 2, 1)


def series(days: int) -> Series:
    return Series("s", Text("x", "x"), Aggregation.COUNT_DISTINCT, Unit.YOUTHS, Text("x", "x"), days)


@pytest.mark.parametrize(
    ("days", "horizon", "decidable"),
    [
        (0, date(2023, 12, 31), False),  # the month has not begun
        (0, date(2024, 1, 1), True),  # counts so far
        (28, date(2024, 1, 31), False),
        (28, date(2024, 2, 27), False),  # the 28th day after January is 28 February
        (28, date(2024, 2, 28), True),
    ],
)
def test_month_is_decidable_when_enough_days_are_known(days, horizon, decidable):
    assert is_decidable(series(days), JANUARY, FEBRUARY, horizon) is decidable


@pytest.mark.parametrize("changes", [{"by": ("street",)}, {"where": (("street", ("1",)),)}])
def test_unknown_dimension_is_refused(changes):
    with pytest.raises(UnknownDimension, match="known are municipality, subregion"):
        Breakdown(JANUARY, FEBRUARY, **changes)


def test_codes_are_bound_not_written_into_the_query():
    evil = "x'); DROP TABLE trajectory; --"
    breakdown = Breakdown(JANUARY, FEBRUARY, where=(("provider", (evil,)),), scope=Scope(municipalities=frozenset({evil})))

    assert evil not in grouping_sql(Aggregation.SUM, [breakdown], money=True)
