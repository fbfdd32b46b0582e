"""Figures of a region follow its membership (F4): what a municipality paid in a period that began outside it is no fact of it.

Total and municipalities both leave it out, so that they add up. Of such a period a municipality has no value: not nought.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

import duckdb

from regiewijzer.disclosure.gate import MeasuredCell
from regiewijzer.figures.values import ValueState
from regiewijzer.indicators.breakdown import Breakdown


class Outside(NamedTuple):
    """A term in which a municipality did not belong to the region."""

    municipality: str
    first: date
    end: date

    def holds(self, municipality: str, period: date) -> bool:
        """Tell whether that municipality did not belong to it on the first day of the period."""
        return municipality == self.municipality and self.first <= period < self.end


def members_only(columns: Collection[str]) -> str:
    """Return the condition that keeps the facts `asked` of members; what names no municipality is of the whole region."""
    if "municipality_code" not in columns:
        return ""
    return """
WHERE NOT EXISTS (
    SELECT 1 FROM municipality_term AS outside
    WHERE
        outside.term = 'outside' AND outside.municipality_code = asked.municipality_code
        AND (outside.valid_from IS NULL OR asked.period >= outside.valid_from)
        AND (outside.valid_until IS NULL OR asked.period < outside.valid_until)
)"""


def read_outside(connection: duckdb.DuckDBPyConnection) -> tuple[Outside, ...]:
    """Return the terms outside the region, from the view `municipality_term`."""
    sql = "SELECT municipality_code, valid_from, valid_until FROM municipality_term WHERE term = 'outside'"
    rows = connection.execute(sql).fetchall()
    return tuple(Outside(code, first or date.min, end or date.max) for code, first, end in rows)


def _named(breakdown: Breakdown) -> Collection[str] | None:
    """Return the municipalities that every cell is of; None when it is of the region."""
    return dict(breakdown.where).get("municipality", breakdown.scope.municipalities)


def _unknown_outside(cells: Iterable[MeasuredCell], breakdown: Breakdown, outside: Sequence[Outside]) -> Iterator[MeasuredCell]:
    place = breakdown.by.index("municipality") if "municipality" in breakdown.by else None
    named = _named(breakdown)
    for cell in cells:
        codes = named if place is None else (cell.dimensions[place],)
        is_outside = bool(codes) and all(any(one.holds(code, cell.period) for one in outside) for code in codes or ())
        yield cell._replace(number=None, state=ValueState.UNKNOWN) if is_outside else cell


def unknown_outside(
    connection: duckdb.DuckDBPyConnection, breakdowns: Sequence[Breakdown], measured: Sequence[tuple[MeasuredCell, ...]]
) -> tuple[tuple[MeasuredCell, ...], ...]:
    """Return the cells of each breakdown, without a value where all its municipalities were outside the region."""
    outside = read_outside(connection)
    if not outside:
        return tuple(measured)
    found = zip(measured, breakdowns, strict=True)
    return tuple(tuple(_unknown_outside(cells, breakdown, outside)) for cells, breakdown in found)
