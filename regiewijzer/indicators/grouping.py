"""Groups facts into measures: several breakdowns with one filter in one scan.

Counting distinct youths costs ten times what adding up costs, and most values need them for protection only: there it matters
whether they are fewer than ten. So each youth sets one of 64 bits; ten bits set means at least ten youths, and only where
fewer are set by ten facts or more are they counted (`distinct`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

import duckdb

from regiewijzer.definitions.indicators_types import Aggregation, Series, Unit
from regiewijzer.figures.scope import is_region_level
from regiewijzer.indicators.breakdown import Breakdown
from regiewijzer.indicators.chosen import Chosen, Rows
from regiewijzer.indicators.distinct import ENOUGH, counted_youths
from regiewijzer.indicators.dominance import largest_contributions
from regiewijzer.indicators.largest import Counts, most_youths, youths_of_others
from regiewijzer.indicators.levels import Cells, Key, cells_by_breakdown

Number = int | Decimal

COUNTED = (Aggregation.COUNT_DISTINCT, Aggregation.RATE)

_EXACT = "count(DISTINCT youth)"
_AT_LEAST = "coalesce(bit_count(bit_or(1::UBIGINT << (youth % 64)::UBIGINT)), 0)"
_QUANTILES = "quantile_cont(value::DOUBLE, [0.5, 0.9])"


class Measure(NamedTuple):
    """One row of the grouped facts. `facts`, `told` and `amounts` count all facts, those of a youth and those with a value.

    `youths` is exact below ten and for series that count youths; else there are at least so many. `beside` are those beside the
    municipality or provider that has most, where none is named; exact below ten, like `youths`.
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


def _with_counted(connection: duckdb.DuckDBPyConnection, chosen: Chosen, breakdown: Breakdown, found: Found) -> Found:
    """Return the measures with youths counted where fewer than ten bits were set by ten facts or more."""
    if chosen.series[0].aggregation in COUNTED:
        return found
    unsure = [key for key, measure in found.items() if measure.youths < ENOUGH <= measure.told]
    counts = counted_youths(connection, chosen, breakdown, unsure)
    return found | {key: found[key]._replace(youths=count) for key, count in counts.items()}


def _dominance(connection: duckdb.DuckDBPyConnection, chosen: Chosen) -> Mapping[Breakdown, Cells]:
    """Return the parts of the largest providers in money; who asks per provider learns nothing from it."""
    asked = [one for one in chosen.breakdowns if "provider" not in one.by]
    is_money = any(one.unit is Unit.CENTS for one in chosen.series) and chosen.rows is not Rows.WEIGHTS
    return largest_contributions(connection, replace(chosen, breakdowns=asked)) if asked and is_money else {}


def _adds_up(series: Series) -> bool:
    summed = series.unit is Unit.CENTS or series.aggregation in (Aggregation.SUM, Aggregation.COUNT)
    return summed and series.unit is not Unit.ORGANISATIONS


def _is_of_all(breakdown: Breakdown) -> bool:
    """Tell whether an organisation could take its own off: a question over everyone that names none."""
    return breakdown.scope.is_everything and is_region_level(breakdown.by, breakdown.where)


def _beside(connection: duckdb.DuckDBPyConnection, chosen: Chosen, measured: Mapping[Breakdown, Found]) -> Counts:
    """Return the youths beside those of the largest organisation, of what is counted or added up."""
    asked = [one for one in chosen.breakdowns if _is_of_all(one)]
    if not asked or chosen.rows is Rows.WEIGHTS:
        return {}
    if chosen.series[0].aggregation in COUNTED:
        most = most_youths(connection, replace(chosen, breakdowns=asked))
        return {one: {key: measured[one][key].youths - count for key, count in some.items()} for one, some in most.items()}
    added = [one for one in chosen.series if _adds_up(one)]
    return youths_of_others(connection, replace(chosen, breakdowns=asked, series=added)) if added else {}


def grouped(connection: duckdb.DuckDBPyConnection, chosen: Chosen) -> Iterator[Found]:
    """Yield the measures of each breakdown, by series, codes and period."""
    rows = cells_by_breakdown(connection, chosen, grouping_sql(chosen))
    measured = {one: {key: Measure(*row) for key, row in some.items()} for one, some in rows.items()}
    parts, beside = _dominance(connection, chosen), _beside(connection, chosen, measured)
    for breakdown in chosen.breakdowns:
        found = _with_counted(connection, chosen, breakdown, measured[breakdown])
        of_providers, of_others = parts.get(breakdown, {}), beside.get(breakdown, {})
        for key, (largest, second) in of_providers.items():
            found[key] = found[key]._replace(contributions=(largest, second))
        for key, count in of_others.items():
            found[key] = found[key]._replace(beside=count)
        yield found
