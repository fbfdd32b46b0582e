"""From rows of grouping sets to cells: what one statement measured of several breakdowns, apart again."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import duckdb

from regiewijzer.indicators.breakdown import Breakdown
from regiewijzer.indicators.chosen import Chosen

Dimensions = tuple[str, ...]
Key = tuple[str, Dimensions, date]  # series, codes, first day of the period
Cells = Mapping[Key, tuple[Any, ...]]


def cells_by_breakdown(connection: duckdb.DuckDBPyConnection, chosen: Chosen, sql: str) -> Mapping[Breakdown, Cells]:
    """Return what the statement measured of each breakdown, by cell.

    Its rows are: level, the key of the cell (`Chosen.key`), and what was measured.
    """
    by_level: dict[int, list[tuple[Any, ...]]] = {}
    for row in connection.execute(sql, chosen.parameters).fetchall():
        by_level.setdefault(row[0], []).append(row)
    return {one: _cells(chosen, one, by_level.get(chosen.level_of(one), [])) for one in chosen.breakdowns}


def _cells(chosen: Chosen, breakdown: Breakdown, rows: list[tuple[Any, ...]]) -> Cells:
    names = chosen.names
    width, places = 3 + len(names), [3 + names.index(name) for name in breakdown.by]
    return {(row[2], tuple(row[place] for place in places), row[1]): row[width:] for row in rows}
