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


def _stand_at(connection: duckdb.DuckDBPyConnection, moment: datetime) -> None:
    connection.execute("SET VARIABLE moment = ?::TIMESTAMP", [moment])
    newest = connection.execute("SELECT known_at FROM kept.newest").fetchone()
    is_newest = newest is not None and (newest[0] is None or newest[0] <= moment)
    connection.execute(f"SET search_path = '{'newest,as_of' if is_newest else 'as_of'}'")


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
