"""Runs all rules inside a message over the staging tables of a batch: one DuckDB in memory, one statement per kind of message."""

import re
from collections.abc import Iterable, Mapping
from functools import cache

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from regiewijzer.messages.person_numbers import PersonNumbers
from regiewijzer.messages.rules.queries import RuleQuery, queries_of

MOST_PER_RULE = 1000
BROKEN = pa.schema(
    [
        ("message_no", pa.int64()),
        ("rule", pa.string()),
        ("path", pa.string()),
        ("ordinal", pa.int64()),
        ("value", pa.string()),
        ("more", pa.int64()),
    ]
)

# What a sender typed freely may hold a name or a citizen number: only what looks like a code is shown, so no run of letters as
# long as a name, no run of digits as long as a number. ASCII only: a pattern with Unicode classes takes 20 ms to compile.
_CODE_LIKE = """
CREATE MACRO code_like(value) AS CASE
    WHEN length(value) <= 20 AND NOT regexp_matches(value, '[0-9]{8}|[A-Za-z]{4}|[^ -~]') THEN value
END
"""


def check_staging(name: str, release: str, staging: Mapping[str, pa.Table], *, persons: PersonNumbers) -> pa.Table:
    """Return where messages of one kind break a rule, in order of message, rule, path and ordinal (columns: BROKEN).

    `staging` holds the staging tables of the message (see `staging`), by name. `value` tells nothing of a person. Of one rule in
    one message at most 1000 places are listed; `more` of the last one counts those that are not, and is 0 everywhere else.
    KeyError for an unknown message or release.
    """
    # Half of the optional classes are absent from most batches, and a query costs something even over no rows.
    queries = [query for query in queries_of(name, release) if staging[query.table].num_rows]
    return _bounded(broken(queries, staging, persons)) if queries else BROKEN.empty_table()


def broken(queries: Iterable[RuleQuery], staging: Mapping[str, pa.Table], persons: PersonNumbers) -> pa.Table:
    """Return what those queries find, all of it: columns of BROKEN without `more`."""
    statement = _statement(tuple(queries))
    connection = _database().cursor()
    try:
        connection.execute(f"SET VARIABLE persons = '{persons.value}'")
        for table, columns in _needed(statement, staging).items():
            connection.register("incoming", staging[table].select(columns).to_reader())
            connection.execute(f"CREATE TEMP TABLE {table} AS SELECT * FROM incoming")  # noqa: S608  (named in the standard)
            connection.unregister("incoming")
        return connection.execute(statement).to_arrow_table()
    finally:
        connection.close()


@cache
def _database() -> duckdb.DuckDBPyConnection:
    # One thread: the load runs two processes beside each other. A cursor has temporary tables of its own.
    database = duckdb.connect(config={"threads": 1})
    database.execute(_CODE_LIKE)
    return database


@cache
def _statement(queries: tuple[RuleQuery, ...]) -> str:
    return "\nUNION ALL\n".join(_part(query) for query in queries) + "\nORDER BY message_no, rule, path, ordinal, value"


def _part(query: RuleQuery) -> str:
    columns = f"message_no, '{query.rule}' AS rule, path, ordinal::BIGINT AS ordinal, value::VARCHAR AS value"
    return f"SELECT {columns} FROM (\n{query.sql})"  # noqa: S608  (a query is a file of the definitions)


def _needed(statement: str, staging: Mapping[str, pa.Table]) -> dict[str, list[str]]:
    """Return the tables and columns whose names occur in the statement: loading all would cost more than the rules."""
    words = _words(statement)
    return {
        name: [column for column in table.column_names if column in words] for name, table in staging.items() if name in words
    }


@cache
def _words(statement: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", statement))


def _bounded(found: pa.Table) -> pa.Table:
    """Return the first 1000 places of each rule in each message; a file full of faults must not fill the memory."""
    if found.num_rows <= MOST_PER_RULE:
        return found.append_column("more", pa.repeat(pa.scalar(0, pa.int64()), found.num_rows)).cast(BROKEN)
    keys = ["message_no", "rule"]
    numbered = found.append_column("row", pa.array(range(found.num_rows), pa.int64()))
    groups = numbered.group_by(keys).aggregate([("row", "min"), ("row", "count")]).rename_columns([*keys, "first", "count"])
    placed = numbered.join(groups, keys).sort_by("row")
    place = pc.subtract(placed["row"], placed["first"])
    left = pc.if_else(pc.equal(place, MOST_PER_RULE - 1), pc.subtract(placed["count"], MOST_PER_RULE), 0)
    listed = placed.append_column("more", left).filter(pc.less(place, MOST_PER_RULE))
    return listed.select(BROKEN.names).cast(BROKEN)
