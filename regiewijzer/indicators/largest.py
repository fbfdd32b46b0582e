"""How many youths the others count beside the largest organisation: that one knows its own, and can subtract them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import duckdb

from regiewijzer.indicators.breakdown import Breakdown
from regiewijzer.indicators.chosen import Chosen
from regiewijzer.indicators.dimensions import NOT_KNOWN

ORGANISATIONS = ("municipality", "provider")


def most_youths(
    connection: duckdb.DuckDBPyConnection, chosen: Chosen, breakdown: Breakdown
) -> Mapping[tuple[str, tuple[str, ...], date], int]:
    """Return per series, codes and period the number of youths of the known municipality or provider that has most."""
    found: dict[tuple[str, tuple[str, ...], date], int] = {}
    key = ", ".join(("period", "series", *breakdown.by))
    for name in ORGANISATIONS:
        sql = f"""
            WITH chosen AS ({replace(chosen, breakdowns=[breakdown]).sql(name, "youth")}),
            own AS (
                SELECT {key}, {name}, count(DISTINCT youth) AS youths FROM chosen WHERE {name} <> '{NOT_KNOWN}'
                GROUP BY {key}, {name}
            )
            SELECT {key}, max(youths) FROM own GROUP BY {key}
        """  # noqa: S608  names come from the enumeration of dimensions, codes are bound as parameters
        for row in connection.execute(sql, chosen.parameters).fetchall():
            place = (row[1], tuple(row[2:-1]), row[0])
            found[place] = max(found.get(place, 0), row[-1])
    return found
