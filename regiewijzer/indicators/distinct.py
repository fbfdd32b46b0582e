"""Counts distinct youths in the few cells where a cheap bound does not tell whether they are fewer than ten."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import duckdb

from regiewijzer.indicators.breakdown import Breakdown
from regiewijzer.indicators.chosen import Chosen

Key = tuple[str, tuple[str, ...], date]


def _columns(breakdown: Breakdown, keys: Sequence[Key]) -> dict[str, list[Any]]:
    """Return the cells as lists, one per column, to be bound."""
    codes = {f"only_{place}": [dimensions[place] for _, dimensions, _ in keys] for place in range(len(breakdown.by))}
    return {"only_period": [period for _, _, period in keys], "only_series": [series for series, _, _ in keys], **codes}


def counted_youths(
    connection: duckdb.DuckDBPyConnection, chosen: Chosen, breakdown: Breakdown, keys: Sequence[Key]
) -> Mapping[Key, int]:
    """Return the number of distinct youths of these cells of the breakdown."""
    if not keys:
        return {}
    key = ", ".join(("period", "series", *breakdown.by))
    lists = [f"unnest($only_{place}::VARCHAR[]) AS {name}" for place, name in enumerate(breakdown.by)]
    only = ", ".join(("unnest($only_period::DATE[]) AS period", "unnest($only_series::VARCHAR[]) AS series", *lists))
    sql = f"""
        WITH chosen AS ({replace(chosen, breakdowns=[breakdown]).sql("youth")}), asked AS (SELECT {only})
        SELECT {key}, count(DISTINCT youth) FROM chosen SEMI JOIN asked USING ({key}) GROUP BY {key}
    """  # noqa: S608  names come from the enumeration of dimensions, codes are bound as parameters
    rows = connection.execute(sql, {**chosen.parameters, **_columns(breakdown, keys)}).fetchall()
    return {(row[1], tuple(row[2:-1]), row[0]): row[-1] for row in rows}
