"""Lineage is proven: a query runs on views with only the fields it is said to use, and not without any one of them."""

from collections.abc import Collection

import duckdb
import pytest

from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.definitions.indicators_types import Example, Indicator
from regiewijzer.definitions.queries import Query, parse_query
from regiewijzer.definitions.queries_lineage import VIEWS_ONLY, Field, Sources, lineage, message_elements, source_of
from tests.support.indicator_world import open_world

INDICATORS = list(load_indicators().values())


def query(sql: str, *output: str) -> Query:
    return parse_query(sql, file="query.sql", output=output)


def expose(connection: duckdb.DuckDBPyConnection, view: str, fields: Collection[Field]) -> None:
    """Put a view with only these fields before its table."""
    columns = ", ".join(sorted(column for name, column in fields if name == view)) or "NULL AS nothing"
    connection.execute(f"CREATE OR REPLACE VIEW narrow.{view} AS SELECT {columns} FROM main.{view}")


def facts(connection: duckdb.DuckDBPyConnection, indicator: Indicator) -> list[tuple] | str:
    try:
        return sorted(connection.execute(indicator.query.sql).fetchall(), key=str)
    except duckdb.Error as error:
        return type(error).__name__


def not_needed(indicator: Indicator, case: Example, fields: Collection[Field]) -> set[Field]:
    """Return the fields without which the facts of the case are what they were."""
    with open_world(case.given, case.first_month, case.moment, indicator.query.views) as connection:
        whole = facts(connection, indicator)
        connection.execute("CREATE SCHEMA narrow; SET search_path = 'narrow'")
        for view in indicator.query.views:
            expose(connection, view, fields)
        assert facts(connection, indicator) == whole
        found = set()
        for field in fields:
            expose(connection, field[0], set(fields) - {field})
            found |= {field} if facts(connection, indicator) == whole else set()
            expose(connection, field[0], fields)
        return found


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda one: one.id)
def test_query_needs_exactly_the_fields_of_its_lineage(indicator):
    """With those fields every case comes out the same; without any one of them some case does not."""
    fields = lineage(indicator.query).fields

    assert set.intersection(*(not_needed(indicator, case, fields) for case in indicator.cases)) == set()


def test_field_that_only_chooses_rows_is_a_condition():
    found = lineage(
        query(
            """
            SELECT trajectory.youth_id
            FROM trajectory INNER JOIN delivery ON trajectory.provider_code = delivery.provider_code
            WHERE trajectory.end_reason = '31'
            ORDER BY trajectory.started_on
            """,
            "youth_id",
        )
    )

    assert found.values == {("trajectory", "youth_id")}
    assert found.conditions == {
        ("trajectory", "provider_code"),
        ("delivery", "provider_code"),
        ("trajectory", "end_reason"),
        ("trajectory", "started_on"),
    }


def test_field_that_a_cte_selects_but_nobody_uses_is_not_used():
    found = lineage(query("WITH a AS (SELECT youth_id, care_form FROM trajectory) SELECT youth_id FROM a", "youth_id"))

    assert found.fields == {("trajectory", "youth_id")}


def test_value_is_followed_through_union_case_and_window():
    found = lineage(
        query(
            """
            SELECT CASE WHEN sex = '1' THEN municipality_code END AS code FROM youth
            UNION ALL
            SELECT max(provider_code) OVER (PARTITION BY youth_id ORDER BY started_on) AS code FROM delivery
            """,
            "code",
        )
    )

    assert found.values == {("youth", "municipality_code"), ("delivery", "provider_code")}
    assert found.conditions == {("youth", "sex"), ("delivery", "youth_id"), ("delivery", "started_on")}


def test_correlated_subquery_counts_both_sides():
    found = lineage(
        query(
            """
            SELECT youth_id FROM trajectory
            WHERE EXISTS (SELECT 1 FROM delivery WHERE delivery.assignment_id = trajectory.trajectory_id)
            """,
            "youth_id",
        )
    )

    assert found.conditions == {("delivery", "assignment_id"), ("trajectory", "trajectory_id")}


def test_derived_view_is_followed_to_its_tables():
    views = {
        "trajectory": """
            SELECT youth_id, min(started_on) AS started_on, max(end_reason) AS end_reason FROM delivery GROUP BY youth_id
        """,
        "delivery": """
            SELECT a.youth_id, a.started_on, b.end_reason
            FROM care_start AS a LEFT JOIN care_stop AS b USING (assignment_id)
        """,
    }

    found = lineage(query("SELECT started_on AS day FROM trajectory", "day"), Sources(VIEWS_ONLY.schema, views))

    assert found.values == {("care_start", "started_on")}
    assert found.conditions == {("care_start", "youth_id"), ("care_start", "assignment_id"), ("care_stop", "assignment_id")}


@pytest.mark.parametrize(
    ("view", "column", "source"),
    [
        ("assignment", "valid_from", "301: ToegewezenProduct/Ingangsdatum"),
        ("assignment_version", "valid_from", "301: ToegewezenProduct/Ingangsdatum"),
        ("assignment_request", "dated_on", "315 317: Header/BerichtIdentificatie/Dagtekening"),
        ("care_stop", "end_reason", "307: RedenBeeindiging"),
        ("claim_line", "known_at", "moment of receipt"),
        ("claim_line", "line_status", "derived"),
        ("care_form", "care_form", "definitions/codelists/care_forms.yaml"),
        ("municipality", "successor_code", "region.yaml"),
        ("trajectory", "started_on", "derived"),
    ],
)
def test_field_is_traced_to_the_element_that_fills_it(view, column, source):
    assert source_of(view, column) == source


def test_elements_are_listed_by_field():
    assert message_elements(frozenset({("care_start", "started_on"), ("care_start", "assignment_id")})) == {
        "care_start.assignment_id": "305: derived",
        "care_start.started_on": "305: Begindatum",
    }
