"""Open dimensions, whose codes come from the data: rare codes are taken together, so that none of them is ever named.

That someone went from foster care to secure care and back tells of a person even without a number. So a code is named in an
answer only when in one period of that very question (its filter, its scope, its other dimensions) at least ten youths have
it; the others together are `other`. Both follow from what the answer shows anyway: a named code has a value above the
threshold, and the order in which codes are named when there are too many is that of counts as they are published.
"""

from collections.abc import Sequence
from datetime import date

import duckdb

from regiewijzer.definitions.indicators_own import OTHER, OwnDimension
from regiewijzer.disclosure.small_numbers import MINIMUM_COUNT, ROUND_TO
from regiewijzer.figures.scope import Detail, Scope
from regiewijzer.indicators.breakdown import Breakdown
from regiewijzer.indicators.chosen import kept_rows
from regiewijzer.indicators.dimensions import NOT_KNOWN
from regiewijzer.indicators.facts import Measurable

FACTS, FOLDED = "fact", "folded_fact"


def open_names(indicator: Measurable) -> frozenset[str]:
    """Return the dimensions whose codes come from the data."""
    return frozenset(one.name for one in indicator.own if one.is_open)


def check(indicator: Measurable, breakdown: Breakdown) -> None:
    """Refuse a breakdown by what the indicator has not, and a filter on an open dimension (UnknownDimension)."""
    breakdown.check(indicator.dimensions, only_by=open_names(indicator))


def _named_sql(breakdown: Breakdown, opened: Sequence[OwnDimension], fewest: int) -> str:
    """Return the SELECT of the combinations that may be named: codes as text, for the types of a kept table are its own."""
    conditions, _ = kept_rows(breakdown)
    names = [one.name for one in opened]
    in_order = ", ".join(f"{name}::VARCHAR" for name in names)
    others = [name for name in breakdown.by if name not in names]
    by = ", ".join(breakdown.by)
    partition = f"PARTITION BY {', '.join(others)}" if others else ""
    most = min(one.most for one in opened if one.most is not None)
    return f"""
        WITH counted AS (
            SELECT {by}, count(DISTINCT youth) + coalesce(sum(persons), 0) AS people
            FROM {FACTS} WHERE period IN (SELECT unnest($said_of::DATE[])) AND {" AND ".join(conditions)} GROUP BY {by}, period
        ),
        enough AS (
            SELECT {by}, max(round(people / {ROUND_TO})) AS published FROM counted
            GROUP BY {by} HAVING max(people) >= {fewest}
        ),
        ranked AS (
            SELECT *, row_number() OVER ({partition} ORDER BY published DESC, {in_order}) AS place
            FROM enough
        )
        SELECT {", ".join(f"{name}::VARCHAR AS {name}" for name in breakdown.by)} FROM ranked WHERE place <= {most}
    """  # noqa: S608  names come from the definition, which was checked; codes are bound as parameters


def _folded_sql(breakdown: Breakdown, opened: Sequence[OwnDimension]) -> str:
    """Return the SELECT of the facts in which a code that may not be named is `other`; codes of the definition always stand."""
    tie = " AND ".join(f"{FACTS}.{name}::VARCHAR = named.{name}" for name in breakdown.by)
    parts = []
    for one in opened:
        always = ", ".join(f"'{code}'" for code in (NOT_KNOWN, *(code for code, _ in one.codes)))
        shown = f"named.{one.name} IS NOT NULL OR {FACTS}.{one.name}::VARCHAR IN ({always})"
        parts.append(f"CASE WHEN {shown} THEN {FACTS}.{one.name}::VARCHAR ELSE '{OTHER}' END AS {one.name}")
    names = ", ".join(one.name for one in opened)
    return f"""
        SELECT {FACTS}.* EXCLUDE ({names}), {", ".join(parts)}
        FROM {FACTS} LEFT JOIN named ON {tie}
    """  # noqa: S608  as above


def _has_facts(connection: duckdb.DuckDBPyConnection) -> bool:
    """Tell whether there is anything to fold: without rows the types of kept codes are empty, and cannot be read as text."""
    row = connection.execute(f"SELECT count(*) FROM {FACTS}").fetchone()  # noqa: S608
    return row is not None and row[0] > 0


def codes_elsewhere(
    connection: duckdb.DuckDBPyConnection, indicator: Measurable, scope: Scope, names: Sequence[str]
) -> frozenset[tuple[str, ...]]:
    """Return the codes by these dimensions that any fact in the scope has; of an open dimension only that there may be others.

    What occurs outside the scope is not named: it would tell of another provider, or of what another municipality has.
    """
    if open_names(indicator).intersection(names):
        return frozenset({(OTHER,) * len(names)})
    conditions, parameters = kept_rows(Breakdown(date.min, date.max, scope=scope))
    columns = ", ".join(f"{name}::VARCHAR" for name in names)
    sql = f"SELECT DISTINCT {columns} FROM {FACTS} WHERE {' AND '.join(conditions)}"  # noqa: S608
    return frozenset(connection.execute(sql, {**parameters, "first": date.min, "last": date.max}).fetchall())


def table_to_measure(
    connection: duckdb.DuckDBPyConnection, indicator: Measurable, breakdown: Breakdown, said_of: Sequence[date]
) -> str:
    """Return the name of the table with the facts of this breakdown, made when an open dimension is in it.

    `said_of` are the periods that get a value: what happens in one of which nothing can be said yet names nothing.
    Who may see exact numbers sees every code, up to as many as the definition names.
    """
    opened = [one for one in indicator.own if one.is_open and one.name in breakdown.by]
    if not opened or not _has_facts(connection):
        return FACTS
    fewest = 1 if breakdown.scope.detail is Detail.EXACT else MINIMUM_COUNT
    _, parameters = kept_rows(breakdown)
    bound = {
        **parameters,
        "first": min(said_of, default=date.min),
        "last": max(said_of, default=date.min),
        "said_of": list(said_of),
    }
    connection.execute(f"CREATE OR REPLACE TEMP TABLE named AS {_named_sql(breakdown, opened, fewest)}", bound)
    connection.execute(f"CREATE OR REPLACE TEMP VIEW {FOLDED} AS {_folded_sql(breakdown, opened)}")
    return FOLDED
