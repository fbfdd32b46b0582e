"""Measures what was asked, and what must be known besides to see that a nought tells something of a whole group.

A question for one form of care shows one cell of the breakdown by form; so that breakdown is looked at for it, where there is a
nought.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

import duckdb

from regiewijzer.disclosure.gate import MeasuredCell
from regiewijzer.disclosure.groups import PLACES, has_nobody, lines_of_one, marked, with_whole_groups
from regiewijzer.figures.scope import Detail
from regiewijzer.indicators.aggregate import Breakdown, Measurable, measure_facts

Cells = tuple[MeasuredCell, ...]


def _wider(breakdown: Breakdown) -> Iterator[Breakdown]:
    """Yield the breakdowns of which this one keeps one code, by that dimension last."""
    for name, codes in breakdown.where:
        if name not in PLACES and name not in breakdown.by:
            where = tuple(one for one in breakdown.where if one != (name, codes))
            yield replace(breakdown, by=(*breakdown.by, name), where=where)


def measured_with_groups(
    connection: duckdb.DuckDBPyConnection,
    indicator: Measurable,
    breakdowns: Sequence[Breakdown],
    months: Sequence[date],
    horizon: date,
) -> tuple[Cells, ...]:
    """Return the cells of each breakdown before the gate, as `measure_facts`, with the noughts marked that tell of a group."""
    found = dict(zip(breakdowns, measure_facts(connection, indicator, breakdowns, months, horizon), strict=True))
    gated = [one for one in breakdowns if one.scope.detail is not Detail.EXACT]
    found |= {one: with_whole_groups(found[one], one.by) for one in gated if not PLACES.issuperset(one.by)}
    pairs = [(one, wide) for one in gated if any(map(has_nobody, found[one])) for wide in _wider(one)]
    asked = measure_facts(connection, indicator, [wide for _, wide in pairs], months, horizon)
    for (one, wide), cells in zip(pairs, asked, strict=True):
        found[one] = tuple(marked(found[one], lines_of_one(cells, (len(wide.by) - 1,))))
    return tuple(found[one] for one in breakdowns)
