"""How many people are in the rows behind a figure, so that its passport can keep to the threshold.

Where the rows are those of the whole region, only the people beside those of its largest organisation count: that one knows its
own, and can subtract them.
"""

from typing import Any

import duckdb

from regiewijzer.definitions.queries_views import VIEWS
from regiewijzer.indicators.dimensions import COLUMNS
from regiewijzer.indicators.distinct import ORGANISATIONS


def _person(table: str) -> str:
    """Return what tells persons apart; a row that names no youth may be about one."""
    own = [name for name in ("message_id", "row_no") if name in VIEWS[table]]
    return "hash(given.youth_id)" if "youth_id" in VIEWS[table] else f"hash({', '.join(f'given.{name}' for name in own)})"


def _most(connection: duckdb.DuckDBPyConnection, name: str) -> dict[str, int]:
    """Return the people of the municipality or provider that has most."""
    sql = f"""
        WITH own AS (
            SELECT message_type, {name}, count(DISTINCT person) AS people FROM told WHERE {name} IS NOT NULL GROUP BY ALL
        )
        SELECT message_type, max(people) FROM own GROUP BY message_type
    """  # noqa: S608  names come from the enumeration of dimensions
    return dict(connection.execute(sql).fetchall())


def people_in(
    connection: duckdb.DuckDBPyConnection, table: str, conditions: str, parameters: list[Any], *, of_region: bool
) -> dict[str, int]:
    """Return per message type the people in the rows of a table that meet the conditions; `of_region`: beside the largest."""
    names = [COLUMNS[name] for name in ORGANISATIONS if of_region and COLUMNS[name] in VIEWS[table]]
    given = ", ".join((*(f"given.{name}" for name in names), f"{_person(table)} AS person"))
    sql = f"""
        CREATE OR REPLACE TEMP TABLE told AS SELECT DISTINCT message.message_type, {given}
        FROM (SELECT * FROM {table} WHERE TRUE{conditions}) AS given INNER JOIN message ON given.message_id = message.message_id
    """  # noqa: S608  names come from the vocabulary, codes are bound
    connection.execute(sql, parameters)
    found = connection.execute("SELECT message_type, count(DISTINCT person) FROM told GROUP BY message_type").fetchall()
    most = [_most(connection, name) for name in names]
    return {kind: people - max((one.get(kind, 0) for one in most), default=0) for kind, people in found}
