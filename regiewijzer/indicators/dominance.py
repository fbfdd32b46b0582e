"""Which parts of an amount the two largest providers bring: whether one of them follows from it decides whether it is hidden."""

from collections.abc import Mapping

import duckdb

from regiewijzer.indicators.breakdown import Breakdown
from regiewijzer.indicators.chosen import Chosen
from regiewijzer.indicators.dimensions import NOT_KNOWN
from regiewijzer.indicators.levels import Cells, cells_by_breakdown


def largest_contributions(connection: duckdb.DuckDBPyConnection, chosen: Chosen) -> Mapping[Breakdown, Cells]:
    """Return per breakdown and cell the parts of the two largest known providers, between 0 and 1. None names providers."""
    sql = f"""
        WITH chosen AS ({chosen.sql("provider", "value")}),
        contribution AS (
            SELECT {chosen.level} AS level, {chosen.key}, provider, abs(sum(value)) AS amount
            FROM chosen GROUP BY GROUPING SETS ({chosen.sets("provider")})
        ),
        known AS (
            SELECT
                level, {chosen.key}, sum(amount) AS total, max(amount, 2) FILTER (WHERE provider <> '{NOT_KNOWN}') AS most
            FROM contribution GROUP BY level, {chosen.key}
        )
        SELECT
            level, {chosen.key},
            coalesce(most[1] / nullif(total, 0), 0)::DOUBLE, coalesce(most[2] / nullif(total, 0), 0)::DOUBLE
        FROM known
    """  # noqa: S608  names come from the enumeration of dimensions, codes are bound as parameters
    return cells_by_breakdown(connection, chosen, sql)
