"""Groups facts into measures: several breakdowns with one filter in one scan.

Counting distinct youths costs ten times what adding up costs, and most values need them for protection only: there it matters
whether they are fewer than ten. So each youth sets one of 64 bits; ten bits set means at least ten youths, and only where
fewer are set by ten facts or more are they counted (`distinct`).
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import duckdb

from regiewijzer.definitions.indicators_types import Aggregation, Series, Unit
from regiewijzer.figures.scope import is_region_level
from regiewijzer.indicators.breakdown import Breakdown
from regiewijzer.indicators.chosen import Chosen, Rows
from regiewijzer.indicators.distinct import counted_youths
from regiewijzer.indicators.dominance import largest_contributions
from regiewijzer.indicators.largest import most_youths, youths_of_others

Number = int | Decimal
Dimensions = tuple[str, ...]
Key = tuple[str, Dimensions, date]  # series, codes, first day of the period

COUNTED = (Aggregation.COUNT_DISTINCT, Aggregation.RATE)
ENOUGH = 10  # youths; more than this matters to nobody but who counts them

_EXACT = "count(DISTINCT youth)"
_AT_LEAST = "coalesce(bit_count(bit_or(1::UBIGINT << (youth % 64)::UBIGINT)), 0)"
_QUANTILES = "quantile_cont(value::DOUBLE, [0.5, 0.9])"


class Measure(NamedTuple):
    """One row of the grouped facts. `facts`, `told` and `amounts` count all facts, those of a youth and those with a value.

    `youths` is exact below ten and for series that count youths; else there are at least so many. `beside` are those beside the
    municipality or provider that has most, where none is named.
    """

    youths: int
    people: int  # counted beforehand
    is_personal: bool
    facts: int
    told: int
    amounts: int
    total: Number | None
    weight: Number | None
    units: int = 0
    median: float | None = None
    p90: float | None = None
    contributions: tuple[float, float] = (0.0, 0.0)  # parts of the two largest providers
    beside: int | None = None


Found = dict[Key, Measure]


def grouping_sql(chosen: Chosen) -> str:
    """Return the SELECT that groups the table `fact` for these breakdowns: level, period, series, codes, measures."""
    aggregation = chosen.series[0].aggregation
    quantiles = _QUANTILES if aggregation is Aggregation.MEDIAN_P90 else "CAST(NULL AS DOUBLE[])"
    return f"""
        WITH chosen AS ({chosen.sql("youth", "unit", "value", "weight", "persons")}),
        measured AS (
            SELECT
                {chosen.level} AS level, {chosen.key},
                {_EXACT if aggregation in COUNTED else _AT_LEAST} AS youths, coalesce(sum(persons), 0)::BIGINT AS people,
                count(youth) + count(persons) > 0 AS is_personal,
                count(*) AS facts, count(youth) AS told, count(value) AS amounts,
                sum(value) AS total, sum(weight) AS weight,
                {"count(DISTINCT unit)" if aggregation is Aggregation.COUNT else "0"} AS units, {quantiles} AS quantiles
            FROM chosen GROUP BY GROUPING SETS ({chosen.sets()})
        )
        SELECT * EXCLUDE (quantiles), quantiles[1], quantiles[2] FROM measured
    """  # noqa: S608  names come from the enumeration of dimensions, codes are bound as parameters


def _by_level(connection: duckdb.DuckDBPyConnection, chosen: Chosen) -> dict[int, list[tuple[Any, ...]]]:
    found: dict[int, list[tuple[Any, ...]]] = {}
    for row in connection.execute(grouping_sql(chosen), chosen.parameters).fetchall():
        found.setdefault(row[0], []).append(row)
    return found


def _measures(chosen: Chosen, breakdown: Breakdown, rows: list[tuple[Any, ...]]) -> Found:
    names = chosen.names
    width, places = 3 + len(names), [3 + names.index(name) for name in breakdown.by]
    return {(row[2], tuple(row[place] for place in places), row[1]): Measure(*row[width:]) for row in rows}


def _with_counted(connection: duckdb.DuckDBPyConnection, chosen: Chosen, breakdown: Breakdown, found: Found) -> Found:
    """Return the measures with youths counted where fewer than ten bits were set by ten facts or more."""
    if chosen.series[0].aggregation in COUNTED:
        return found
    unsure = [key for key, measure in found.items() if measure.youths < ENOUGH <= measure.told]
    counts = counted_youths(connection, chosen, breakdown, unsure)
    return found | {key: found[key]._replace(youths=count) for key, count in counts.items()}


def _with_dominance(connection: duckdb.DuckDBPyConnection, chosen: Chosen, breakdown: Breakdown, found: Found) -> Found:
    """Return the measures of money with the parts of the largest providers; who asks per provider learns nothing from it."""
    is_money = any(one.unit is Unit.CENTS for one in chosen.series)
    if not is_money or chosen.rows is Rows.WEIGHTS or "provider" in breakdown.by:
        return found
    parts = largest_contributions(connection, chosen, breakdown)
    return {key: measure._replace(contributions=parts.get(key, (0.0, 0.0))) for key, measure in found.items()}


def _of_others(connection: duckdb.DuckDBPyConnection, chosen: Chosen, breakdown: Breakdown, found: Found) -> Mapping[Key, int]:
    """Return the youths beside those of the largest organisation, of what is counted or added up."""
    if chosen.series[0].aggregation in COUNTED:
        most = most_youths(connection, chosen, breakdown)
        return {key: found[key].youths - count for key, count in most.items()}
    added = [one.code for one in chosen.series if one.unit is not Unit.ORGANISATIONS and _adds_up(one)]
    others = youths_of_others(connection, chosen, breakdown) if added else {}
    return {key: count for key, count in others.items() if key[0] in added}


def _adds_up(series: Series) -> bool:
    return series.unit is Unit.CENTS or series.aggregation in (Aggregation.SUM, Aggregation.COUNT)


def _with_beside(connection: duckdb.DuckDBPyConnection, chosen: Chosen, breakdown: Breakdown, found: Found) -> Found:
    """Return the measures with the youths beside those of the largest organisation, where no organisation is named."""
    if chosen.rows is Rows.WEIGHTS or not breakdown.scope.is_everything or not is_region_level(breakdown.by, breakdown.where):
        return found
    beside = _of_others(connection, chosen, breakdown, found)
    return {key: measure._replace(beside=beside.get(key)) for key, measure in found.items()}


def grouped(connection: duckdb.DuckDBPyConnection, chosen: Chosen) -> Iterator[Found]:
    """Yield the measures of each breakdown, by series, codes and period."""
    rows = _by_level(connection, chosen)
    for breakdown in chosen.breakdowns:
        found = _measures(chosen, breakdown, rows.get(chosen.level_of(breakdown), []))
        for more in (_with_counted, _with_dominance, _with_beside):
            found = more(connection, chosen, breakdown, found)
        yield found
