"""A small world for indicators: tables written as text, loaded into DuckDB as if they were the views."""

from collections.abc import Iterable, Mapping
from datetime import date

import duckdb

from regiewijzer.definitions.queries_views import VIEWS, sql_type
from regiewijzer.vocabulary.periods import months_between, next_month

Rows = Iterable[Mapping[str, object]]


def create_view_table(connection: duckdb.DuckDBPyConnection, view: str, rows: Rows) -> None:
    """Make a table with the columns of the view; what a row does not name is NULL."""
    columns = VIEWS[view]
    connection.execute(f"CREATE TABLE {view} ({', '.join(f'{name} {sql_type(kind)}' for name, kind in columns.items())})")
    places = ", ".join(f"CAST(? AS {sql_type(kind)})" for kind in columns.values())
    values = [[row.get(name) for name in columns] for row in rows]
    if values:
        connection.executemany(f"INSERT INTO {view} VALUES ({places})", values)


def calendar(first: date, last: date) -> list[dict[str, object]]:
    """Return the rows of calendar_month from the month of `first` up to and including that of `last`."""
    return [{"month": month, "next_month": next_month(month)} for month in months_between(first, next_month(last))]


def open_world(given: Mapping[str, Rows], first: date, last: date, views: Iterable[str] = VIEWS) -> duckdb.DuckDBPyConnection:
    """Return a connection in which these views exist: those given with their rows, the others empty."""
    connection = duckdb.connect(":memory:")
    worlds = {"calendar_month": calendar(first, last), **given}
    for view in views:
        create_view_table(connection, view, worlds.get(view, ()))
    return connection
