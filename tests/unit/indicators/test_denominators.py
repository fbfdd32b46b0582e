"""A denominator known by fewer dimensions than the numerator: young people per form of care over the whole population."""

from dataclasses import replace
from datetime import date

import pytest

from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.definitions.indicators_types import FACT_COLUMNS, OPTIONAL_FACT_COLUMNS, Aggregation, Series, Text, Unit
from regiewijzer.definitions.queries import parse_query
from regiewijzer.figures.scope import REGION, Scope
from regiewijzer.indicators.aggregate import Breakdown, measure
from tests.support.indicator_world import open_world

TEXT, MONTH = Text("x", "x"), date(2024, 1, 1)
QUERY = """
    SELECT started_on AS period, 's' AS series, municipality_code, provider_code, product_category, care_form, youth_id,
        assignment_id AS unit_id, 1 AS value, CAST(NULL AS BIGINT) AS weight
    FROM delivery
    UNION ALL
    SELECT year AS period, 's' AS series, municipality_code, CAST(NULL AS VARCHAR) AS provider_code,
        CAST(NULL AS VARCHAR) AS product_category, CAST(NULL AS VARCHAR) AS care_form, CAST(NULL AS VARCHAR) AS youth_id,
        CAST(NULL AS VARCHAR) AS unit_id, CAST(NULL AS BIGINT) AS value, people AS weight
    FROM population
"""
CARE = [("0901", "1", "02", "anna"), ("0901", "2", "14", "anna"), ("0901", "1", "02", "bram")]
PEOPLE = [("0901", 200), ("0901", 200), ("0902", 100)]
CARE_COLUMNS = ("municipality_code", "provider_code", "care_form", "youth_id")
GIVEN = {
    "delivery": [{"started_on": MONTH, **dict(zip(CARE_COLUMNS, row, strict=True))} for row in CARE],
    "population": [{"year": MONTH, "municipality_code": place, "people": people} for place, people in PEOPLE],
}


def rates(by=(), *, where=(), scope=REGION, aggregation=Aggregation.RATE) -> dict:
    query = parse_query(QUERY, file="query.sql", output=FACT_COLUMNS, optional=OPTIONAL_FACT_COLUMNS)
    series = Series("s", TEXT, aggregation, Unit.PER_1000, TEXT, per=1_000, weight_by=("municipality",))
    indicator = replace(load_indicators()["flow"], query=query, series=(series,))
    with open_world(GIVEN, MONTH, MONTH) as connection:
        cells = measure(connection, indicator, Breakdown(MONTH, MONTH, by, where, scope), MONTH)
    return {cell.dimensions: cell.number for cell in cells}


def test_region_divides_by_everyone():
    assert rates() == {(): 4.0}


def test_every_form_is_divided_by_the_same_people():
    assert rates(("care_form",)) == {("02",): 4.0, ("14",): 2.0}


def test_municipality_without_anyone_in_care_is_nought():
    assert rates(("municipality",)) == {("0901",): 5.0, ("0902",): 0.0}


def test_breakdown_by_both_divides_by_the_municipality():
    assert rates(("care_form", "municipality")) == {("02", "0901"): 5.0, ("14", "0901"): 2.5}


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ((("care_form", ("14",)),), {(): 2.0}),
        ((("municipality", ("0901",)),), {(): 5.0}),
        ((("municipality", ("0902",)),), {(): 0.0}),
        ((("provider", ("9",)),), {(): 0.0}),
    ],
)
def test_filter_narrows_the_denominator_only_by_what_it_knows(where, expected):
    assert rates(where=where) == expected


def test_scope_of_a_provider_does_not_hide_the_population():
    assert rates(scope=Scope(providers=frozenset({"2"}))) == {(): 2.0}
    assert rates(scope=Scope(municipalities=frozenset({"0902"}))) == {(): 0.0}


def test_ratio_with_a_denominator_and_nothing_to_divide_is_nought():
    assert rates(("municipality",), aggregation=Aggregation.RATIO) == {("0901",): 7.5, ("0902",): 0.0}
