"""How many youths the others count beside the largest organisation: that one knows its own, and can subtract them.

Of what is added up, that is the youths in the rows of others. Finding them means one row per cell and youth, of tables with
millions of facts, so a bound comes first: each youth of an organisation sets one of 64 bits. Whichever organisation takes its own
off, the bits of the second are left, and those that the one with most does not explain. Only where these are fewer than ten, the
youths are counted. The breakdowns name no organisation.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import duckdb

from regiewijzer.indicators.breakdown import Breakdown
from regiewijzer.indicators.chosen import Chosen
from regiewijzer.indicators.dimensions import NOT_KNOWN
from regiewijzer.indicators.distinct import ENOUGH, asked_cells, counts_in
from regiewijzer.indicators.levels import Key, cells_by_breakdown

ORGANISATIONS = ("municipality", "provider")

Counts = Mapping[Breakdown, Mapping[Key, int]]


def most_youths(connection: duckdb.DuckDBPyConnection, chosen: Chosen) -> Counts:
    """Return per breakdown and cell the number of youths of the known municipality or provider that has most."""
    found: dict[Breakdown, dict[Key, int]] = {one: {} for one in chosen.breakdowns}
    for name in ORGANISATIONS:
        sql = f"""
            WITH chosen AS ({chosen.sql(name, "youth")}),
            own AS (
                SELECT {chosen.level} AS level, {chosen.key}, count(DISTINCT youth) AS youths
                FROM chosen WHERE {name} <> '{NOT_KNOWN}' GROUP BY GROUPING SETS ({chosen.sets(name)})
            )
            SELECT level, {chosen.key}, max(youths) FROM own GROUP BY level, {chosen.key}
        """  # noqa: S608  names come from the enumeration of dimensions, codes are bound as parameters
        for breakdown, cells in cells_by_breakdown(connection, chosen, sql).items():
            for key, (youths,) in cells.items():
                found[breakdown][key] = max(found[breakdown].get(key, 0), youths)
    return found


def youths_of_others(connection: duckdb.DuckDBPyConnection, chosen: Chosen) -> Counts:
    """Return per breakdown and cell the youths in the rows of others than the organisation that leaves fewest of them.

    Exact below ten, else at least so many. Of a youth whom two organisations help, the rows of the other are left when one takes
    its own off.
    """
    found: dict[Breakdown, dict[Key, int]] = {one: {} for one in chosen.breakdowns}
    for name in ORGANISATIONS:
        for breakdown, bounds in _at_least(connection, chosen, name).items():
            unsure = [key for key, bound in bounds.items() if bound < ENOUGH]
            for key, youths in {**bounds, **_counted(connection, chosen, breakdown, name, unsure)}.items():
                found[breakdown][key] = min(found[breakdown].get(key, youths), youths)
    return found


def _at_least(connection: duckdb.DuckDBPyConnection, chosen: Chosen, name: str) -> Mapping[Breakdown, dict[Key, int]]:
    """Return how many youths are left at least, whichever of these organisations takes its own off."""
    sql = f"""
        WITH chosen AS ({chosen.sql(name, "youth")}),
        own AS (
            SELECT {chosen.level} AS level, {chosen.key}, bit_or(1::UBIGINT << (youth % 64)::UBIGINT) AS bits
            FROM chosen WHERE youth IS NOT NULL GROUP BY GROUPING SETS ({chosen.sets(name)})
        ),
        together AS (
            SELECT level, {chosen.key}, max(bit_count(bits), 2) AS most, bit_count(bit_or(bits)) AS everyone
            FROM own GROUP BY level, {chosen.key}
        )
        SELECT level, {chosen.key}, greatest(coalesce(most[2], 0), everyone - most[1]) FROM together
    """  # noqa: S608  names come from the enumeration of dimensions, codes are bound as parameters
    cells = cells_by_breakdown(connection, chosen, sql)
    return {breakdown: {key: bound for key, (bound,) in some.items()} for breakdown, some in cells.items()}


def _counted(
    connection: duckdb.DuckDBPyConnection, chosen: Chosen, breakdown: Breakdown, name: str, keys: Sequence[Key]
) -> Mapping[Key, int]:
    """Return the youths that are left in these cells of the breakdown."""
    if not keys:
        return {}
    alone, asked = replace(chosen, breakdowns=[breakdown]), asked_cells(breakdown, keys)
    key = ", ".join(("period", "series", *breakdown.by))
    sql = f"""
        WITH chosen AS ({alone.sql(name, "youth")}), asked AS ({asked.sql}),
        each AS (
            SELECT {key}, CASE WHEN min({name}) = max({name}) THEN nullif(min({name}), '{NOT_KNOWN}') END AS only_at
            FROM chosen SEMI JOIN asked USING ({key}) WHERE youth IS NOT NULL GROUP BY {key}, youth
        ),
        own AS (SELECT {key}, only_at, count(*) AS youths FROM each GROUP BY {key}, only_at)
        SELECT {key}, sum(youths)::BIGINT - coalesce(max(youths) FILTER (WHERE only_at IS NOT NULL), 0)
        FROM own GROUP BY {key}
    """  # noqa: S608  names come from the enumeration of dimensions, codes are bound as parameters
    return counts_in(connection, alone, asked, sql)
