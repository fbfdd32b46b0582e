"""Dimensions that a query does not give: they come from the views, at the same moment."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.definitions.indicators_example import parse_rows
from regiewijzer.definitions.indicators_types import (
    DIMENSIONS,
    FACT_COLUMNS,
    OPTIONAL_FACT_COLUMNS,
    Aggregation,
    Grain,
    Series,
    Text,
    Unit,
)
from regiewijzer.definitions.queries import parse_query
from regiewijzer.indicators.aggregate import Breakdown, UnknownDimension, measure
from tests.support.indicator_world import open_world

TEXT = Text("x", "x")
MONTH = date(2024, 1, 1)
GIVEN = """
    SELECT valid_from AS period, 's' AS series, municipality_code, provider_code, product_category, reference AS care_form,
        youth_id, assignment_id AS unit_id, 1 AS value{more}
    FROM assignment
"""


def indicator(more: str = "", **changes: object):
    sql = GIVEN.format(more=more)
    query = parse_query(sql, file="query.sql", output=FACT_COLUMNS, optional=OPTIONAL_FACT_COLUMNS)
    series = (Series("s", TEXT, Aggregation.COUNT_DISTINCT, Unit.YOUTHS, TEXT),)
    return replace(load_indicators()["flow"], query=query, series=series, dimensions=DIMENSIONS, **changes)


def counted(name: str, given: Mapping[str, str], *, more: str = "", **changes: object) -> dict[str, float | int | None]:
    """Return code -> number of youths in January 2024 (or the quarter that begins there)."""
    worlds = {view: parse_rows(text, view) for view, text in given.items()}
    with open_world(worlds, MONTH, date(2024, 3, 31)) as connection:
        breakdown = Breakdown(MONTH, date(2024, 3, 1), (name,))
        cells = measure(connection, indicator(more, **changes), breakdown, date(2024, 3, 31))
    return {cell.dimensions[0]: cell.number for cell in cells if cell.period == MONTH}


ONE = "youth_id | valid_from | municipality_code | provider_code | product_category | reference\n"
ANNA = ONE + "anna | 2024-01-01 | 0901 | 1 | 45 | 02"


@pytest.mark.parametrize(
    ("born", "group"),
    [
        ("2024-02-01", "0-3"),  # not yet born on the first day
        ("2020-02-01", "0-3"),  # three years and eleven months
        ("2020-01-01", "4-11"),  # becomes four this month
        ("2012-02-01", "4-11"),
        ("2012-01-01", "12-17"),
        ("2006-02-01", "12-17"),
        ("2006-01-01", "18-22"),
        ("2001-01-01", "18-22"),  # becomes 23 this month: in care up to the birthday
        ("2000-12-01", "unknown"),
        ("", "unknown"),
    ],
)
def test_age_is_that_on_the_first_month_of_the_period(born, group):
    assert counted("age", {"assignment": ANNA, "youth": f"youth_id | birth_month\nanna | {born}"}) == {group: 1}


def test_sex_district_and_subregion_are_looked_up():
    given = {
        "assignment": ANNA + "\nbram | 2024-01-01 | 0902 | 1 | 45 | 02",
        "youth": "youth_id | sex | district_code\nanna | 2 | WK090101",
        "municipality": "municipality_code | subregion\n0901 | noord\n0902 |",
    }

    assert counted("sex", given) == {"2": 1, "unknown": 1}
    assert counted("district", given) == {"WK090101": 1, "unknown": 1}
    assert counted("subregion", given) == {"noord": 1, "unknown": 1}


def test_what_the_query_says_goes_before_what_is_looked_up():
    given = {"assignment": ANNA, "youth": "youth_id | sex\nanna | 2"}

    assert counted("sex", given, more=", '1' AS sex") == {"1": 1}
    assert counted("sex", given, more=", CAST(NULL AS VARCHAR) AS sex") == {"2": 1}


REQUESTS = "youth_id | provider_code | dated_on | referrer_type\n"


@pytest.mark.parametrize(
    ("rows", "referrer"),
    [
        ("anna | 1 | 2023-05-01 | 02\nanna | 1 | 2024-01-31 | 04", "04"),  # the last one before the period ended
        ("anna | 1 | 2023-05-01 | 02\nanna | 1 | 2024-02-01 | 04", "02"),
        ("anna | 1 | 2023-05-01 | 02\nanna | 1 | 2024-01-02 |", "02"),  # a request without a referrer says nothing
        ("anna | 2 | 2023-05-01 | 02", "unknown"),  # another provider
        ("bram | 1 | 2023-05-01 | 02", "unknown"),
        ("anna | 1 | 2024-01-02 | 05\nanna | 1 | 2024-01-02 | 02", "02"),  # two on one day: the lowest code, always
    ],
)
def test_referrer_is_that_of_the_last_request_before_the_period_ended(rows, referrer):
    assert counted("referrer", {"assignment": ANNA, "assignment_request": REQUESTS + rows}) == {referrer: 1}


def test_referrer_of_a_quarter_may_come_in_its_last_month():
    given = {"assignment": ANNA, "assignment_request": REQUESTS + "anna | 1 | 2024-03-31 | 02"}

    assert counted("referrer", given, grain=Grain.QUARTER) == {"02": 1}


@pytest.mark.parametrize(
    ("care_form", "frame", "segment"),
    [
        ("02", "voluntary", "common_specialist"),
        ("13", "forced", "rare_specialist"),
        ("JB", "forced", "unknown"),
        ("x", "unknown", "unknown"),
    ],
)
def test_frame_and_segment_follow_from_the_form_of_care(care_form, frame, segment):
    given = {"assignment": ANNA.replace("| 02", f"| {care_form}")}

    assert (counted("frame", given), counted("segment", given)) == ({frame: 1}, {segment: 1})


@pytest.mark.parametrize(
    ("products", "segment"),
    [
        ("45 | 02 | rare_specialist | forced", "rare_specialist"),
        ("45 | 02 | rare_specialist | forced\n45 | 02 | basic | forced", "common_specialist"),  # they disagree: the code list
        ("45 | 14 | basic | forced", "common_specialist"),
    ],
)
def test_products_that_agree_go_before_the_code_list(products, segment):
    given = {"assignment": ANNA, "product": f"product_category | care_form | segment | frame\n{products}"}

    assert counted("segment", given) == {segment: 1}


def test_dimension_that_the_indicator_lacks_is_refused():
    with open_world({}, MONTH, MONTH) as connection, pytest.raises(UnknownDimension, match="'age' is not a dimension"):
        measure(connection, load_indicators()["flow"], Breakdown(MONTH, MONTH, ("age",)), MONTH)
