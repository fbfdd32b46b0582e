"""Denominators that come as facts of their own, such as a population: known by fewer dimensions than the numerator.

Spending per 10,000 young people by form of care divides every form by the same young people. So the denominator is grouped by
the dimensions it knows, and each cell gets the one that goes with it.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

import duckdb

from regiewijzer.definitions.indicators_types import Aggregation, Series
from regiewijzer.figures.scope import Scope
from regiewijzer.indicators.breakdown import Breakdown
from regiewijzer.indicators.chosen import Chosen, Rows
from regiewijzer.indicators.grouping import Found, Measure, Number, grouped
from regiewijzer.indicators.levels import Dimensions

Weights = dict[tuple[str, Dimensions, date], Number]


def as_known(breakdown: Breakdown, known: Collection[str]) -> Breakdown:
    """Return the breakdown as far as the denominator knows its dimensions; filter and scope on others do not narrow it."""
    by = tuple(name for name in breakdown.by if name in known)
    where = tuple((name, codes) for name, codes in breakdown.where if name in known)
    municipalities = breakdown.scope.municipalities if "municipality" in known else None
    return replace(breakdown, by=by, where=where, scope=Scope(municipalities=municipalities))


def _weights(
    connection: duckdb.DuckDBPyConnection, series: Series, breakdowns: Sequence[Breakdown], span: tuple[date, date]
) -> Iterator[Weights]:
    asked = [as_known(one, series.weight_by) for one in breakdowns]
    alone = list(dict.fromkeys(asked))
    found = dict(zip(alone, grouped(connection, Chosen([series], alone, span, Rows.WEIGHTS)), strict=True))
    for one in asked:
        yield {key: measure.weight for key, measure in found[one].items() if measure.weight is not None}


def _nobody(series: Series, weight: Number | None) -> Measure:
    """Return the measure of a cell with a denominator and nothing to divide: nought."""
    is_personal = series.aggregation is Aggregation.RATE
    return Measure(youths=0, people=0, is_personal=is_personal, facts=0, told=0, amounts=0, total=0, weight=weight)


def _members(found: Found, weights: Weights, breakdown: Breakdown, series: Series) -> set[Dimensions]:
    """Return the combinations of dimensions that occur; one without a numerator counts when the denominator knows them all."""
    own = {dimensions for _, dimensions, _ in found}
    known = {dimensions for _, dimensions, _ in weights} if set(breakdown.by) <= set(series.weight_by) else set()
    return own | known


def divided(found: Found, weights: Weights, breakdown: Breakdown, series: Series) -> Found:
    """Return the measures of the series with their denominators; where there is a denominator, nothing is nought."""
    places = [place for place, name in enumerate(breakdown.by) if name in series.weight_by]
    periods = {period for _, _, period in weights} | {period for code, _, period in found if code == series.code}
    cells: Found = {}
    for dimensions in _members(found, weights, breakdown, series):
        known = tuple(dimensions[place] for place in places)
        for period in periods:
            key, weight = (series.code, dimensions, period), weights.get((series.code, known, period))
            if key in found or weight is not None:
                cells[key] = (found.get(key) or _nobody(series, weight))._replace(weight=weight)
    return cells


def with_denominators(
    connection: duckdb.DuckDBPyConnection,
    series: Sequence[Series],
    breakdowns: Sequence[Breakdown],
    span: tuple[date, date],
    found: Sequence[Found],
) -> list[Found]:
    """Return the measures of each breakdown with denominators for those series that have them apart."""
    whole = [dict(one) for one in found]
    for one in series:
        for place, weights in enumerate(_weights(connection, one, breakdowns, span)):
            whole[place] |= divided(found[place], weights, breakdowns[place], one)
    return whole
