"""How many youths the others count beside the largest organisation: that one knows its own, and can subtract them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import duckdb

from regiewijzer.indicators.breakdown import Breakdown
from regiewijzer.indicators.chosen import Chosen
from regiewijzer.indicators.dimensions import NOT_KNOWN

ORGANISATIONS = ("municipality", "provider")


Key = tuple[str, tuple[str, ...], date]


def most_youths(connection: duckdb.DuckDBPyConnection, chosen: Chosen, breakdown: Breakdown) -> Mapping[Key, int]:
    """Return per series, codes and period the number of youths of the known municipality or provider that has most."""
    found: dict[Key, int] = {}
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


def youths_of_others(connection: duckdb.DuckDBPyConnection, chosen: Chosen, breakdown: Breakdown) -> Mapping[Key, int]:
    """Return per series, codes and period the youths in the rows of others than the organisation that leaves fewest of them.

    For what is added up: of a youth whom two organisations help, the rows of the other are left when one takes its own off.
    """
    found: dict[Key, int] = {}
    key = ", ".join(("period", "series", *breakdown.by))
    for name in ORGANISATIONS:
        sql = f"""
            WITH chosen AS ({replace(chosen, breakdowns=[breakdown]).sql(name, "youth")}),
            each AS (
                SELECT {key}, CASE WHEN min({name}) = max({name}) THEN nullif(min({name}), '{NOT_KNOWN}') END AS only_at
                FROM chosen WHERE youth IS NOT NULL GROUP BY {key}, youth
            ),
            own AS (SELECT {key}, only_at, count(*) AS youths FROM each GROUP BY {key}, only_at)
            SELECT {key}, sum(youths)::BIGINT - coalesce(max(youths) FILTER (WHERE only_at IS NOT NULL), 0)
            FROM own GROUP BY {key}
        """  # noqa: S608  names come from the enumeration of dimensions, codes are bound as parameters
        for row in connection.execute(sql, chosen.parameters).fetchall():
            place = (row[1], tuple(row[2:-1]), row[0])
            found[place] = min(found.get(place, row[-1]), row[-1])
    return found
