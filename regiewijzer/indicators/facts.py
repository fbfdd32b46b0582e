"""The facts of an indicator as a table of a connection: one row per fact, dimensions as codes, youths as numbers.

Youths get a number of this table alone: counting distinct numbers is several times as fast as counting distinct
pseudonyms, and a table of facts that is kept then holds no pseudonym.
"""

from collections.abc import Collection, Sequence
from typing import Protocol

import duckdb

from regiewijzer.definitions.indicators_types import Aggregation, Grain, OwnDimension, Series
from regiewijzer.definitions.queries import Query
from regiewijzer.indicators.dimensions import DIMENSIONS, NOT_KNOWN, Lookup, lookups
from regiewijzer.indicators.membership import members_only

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

    @property
    def own(self) -> tuple[OwnDimension, ...]:
        """The dimensions that only it has."""


def _number(column: str, columns: Collection[str]) -> str:
    return f"given.{column}" if column in columns else f"CAST(NULL AS BIGINT) AS {column}"


def _counts_units(indicator: Measurable) -> bool:
    return any(series.aggregation is Aggregation.COUNT for series in indicator.series)


def _numbered(column: str, number: str, lookups: Sequence[Lookup] = (), grain: Grain = Grain.MONTH) -> str:
    """Return the CTE that gives every value of the column a number, with what is looked up for it."""
    more = "".join(f", {one.name}.{one.per_youth}" for one in lookups)
    joins = "".join(f"\n    {one.join(grain)}" for one in lookups)
    return f"""
{number}_number AS (
    SELECT known.{column}, (row_number() OVER ())::INTEGER AS {number}{more}
    FROM (SELECT DISTINCT {column} FROM given WHERE {column} IS NOT NULL) AS known{joins}
)"""  # noqa: S608


def facts_sql(indicator: Measurable, names: Collection[str]) -> str:
    """Return the SELECT of the facts with these dimensions filled in, besides municipality and provider.

    Units get numbers too, where they are counted: elsewhere they would only make the table larger.
    """
    columns, chosen, grain = indicator.query.columns, columns_of(indicator, names), indicator.grain
    found = list(lookups([name for name in chosen if name in names]))
    of_youth, of_fact = [one for one in found if one.per_youth], [one for one in found if not one.per_youth]
    ctes = [f"{one.name} AS ({one.select})" for one in found] + [_numbered("youth_id", "youth", of_youth, grain)]
    ctes += [_numbered("unit_id", "unit")] if _counts_units(indicator) else []
    joins = ["LEFT JOIN youth_number ON given.youth_id = youth_number.youth_id"]
    joins += ["LEFT JOIN unit_number ON given.unit_id = unit_number.unit_id"] if _counts_units(indicator) else []
    joins += [one.join(grain) for one in of_fact]
    dimensions = ", ".join(f"{_code(name, columns)} AS {name}" for name in chosen)
    unit = "unit_number.unit" if _counts_units(indicator) else "CAST(NULL AS INTEGER) AS unit"
    newline = "\n"
    return f"""
WITH given AS MATERIALIZED (
SELECT * FROM (
{indicator.query.sql}
) AS asked{members_only(columns)}
),
{("," + newline).join(ctes)}
SELECT
    given.period, given.series, {dimensions}, youth_number.youth, {unit}, given.value,
    {_number("weight", columns)}, {_number("persons", columns)}
FROM given
{newline.join(joins)}
"""  # noqa: S608  the query was checked, names come from the mapping above


def _code(name: str, columns: Collection[str]) -> str:
    """Return the SQL of the code of a dimension; an own one stands in the query under its own name."""
    return DIMENSIONS[name].expression(columns) if name in DIMENSIONS else f"coalesce(given.{name}, '{NOT_KNOWN}')"


def columns_of(indicator: Measurable, names: Collection[str]) -> list[str]:
    """Return the columns of the table of facts that hold codes, for these dimensions."""
    shared = [name for name in DIMENSIONS if name in names or name in ALWAYS]
    return [*shared, *(one.name for one in indicator.own if one.name in names)]


def keep_facts(connection: duckdb.DuckDBPyConnection, indicator: Measurable, names: Collection[str]) -> None:
    """Work the facts out from the views of the connection into its temporary table `fact`."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE fact AS {facts_sql(indicator, names)}")
