"""Which part of an amount one provider brings: above the limit the amount is that provider's own, and is hidden."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import duckdb

from regiewijzer.indicators.breakdown import Breakdown
from regiewijzer.indicators.chosen import Chosen
from regiewijzer.indicators.dimensions import NOT_KNOWN


def largest_contributions(
    connection: duckdb.DuckDBPyConnection, chosen: Chosen, breakdown: Breakdown
) -> Mapping[tuple[str, tuple[str, ...], date], float]:
    """Return per series, codes and period the part of the largest known provider, between 0 and 1."""
    key = ", ".join(("period", "series", *breakdown.by))
    sql = f"""
        WITH chosen AS ({replace(chosen, breakdowns=[breakdown]).sql("provider", "value")}),
        contribution AS (SELECT {key}, provider, abs(sum(value)) AS amount FROM chosen GROUP BY {key}, provider)
        SELECT {key}, coalesce(max(amount) FILTER (WHERE provider <> '{NOT_KNOWN}') / nullif(sum(amount), 0), 0)::DOUBLE
        FROM contribution GROUP BY {key}
    """  # noqa: S608  names come from the enumeration of dimensions, codes are bound as parameters
    rows = connection.execute(sql, chosen.parameters).fetchall()
    return {(row[1], tuple(row[2:-1]), row[0]): row[-1] for row in rows}
