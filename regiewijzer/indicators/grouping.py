"""Groups facts into measures: several breakdowns with one filter in one scan.

What is distinct is counted apart (`distinct`), and most values need youths for protection only: there it matters whether they are
fewer than ten. So each youth sets one of 64 bits; ten bits set means at least ten youths, and only where fewer are set by ten
facts or more are they counted.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, NamedTuple

import duckdb

from regiewijzer.definitions.indicators_types import Aggregation, Series, Unit
from regiewijzer.figures.scope import is_region_level
from regiewijzer.indicators.breakdown import Breakdown
from regiewijzer.indicators.chosen import Chosen, Rows
from regiewijzer.indicators.distinct import ENOUGH, ORGANISATIONS, counted, most_youths, youths_of_others
from regiewijzer.indicators.dominance import largest_contributions
from regiewijzer.indicators.levels import Key, cells_by_breakdown
from regiewijzer.indicators.numbered import Numbered, read_numbered

Number = int | Decimal

COUNTED = (Aggregation.COUNT_DISTINCT, Aggregation.RATE)

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
                {"0" if aggregation in COUNTED else _AT_LEAST} AS youths, coalesce(sum(persons), 0)::BIGINT AS people,
                count(youth) + count(persons) > 0 AS is_personal,
                count(*) AS facts, count(youth) AS told, count(value) AS amounts,
                sum(value) AS total, sum(weight) AS weight,
                0 AS units, {quantiles} AS quantiles
            FROM chosen GROUP BY GROUPING SETS ({chosen.sets()})
        )
        SELECT * EXCLUDE (quantiles), quantiles[1], quantiles[2] FROM measured
    """  # noqa: S608  names come from the enumeration of dimensions, codes are bound as parameters


def _asks_dominance(series: Series, breakdown: Breakdown) -> bool:
    """Tell whether it matters what the largest providers bring: of money; who asks per provider learns nothing from it."""
    return series.unit is Unit.CENTS and "provider" not in breakdown.by


def _adds_up(series: Series) -> bool:
    summed = series.unit is Unit.CENTS or series.aggregation in (Aggregation.SUM, Aggregation.COUNT)
    return summed and series.unit is not Unit.ORGANISATIONS


def _is_of_all(breakdown: Breakdown) -> bool:
    """Tell whether an organisation could take its own off: a question over everyone that names none."""
    return breakdown.scope.is_everything and is_region_level(breakdown.by, breakdown.where)


def _unsure(found: Found, series: Series) -> list[Key]:
    """Return the cells of a series in which fewer than ten bits were set by ten facts or more."""
    return [key for key, one in found.items() if key[0] == series.code and one.youths < ENOUGH <= one.told]


def _asks_beside(series: Series, breakdown: Breakdown) -> bool:
    """Tell whether the youths beside those of the largest organisation matter: of what is counted or added up."""
    return (series.aggregation in COUNTED or _adds_up(series)) and _is_of_all(breakdown)


def _fill(found: Found, field: str, values: Mapping[Key, Any]) -> None:
    for key, value in values.items():
        change: dict[str, Any] = {field: value}
        found[key] = found[key]._replace(**change)


def _fill_youths(rows: Numbered, series: Series, breakdown: Breakdown, found: Found) -> None:
    """Fill in the youths of the cells of one series, and those beside the largest organisation."""
    by, asks_beside = breakdown.by, _asks_beside(series, breakdown)
    if series.aggregation in COUNTED:
        youths = counted(rows, by)
        _fill(found, "youths", youths)
        most = most_youths(rows, by) if asks_beside else {}
        _fill(found, "beside", {key: youths[key] - many for key, many in most.items()})
        return
    if unsure := _unsure(found, series):
        youths = counted(rows, by)
        _fill(found, "youths", {key: youths[key] for key in unsure})
    if asks_beside:
        _fill(found, "beside", youths_of_others(rows, by))


def _is_to_read(series: Series, breakdowns: Sequence[Breakdown], measured: Mapping[Breakdown, Found]) -> bool:
    """Tell whether rows must be read for something distinct, or for what providers bring."""
    if series.aggregation in (*COUNTED, Aggregation.COUNT):
        return True
    return any(_asks_beside(series, one) or _asks_dominance(series, one) or _unsure(measured[one], series) for one in breakdowns)


def _read(connection: duckdb.DuckDBPyConnection, chosen: Chosen, series: Series) -> Numbered:
    asks = any(_asks_beside(series, one) or _asks_dominance(series, one) for one in chosen.breakdowns)
    who = ("youth", "unit") if series.aggregation is Aggregation.COUNT else ("youth",)
    return read_numbered(connection, replace(chosen, series=[series]), ORGANISATIONS if asks else (), who)


def _count(connection: duckdb.DuckDBPyConnection, chosen: Chosen, measured: Mapping[Breakdown, Found]) -> None:
    """Fill in what takes the rows themselves, a series at a time: all rows at once would take much memory."""
    for series in chosen.series:
        if not _is_to_read(series, chosen.breakdowns, measured):
            continue
        rows = _read(connection, chosen, series)
        for breakdown in chosen.breakdowns:
            found = measured[breakdown]
            _fill_youths(rows, series, breakdown, found)
            if series.aggregation is Aggregation.COUNT:
                _fill(found, "units", counted(rows, breakdown.by, "unit"))
            if _asks_dominance(series, breakdown):
                _fill(found, "contributions", largest_contributions(rows, breakdown.by))


def grouped(connection: duckdb.DuckDBPyConnection, chosen: Chosen) -> Iterator[Found]:
    """Yield the measures of each breakdown, by series, codes and period."""
    rows = cells_by_breakdown(connection, chosen, grouping_sql(chosen))
    measured = {one: {key: Measure(*row) for key, row in some.items()} for one, some in rows.items()}
    if chosen.rows is not Rows.WEIGHTS:  # of a denominator only the sum is used
        _count(connection, chosen, measured)
    yield from (measured[breakdown] for breakdown in chosen.breakdowns)
