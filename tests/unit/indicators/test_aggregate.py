from datetime import date

import pytest

from regiewijzer.definitions.indicators_types import DIMENSIONS, Aggregation, Series, Text, Unit
from regiewijzer.figures.scope import Scope
from regiewijzer.indicators.breakdown import Breakdown, UnknownDimension
from regiewijzer.indicators.chosen import Chosen
from regiewijzer.indicators.grouping import grouping_sql

SERIES = Series("s", Text("x", "x"), Aggregation.SUM, Unit.CENTS, Text("x", "x"))
JANUARY, FEBRUARY = date(2024, 1, 1), date(2024, 2, 1)


@pytest.mark.parametrize("changes", [{"by": ("street",)}, {"where": (("street", ("1",)),)}])
def test_dimension_that_the_indicator_has_not_is_refused(changes):
    with pytest.raises(UnknownDimension, match="known are municipality, subregion"):
        Breakdown(JANUARY, FEBRUARY, **changes).check(DIMENSIONS)


@pytest.mark.parametrize("name", ["street name", "x; DROP TABLE fact", 'a"b', "", "Street"])
def test_name_that_cannot_stand_in_a_query_is_refused(name):
    with pytest.raises(UnknownDimension):
        Breakdown(JANUARY, FEBRUARY, by=(name,))


def test_open_dimension_cannot_be_filtered_on():
    with pytest.raises(UnknownDimension, match="cannot be filtered on"):
        Breakdown(JANUARY, FEBRUARY, where=(("path", ("02>14",)),)).check(("path",), only_by=("path",))


def test_codes_are_bound_not_written_into_the_query():
    evil = "x'); DROP TABLE trajectory; --"
    breakdown = Breakdown(JANUARY, FEBRUARY, where=(("provider", (evil,)),), scope=Scope(municipalities=frozenset({evil})))

    asked = Chosen([SERIES], [breakdown], (JANUARY, FEBRUARY))

    assert evil not in grouping_sql(asked)
    assert asked.parameters["where_0"] == asked.parameters["scope_municipality"] == [evil]
