"""The facts of an indicator as a table of a connection: one row per fact, dimensions as codes, youths as numbers.

Youths get a number of this table alone: counting distinct numbers is several times as fast as counting distinct
pseudonyms, and a table of facts that is kept then holds no pseudonym.
"""

from collections.abc import Collection
from typing import Protocol

import duckdb

from regiewijzer.definitions.indicators_types import Aggregation, Grain, Series
from regiewijzer.definitions.queries import Query
from regiewijzer.indicators.dimensions import DIMENSIONS, lookups

ALWAYS = ("municipality", "provider")  # a scope limits by these, and dominance looks at providers


class Measurable(Protocol):
    """What is needed to measure: an indicator, or what was kept of one."""

    @property
    def query(self) -> Query:
        """The query that gives the facts."""

    @property
    def series(self) -> tuple[Series, ...]:
        """How the facts become values."""

    @property
    def grain(self) -> Grain:
        """How long a period is."""

    @property
    def dimensions(self) -> tuple[str, ...]:
        """By what it may be broken down."""


def _number(column: str, columns: Collection[str]) -> str:
    return f"given.{column}" if column in columns else f"CAST(NULL AS BIGINT) AS {column}"


def _unit(indicator: Measurable) -> str:
    """Return the column of units, only where units are counted: for claims it is as long as the rest of the row."""
    counts = any(series.aggregation is Aggregation.COUNT for series in indicator.series)
    return "given.unit_id" if counts else "CAST(NULL AS VARCHAR)"


def facts_sql(indicator: Measurable, names: Collection[str]) -> str:
    """Return the SELECT of the facts with these dimensions filled in, besides municipality and provider."""
    columns, chosen = indicator.query.columns, [name for name in DIMENSIONS if name in names or name in ALWAYS]
    found = list(lookups([name for name in chosen if name in names]))
    ctes = "".join(f",\n{one.name} AS ({one.select})" for one in found)
    joins = "\n".join(one.join(indicator.grain) for one in found)
    dimensions = ", ".join(f"{DIMENSIONS[name].expression(columns)} AS {name}" for name in chosen)
    return f"""
WITH given AS MATERIALIZED (
{indicator.query.sql}
),
numbered AS (
    SELECT youth_id, row_number() OVER () AS youth
    FROM (SELECT DISTINCT youth_id FROM given WHERE youth_id IS NOT NULL)
){ctes}
SELECT
    given.period, given.series, {dimensions}, numbered.youth::INTEGER AS youth, {_unit(indicator)} AS unit, given.value,
    {_number("weight", columns)}, {_number("persons", columns)}
FROM given
LEFT JOIN numbered ON given.youth_id = numbered.youth_id
{joins}
"""  # noqa: S608  the query was checked, names come from the mapping above


def keep_facts(connection: duckdb.DuckDBPyConnection, indicator: Measurable, names: Collection[str]) -> None:
    """Work the facts out from the views of the connection into its temporary table `fact`."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE fact AS {facts_sql(indicator, names)}")
