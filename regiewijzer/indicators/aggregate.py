"""Turns the facts of an indicator into measured cells: every breakdown counts distinct youths anew."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Protocol

import duckdb

from regiewijzer.definitions.indicators_types import Aggregation, Outcome, Series, Unit
from regiewijzer.definitions.queries import Query
from regiewijzer.disclosure.gate import MeasuredCell
from regiewijzer.figures.scope import Scope
from regiewijzer.figures.values import ValueState

DIMENSIONS: Mapping[str, str] = {
    "municipality": "municipality_code",
    "provider": "provider_code",
    "product_category": "product_category",
    "care_form": "care_form",
}
NOT_KNOWN = "unknown"

_MEASURES: Mapping[Aggregation, str] = {
    Aggregation.COUNT_DISTINCT: "NULL::BIGINT AS total, NULL::DOUBLE AS median, NULL::DOUBLE AS p90",
    Aggregation.SHARE: "sum(value)::BIGINT AS total, NULL::DOUBLE AS median, NULL::DOUBLE AS p90",
    Aggregation.SUM: "sum(value)::BIGINT AS total, NULL::DOUBLE AS median, NULL::DOUBLE AS p90",
    Aggregation.MEDIAN_P90: "NULL::BIGINT AS total, percentile_cont(0.5) WITHIN GROUP (ORDER BY value) AS median,"
    " percentile_cont(0.9) WITHIN GROUP (ORDER BY value) AS p90",
}


class UnknownDimension(ValueError):
    """A figure was asked by, or filtered on, something that is not a dimension; the text names what is."""


class Measurable(Protocol):
    """What is needed to measure: an indicator, or what was kept of one."""

    @property
    def query(self) -> Query:
        """The query that gives the facts."""

    @property
    def series(self) -> tuple[Series, ...]:
        """How the facts become values."""


@dataclass(frozen=True, slots=True)
class Breakdown:
    """What to measure: months (first and last included), dimensions, filter, and the rows a reader may see.

    `where` keeps only those codes per dimension; `scope` is applied before anything is counted.
    """

    first_month: date
    last_month: date
    by: tuple[str, ...] = ()
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    scope: Scope = field(default_factory=Scope)

    def __post_init__(self) -> None:
        for name in (*self.by, *(name for name, _ in self.where)):
            if name not in DIMENSIONS:
                raise UnknownDimension(f"{name!r} is not a dimension; known are {', '.join(DIMENSIONS)}")


@dataclass(frozen=True, slots=True)
class _Measure:
    """One row of the grouped facts."""

    period: date
    series: str
    dimensions: tuple[str, ...]
    youths: int
    facts: int
    largest_contribution: float
    total: int | None
    median: float | None
    p90: float | None


def _kept_rows(breakdown: Breakdown) -> tuple[list[str], dict[str, Any]]:
    """Return the conditions that keep a row, and their parameters: scope first, then what was asked."""
    lists = {
        "scope_municipality": ("municipality", breakdown.scope.municipalities),
        "scope_provider": ("provider", breakdown.scope.providers),
        **{f"where_{number}": (name, codes) for number, (name, codes) in enumerate(breakdown.where)},
    }
    conditions, parameters = ["period BETWEEN $first_month AND $last_month"], {}
    for parameter, (name, codes) in lists.items():
        if codes is not None:
            conditions.append(f"coalesce({DIMENSIONS[name]}, '{NOT_KNOWN}') IN (SELECT unnest(${parameter}::VARCHAR[]))")
            parameters[parameter] = sorted(codes)
    return conditions, {"first_month": breakdown.first_month, "last_month": breakdown.last_month, **parameters}


def grouping_sql(query: str, aggregation: Aggregation, breakdown: Breakdown) -> str:
    """Return the SELECT that groups the facts of the query; `$series` are the codes of the series it is for."""
    conditions, _ = _kept_rows(breakdown)
    named = [f"coalesce({DIMENSIONS[name]}, '{NOT_KNOWN}') AS dimension_{place}" for place, name in enumerate(breakdown.by)]
    cell = ", ".join(("period", "series", *(f"dimension_{place}" for place in range(len(breakdown.by)))))
    return f"""
        WITH fact AS ({query}),
        chosen AS (
            SELECT {", ".join(("period", "series", *named))}, provider_code, youth_id, value
            FROM fact
            WHERE series IN (SELECT unnest($series::VARCHAR[])) AND {" AND ".join(conditions)}
        ),
        contribution AS (
            SELECT {cell}, provider_code, abs(sum(value)) AS amount FROM chosen GROUP BY {cell}, provider_code
        ),
        dominance AS (
            SELECT {cell}, coalesce(max(amount) / nullif(sum(amount), 0), 0)::DOUBLE AS largest_contribution
            FROM contribution GROUP BY {cell}
        ),
        measured AS (
            SELECT {cell}, count(DISTINCT youth_id) AS youths, count(*) AS facts, {_MEASURES[aggregation]}
            FROM chosen GROUP BY {cell}
        )
        SELECT {cell}, youths, facts, largest_contribution, total, median, p90
        FROM measured INNER JOIN dominance USING ({cell})
        ORDER BY {cell}
    """  # noqa: S608  names come from the enumeration above, codes are bound as parameters


def _measure(
    connection: duckdb.DuckDBPyConnection, query: str, series: Sequence[Series], breakdown: Breakdown
) -> Iterator[_Measure]:
    _, parameters = _kept_rows(breakdown)
    sql = grouping_sql(query, series[0].aggregation, breakdown)
    rows = connection.execute(sql, {**parameters, "series": [one.code for one in series]}).fetchall()
    width = 2 + len(breakdown.by)
    for row in rows:
        yield _Measure(row[0], row[1], tuple(row[2:width]), *row[width:])


def _numbers(series: Series, measure: _Measure | None) -> Sequence[float | int | None]:
    """Return the number of each outcome of the series; without facts a count is zero, a share or median does not exist."""
    match series.aggregation:
        case Aggregation.COUNT_DISTINCT:
            return (measure.youths if measure else 0,)
        case Aggregation.SUM:
            return (measure.total if measure else 0,)
        case Aggregation.SHARE:
            return (measure.total / measure.facts if measure and measure.total is not None else None,)
        case Aggregation.MEDIAN_P90:
            return (measure.median, measure.p90) if measure else (None, None)
        case _:
            raise NotImplementedError(series.aggregation)


def _cell(
    outcome: Outcome, month: date, dimensions: tuple[str, ...], number: float | int | None, measure: _Measure | None
) -> MeasuredCell:
    if measure is None:
        state = ValueState.NOT_APPLICABLE if number is None else ValueState.SHOWN
        return MeasuredCell(month, dimensions, outcome.code, outcome.unit, number, state=state)
    return MeasuredCell(
        month,
        dimensions,
        outcome.code,
        outcome.unit,
        number,
        youths=measure.youths,
        base=measure.youths if outcome.unit is Unit.YOUTHS else measure.facts,
        part=measure.total or 0 if outcome.unit is Unit.SHARE else 0,
        whole=measure.facts,
        largest_contribution=measure.largest_contribution,
        state=ValueState.UNKNOWN if number is None else ValueState.SHOWN,  # facts without a value: it was not delivered
    )


def is_decidable(series: Series, month: date, month_after: date, horizon: date) -> bool:
    """Tell whether something can be said of the month, when `horizon` is the last day of which anything is known.

    A month that has begun counts so far; a series that looks ahead needs the whole month and its days after it.
    """
    if series.decidable_after_days == 0:
        return month <= horizon
    return month_after + timedelta(days=series.decidable_after_days) <= horizon + timedelta(days=1)


def _groups(indicator: Measurable) -> list[list[Series]]:
    """Return the series that are aggregated alike, so that the facts are worked out once for them."""
    kinds = dict.fromkeys(series.aggregation for series in indicator.series)
    return [[series for series in indicator.series if series.aggregation is kind] for kind in kinds]


def measure(
    connection: duckdb.DuckDBPyConnection, indicator: Measurable, breakdown: Breakdown, horizon: date
) -> tuple[MeasuredCell, ...]:
    """Return every cell of the breakdown before the gate, ordered by series, dimensions and month.

    Every combination of dimensions that occurs gets a cell for every month of `calendar_month` within the breakdown, so
    that zero is a value. What cannot be decided yet on the last day of knowledge, `horizon`, is unknown. `connection`
    stands at a moment.
    """
    months = connection.execute(
        "SELECT month, next_month FROM calendar_month WHERE month BETWEEN ? AND ? ORDER BY month",
        [breakdown.first_month, breakdown.last_month],
    ).fetchall()
    found = {
        (one.series, one.dimensions, one.period): one
        for group in _groups(indicator)
        for one in _measure(connection, indicator.query.sql, group, breakdown)
    }
    combinations = sorted({dimensions for _, dimensions, _ in found}) if breakdown.by else [()]
    return tuple(
        cell
        for series in indicator.series
        for dimensions in combinations
        for month, after in months
        for cell in _cells(
            series, dimensions, month, found.get((series.code, dimensions, month)), is_decidable(series, month, after, horizon)
        )
    )


def _cells(
    series: Series, dimensions: tuple[str, ...], month: date, found: _Measure | None, decidable: bool
) -> Iterator[MeasuredCell]:
    for outcome, number in zip(series.outcomes, _numbers(series, found), strict=True):
        if decidable:
            yield _cell(outcome, month, dimensions, number, found)
        else:
            yield MeasuredCell(month, dimensions, outcome.code, outcome.unit, None, state=ValueState.UNKNOWN)
