"""A small world for indicators: tables written as text, loaded into DuckDB as if they were the views.

What the ledger itself works out from other views is worked out here too, by the same SQL, unless the world gives it: a case is
told in trajectories and deliveries, not in days without care.
"""

from collections.abc import Iterable, Mapping
from datetime import date

import duckdb

from regiewijzer.definitions.queries_views import VIEWS, sql_type
from regiewijzer.ledger.care_forms import care_form_kinds
from regiewijzer.ledger.region import TRAJECTORY_GAP_DAYS
from regiewijzer.ledger.sql_files import view_sql
from regiewijzer.vocabulary.periods import months_between, next_month

Rows = Iterable[Mapping[str, object]]

WORKED_OUT = {  # view -> what it is worked out from
    "care_stretch": ("trajectory", "delivery"),
    "care_path_step": ("care_stretch", "region_setting"),
    "trajectory_referrer": ("care_path_step", "assignment_version", "assignment_request"),
}


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
    """Return a connection in which these views exist: those given with their rows, the others empty.

    As in the ledger the calendar begins with the first care, and at `first` when there is none before it.
    """
    connection = duckdb.connect(":memory:")
    kinds = [dict(zip(VIEWS["care_form_kind"], row, strict=True)) for row in care_form_kinds()]
    setting = [{"trajectory_gap_days": TRAJECTORY_GAP_DAYS}]
    always = {"care_form_kind": kinds, "region_setting": setting}
    worlds = {"calendar_month": calendar(_earliest(given, first), last), **always, **given}
    for view in _with_sources(views, worlds):
        if view in WORKED_OUT and view not in worlds:
            connection.execute(f"CREATE VIEW {view} AS {view_sql(view)}")
        else:
            create_view_table(connection, view, worlds.get(view, ()))
    return connection


def _earliest(given: Mapping[str, Rows], first: date) -> date:
    starts = [str(row["started_on"]) for row in given.get("trajectory", ()) if row.get("started_on")]
    return min([first, *map(date.fromisoformat, starts)])


def _with_sources(views: Iterable[str], worlds: Mapping[str, Rows]) -> list[str]:
    """Return the views and what those that are worked out read, in the order in which they can be made."""
    needed, asked = set(), list(views)
    while asked:
        view = asked.pop()
        needed.add(view)
        asked += [] if view in worlds else WORKED_OUT.get(view, ())
    return [view for view in VIEWS if view in needed]
