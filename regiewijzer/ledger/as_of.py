"""The only door for readers: the ledger as it stood at a moment, for a snapshot."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from regiewijzer.ledger.cache import ensure_cache
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.snapshots import chosen_snapshot

# The same for every connection: DuckDB shares one instance per file within a process only when they are equal.
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


@dataclass(frozen=True, slots=True)
class AsOf:
    """A read-only connection whose views stand at `moment`; nothing known later, and no later load, shows in it.

    Use `connection` itself: a cursor made from it does not stand at the moment.
    """

    connection: duckdb.DuckDBPyConnection
    snapshot: int
    moment: datetime


def _connect(path: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(path, read_only=True, config=_CONFIG)


def _connect_to_snapshot(home: Home, snapshot: int) -> duckdb.DuckDBPyConnection:
    try:
        return _connect(ensure_cache(home, snapshot))
    except duckdb.IOException:
        # Another process cleared the file between our look and our opening it: build it again.
        return _connect(ensure_cache(home, snapshot))


def _everything_is_known(connection: duckdb.DuckDBPyConnection, moment: datetime) -> bool:
    newest = connection.execute("SELECT known_at FROM kept.newest").fetchone()
    return newest is not None and (newest[0] is None or newest[0] <= moment)


def is_newest(as_of: AsOf) -> bool:
    """Tell whether everything in the snapshot is known at the moment."""
    return _everything_is_known(as_of.connection, as_of.moment)


def _stand_at(connection: duckdb.DuckDBPyConnection, moment: datetime) -> None:
    connection.execute("SET VARIABLE moment = ?::TIMESTAMP", [moment])
    path = "newest,as_of" if _everything_is_known(connection, moment) else "as_of"
    connection.execute(f"SET search_path = '{path}'")


@contextmanager
def open_as_of(home: Home, moment: datetime, snapshot: int | None = None) -> Iterator[AsOf]:
    """Open the ledger as known at `moment` (UTC, without zone) in that snapshot (None = the newest).

    UnknownSnapshot when there is no such snapshot. The first opening of a snapshot builds its cache.
    """
    assert moment.tzinfo is None, moment
    chosen = chosen_snapshot(home, snapshot)
    with _connect_to_snapshot(home, chosen) as connection:
        _stand_at(connection, moment)
        yield AsOf(connection, chosen, moment)


def attach_newest(connection: duckdb.DuckDBPyConnection, home: Home, snapshot: int) -> datetime | None:
    """Attach the ledger read-only to a connection of the caller, its views standing at the newest moment, and return that.

    For work that writes what it reads into a file of its own. Nothing else can be opened through the connection afterwards.
    None when nothing is known yet.
    """
    file = str(ensure_cache(home, snapshot)).replace("'", "''")
    connection.execute(f"ATTACH '{file}' AS ledger (READ_ONLY)")
    connection.execute("SET enable_external_access = false")
    row = connection.execute("SELECT known_at FROM ledger.kept.newest").fetchone()
    newest: datetime | None = row[0] if row else None
    connection.execute("SET VARIABLE moment = coalesce(?::TIMESTAMP, TIMESTAMP 'epoch')", [newest])
    connection.execute("SET search_path = 'ledger.newest,ledger.as_of'")
    return newest


@contextmanager
def standing_at_last_known(as_of: AsOf) -> Iterator[None]:
    """Let the views stand at the last moment at which anything became known: from then on nothing changes, the calendar neither.

    So what is worked out is the same for every moment after it, and can be kept.
    """
    moment, last = "SET VARIABLE moment = ?::TIMESTAMP", "SELECT max(known_at) FROM message"
    row = as_of.connection.execute(last).fetchone()
    as_of.connection.execute(moment, [row[0] if row and row[0] else as_of.moment])
    try:
        yield
    finally:
        as_of.connection.execute(moment, [as_of.moment])
