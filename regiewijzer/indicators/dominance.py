"""Which parts of an amount the two largest providers bring: whether one of them follows from it decides whether it is hidden."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import duckdb

from regiewijzer.indicators.breakdown import Breakdown
from regiewijzer.indicators.chosen import Chosen
from regiewijzer.indicators.dimensions import NOT_KNOWN


def largest_contributions(
    connection: duckdb.DuckDBPyConnection, chosen: Chosen, breakdown: Breakdown
) -> Mapping[tuple[str, tuple[str, ...], date], tuple[float, float]]:
    """Return per series, codes and period the parts of the two largest known providers, between 0 and 1."""
    key = ", ".join(("period", "series", *breakdown.by))
    sql = f"""
        WITH chosen AS ({replace(chosen, breakdowns=[breakdown]).sql("provider", "value")}),
        contribution AS (SELECT {key}, provider, abs(sum(value)) AS amount FROM chosen GROUP BY {key}, provider),
        known AS (
            SELECT {key}, sum(amount) AS total, max(amount, 2) FILTER (WHERE provider <> '{NOT_KNOWN}') AS most
            FROM contribution GROUP BY {key}
        )
        SELECT {key}, coalesce(most[1] / nullif(total, 0), 0)::DOUBLE, coalesce(most[2] / nullif(total, 0), 0)::DOUBLE FROM known
    """  # noqa: S608  names come from the enumeration of dimensions, codes are bound as parameters
    rows = connection.execute(sql, chosen.parameters).fetchall()
    return {(row[1], tuple(row[2:-2]), row[0]): (row[-2], row[-1]) for row in rows}
