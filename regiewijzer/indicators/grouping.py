"""The SQL that groups facts into measures: several breakdowns with one filter in one scan."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

import duckdb

from regiewijzer.definitions.indicators_types import Aggregation, Series, Unit
from regiewijzer.indicators.breakdown import Breakdown
from regiewijzer.indicators.dimensions import NOT_KNOWN

Number = int | Decimal
Dimensions = tuple[str, ...]

_QUANTILES = (
    "percentile_cont(0.5) WITHIN GROUP (ORDER BY value)::DOUBLE AS median",
    "percentile_cont(0.9) WITHIN GROUP (ORDER BY value)::DOUBLE AS p90",
)


class Measure(NamedTuple):
    """One row of the grouped facts. `facts` and `amounts` count all facts and those with a value."""

    youths: int
    people: int  # counted beforehand
    is_personal: bool
    facts: int
    amounts: int
    total: Number | None
    weight: Number | None
    units: int
    median: float | None
    p90: float | None
    largest_contribution: float


Found = dict[tuple[str, Dimensions, date], Measure]  # series, codes, first day of the period


class Rows(StrEnum):
    """Which facts are grouped: denominators that come as facts of their own are grouped by fewer dimensions."""

    ALL = "TRUE"
    VALUES = "weight IS NULL"
    WEIGHTS = "weight IS NOT NULL"


def kept_rows(breakdown: Breakdown) -> tuple[list[str], dict[str, Any]]:
    """Return the conditions that keep a row, and their parameters: scope first, then what was asked."""
    lists = {
        "scope_municipality": ("municipality", breakdown.scope.municipalities),
        "scope_provider": ("provider", breakdown.scope.providers),
        **{f"where_{number}": (name, codes) for number, (name, codes) in enumerate(breakdown.where)},
    }
    conditions, parameters = ["period BETWEEN $first AND $last"], {}
    for parameter, (name, codes) in lists.items():
        if codes is not None:
            conditions.append(f"{name} IN (SELECT unnest(${parameter}::VARCHAR[]))")
            parameters[parameter] = sorted(codes)
    return conditions, parameters


def _sets(cells: Sequence[Sequence[str]], *more: str) -> str:
    return ", ".join(f"({', '.join(('period', 'series', *names, *more))})" for names in cells)


def _dominance(cells: Sequence[Sequence[str]], level: str, key: str) -> str:
    """Return the CTEs that say which part of an amount one known provider brings, per cell."""
    return f"""
        contribution AS (
            SELECT {level} AS level, {key}, contributor, abs(sum(value)) AS amount
            FROM chosen GROUP BY GROUPING SETS ({_sets(cells, "contributor")})
        ),
        dominance AS (
            SELECT
                level, {key},
                coalesce(max(amount) FILTER (WHERE contributor <> '{NOT_KNOWN}') / nullif(sum(amount), 0), 0)::DOUBLE AS largest
            FROM contribution GROUP BY level, {key}
        ),"""  # noqa: S608


def grouping_sql(aggregation: Aggregation, breakdowns: Sequence[Breakdown], *, money: bool = False, rows: Rows = Rows.ALL) -> str:
    """Return the SELECT that groups the table `fact` for these breakdowns, which share months, filter and scope.

    `$series` are the codes of the series it is for. `level` of a row is the bit set of dimensions that it is not broken down
    by, the first dimension highest. `money`: also work out dominance.
    """
    names = sorted({name for breakdown in breakdowns for name in breakdown.by})
    cells = [sorted(breakdown.by) for breakdown in breakdowns]
    conditions, _ = kept_rows(breakdowns[0])
    key = ", ".join(("period", "series", *names))
    level = f"GROUPING_ID({', '.join(names)})" if names else "0"
    median, p90 = _QUANTILES if aggregation is Aggregation.MEDIAN_P90 else ("NULL::DOUBLE AS median", "NULL::DOUBLE AS p90")
    units = "count(DISTINCT unit)" if aggregation is Aggregation.COUNT else "0"
    parts = ("level", "period", "series", *names)
    same = " AND ".join(f"measured.{name} IS NOT DISTINCT FROM dominance.{name}" for name in parts)
    return f"""
        WITH chosen AS (
            SELECT {key}, provider AS contributor, youth, unit, value, weight, persons
            FROM fact
            WHERE series IN (SELECT unnest($series::VARCHAR[])) AND {rows} AND {" AND ".join(conditions)}
        ),
        {_dominance(cells, level, key) if money else ""}
        measured AS (
            SELECT
                {level} AS level, {key}, count(DISTINCT youth) AS youths, coalesce(sum(persons), 0)::BIGINT AS people,
                count(youth) + count(persons) > 0 AS is_personal, count(*) AS facts, count(value) AS amounts,
                sum(value) AS total, sum(weight) AS weight, {units} AS units, {median}, {p90}
            FROM chosen GROUP BY GROUPING SETS ({_sets(cells)})
        )
        SELECT
            {", ".join(f"measured.{name}" for name in parts)},
            youths, people, is_personal, facts, amounts, total, weight, units, median, p90,
            {"dominance.largest" if money else "0::DOUBLE"} AS largest
        FROM measured {f"LEFT JOIN dominance ON {same}" if money else ""}
    """  # noqa: S608  names come from the enumeration of dimensions, codes are bound as parameters


def _level(names: Sequence[str], by: Sequence[str]) -> int:
    """Return the level of rows of that breakdown, as GROUPING_ID reckons it."""
    return sum(1 << place for place, name in enumerate(reversed(names)) if name not in by)


def _rows(
    connection: duckdb.DuckDBPyConnection,
    series: Sequence[Series],
    breakdowns: Sequence[Breakdown],
    span: tuple[date, date],
    rows: Rows,
) -> list[tuple[Any, ...]]:
    _, parameters = kept_rows(breakdowns[0])
    money = any(one.unit is Unit.CENTS for one in series) and rows is not Rows.WEIGHTS
    sql = grouping_sql(series[0].aggregation, breakdowns, money=money, rows=rows)
    said = {**parameters, "first": span[0], "last": span[1], "series": [one.code for one in series]}
    return connection.execute(sql, said).fetchall()


def grouped(
    connection: duckdb.DuckDBPyConnection,
    series: Sequence[Series],
    breakdowns: Sequence[Breakdown],
    span: tuple[date, date],
    kind: Rows = Rows.ALL,
) -> Iterator[Found]:
    """Yield the measures of each breakdown, by series, codes and period.

    The series are aggregated alike; the breakdowns share months, filter and scope. `span`: first and last period read.
    """
    names = sorted({name for breakdown in breakdowns for name in breakdown.by})
    rows = _rows(connection, series, breakdowns, span, kind)
    width = 3 + len(names)
    for breakdown in breakdowns:
        level, places = _level(names, breakdown.by), [3 + names.index(name) for name in breakdown.by]
        yield {(row[2], tuple(row[place] for place in places), row[1]): Measure(*row[width:]) for row in rows if row[0] == level}
