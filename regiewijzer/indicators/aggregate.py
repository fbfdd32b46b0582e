"""Turns the facts of an indicator into measured cells: every breakdown counts distinct youths anew."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

import duckdb

from regiewijzer.definitions.indicators_types import Aggregation, Series
from regiewijzer.disclosure.gate import MeasuredCell
from regiewijzer.disclosure.groups import Elsewhere, completed
from regiewijzer.figures.scope import Detail
from regiewijzer.indicators.breakdown import Breakdown, UnknownDimension
from regiewijzer.indicators.chosen import Chosen, Rows
from regiewijzer.indicators.denominators import with_denominators
from regiewijzer.indicators.facts import Measurable, keep_facts
from regiewijzer.indicators.folding import check, codes_elsewhere, open_names, table_to_measure
from regiewijzer.indicators.grouping import Found, grouped
from regiewijzer.indicators.levels import Dimensions
from regiewijzer.indicators.numbers import cell, numbers, undecided
from regiewijzer.indicators.periods import Period, begun, is_decidable, periods_within

__all__ = ["Breakdown", "Measurable", "UnknownDimension", "measure", "measure_facts", "months_known"]

# What is measured in one scan: counting distinct youths, units and quantiles costs more than adding up.
_ALIKE = (
    (Aggregation.COUNT_DISTINCT, Aggregation.RATE),
    (Aggregation.SHARE, Aggregation.SUM, Aggregation.RATIO, Aggregation.MEAN),
    (Aggregation.MEDIAN_P90,),
    (Aggregation.COUNT,),
)


def _groups(indicator: Measurable) -> list[tuple[Rows, list[Series]]]:
    """Return the series that can be measured in one scan, with the rows they are measured over."""
    groups = []
    for alike in _ALIKE:
        series = [one for one in indicator.series if one.aggregation in alike]
        groups.append((Rows.ALL, [one for one in series if not one.weight_by]))
        groups.append((Rows.VALUES, [one for one in series if one.weight_by]))
    return [(rows, group) for rows, group in groups if group]


def _found(
    connection: duckdb.DuckDBPyConnection,
    indicator: Measurable,
    breakdowns: Sequence[Breakdown],
    periods: Sequence[Period],
    said_of: Sequence[date],
) -> list[Found]:
    """Return the measures of each breakdown; they share months, filter and scope. `said_of`: periods that get a value."""
    found: list[Found] = [{} for _ in breakdowns]
    if not periods:
        return found
    span = (periods[0].first, periods[-1].first)
    table = table_to_measure(connection, indicator, breakdowns[0], said_of)
    for rows, group in _groups(indicator):
        for place, some in enumerate(grouped(connection, Chosen(group, breakdowns, span, rows, table))):
            found[place] |= some
    weighted = [series for series in indicator.series if series.weight_by]
    return with_denominators(connection, weighted, breakdowns, span, found)


def _combinations(breakdown: Breakdown, found: Found, elsewhere: Elsewhere) -> list[Dimensions]:
    occurring = {dimensions for _, dimensions, _ in found}
    if not breakdown.by:
        return [()]
    return sorted(occurring if breakdown.scope.detail is Detail.EXACT else completed(occurring, breakdown.by, elsewhere))


def _cells(
    indicator: Measurable, combinations: Sequence[Dimensions], found: Found, periods: Sequence[Period], horizon: date
) -> Iterator[MeasuredCell]:
    for series in indicator.series:
        outcomes, nothing = series.outcomes, numbers(series, None)
        decidable = [is_decidable(series, period, horizon) for period in periods]
        for dimensions in combinations:
            for period, is_known in zip(periods, decidable, strict=True):
                if not is_known:
                    yield from (undecided(outcome, period.first, dimensions) for outcome in outcomes)
                    continue
                measure = found.get((series.code, dimensions, period.first))
                values = numbers(series, measure) if measure else nothing
                for outcome, number in zip(outcomes, values, strict=True):
                    yield cell(series, outcome, period.first, dimensions, number, measure)


def measure_facts(
    connection: duckdb.DuckDBPyConnection,
    indicator: Measurable,
    breakdowns: Sequence[Breakdown],
    months: Iterable[date],
    horizon: date,
) -> tuple[tuple[MeasuredCell, ...], ...]:
    """Return the cells of each breakdown before the gate, from the table `fact` of the connection.

    Cells are ordered by series, dimensions and period. Every combination of dimensions that occurs gets a cell for every
    period of the breakdown that begins in one of the months, so that zero is a value. What cannot be decided yet on the last
    day of knowledge, `horizon`, is unknown. Breakdowns that share months, filter and scope are measured in one scan.
    UnknownDimension when a breakdown speaks of a dimension that the indicator has not.
    """
    known = frozenset(months)
    for breakdown in breakdowns:
        check(indicator, breakdown)
    cells: dict[Breakdown, tuple[MeasuredCell, ...]] = {}
    for together in _together(indicator, breakdowns):
        periods = periods_within(indicator.grain, known, together[0].first_month, together[0].last_month)
        said_of = [one.first for one in periods if any(is_decidable(series, one, horizon) for series in indicator.series)]
        found = _found(connection, indicator, together, begun(periods, horizon), said_of)
        for breakdown, one in zip(together, found, strict=True):
            combinations = _combinations(breakdown, one, partial(codes_elsewhere, connection, indicator, breakdown.scope))
            cells[breakdown] = tuple(_cells(indicator, combinations, one, periods, horizon))
    return tuple(cells[breakdown] for breakdown in breakdowns)


def _together(indicator: Measurable, breakdowns: Sequence[Breakdown]) -> Iterable[list[Breakdown]]:
    """Return the breakdowns, each once, grouped by what they must share to be measured in one scan.

    One by an open dimension stands alone: which codes are named differs per breakdown.
    """
    found: dict[Breakdown, list[Breakdown]] = {}
    for breakdown in dict.fromkeys(breakdowns):
        alone = breakdown.by if open_names(indicator).intersection(breakdown.by) else ()
        found.setdefault(replace(breakdown, by=alone), []).append(breakdown)
    return found.values()


def months_known(connection: duckdb.DuckDBPyConnection) -> tuple[date, ...]:
    """Return the months of the ledger, by a connection that stands at a moment."""
    return tuple(row[0] for row in connection.execute("SELECT month FROM calendar_month ORDER BY month").fetchall())


def measure(
    connection: duckdb.DuckDBPyConnection, indicator: Measurable, breakdown: Breakdown, horizon: date
) -> tuple[MeasuredCell, ...]:
    """Return every cell of the breakdown before the gate, as `measure_facts`. `connection` stands at a moment."""
    check(indicator, breakdown)
    keep_facts(connection, indicator, breakdown.names)
    return measure_facts(connection, indicator, [breakdown], months_known(connection), horizon)[0]
