"""The facts of an indicator, worked out once at the newest moment and kept beside the cache: every figure is then a group-by.

One DuckDB file per snapshot and definition. It holds no pseudonyms: youths are numbers of this file alone. Deleting it costs
only time, and it goes with the cache it came from; an erasure removes it with the caches.
"""

import fcntl
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from regiewijzer.definitions.indicators_types import Indicator
from regiewijzer.indicators.facts import facts_sql
from regiewijzer.ledger.as_of import attach_newest
from regiewijzer.ledger.cache import ensure_cache, facts_prefix
from regiewijzer.ledger.home import Home

_CONFIG: dict[str, str | bool | int | float | list[str]] = {"memory_limit": "2GB", "preserve_insertion_order": False}
_READING: dict[str, str | bool | int | float | list[str]] = {"enable_external_access": False}

Tell = Callable[[int, int], None]


def mart_path(home: Home, snapshot: int, indicator: Indicator) -> Path:
    """Return where the facts of this definition are or will be: everything that decides their content is in the name."""
    cache = ensure_cache(home, snapshot)
    said = hashlib.sha256(facts_sql(indicator, indicator.dimensions).encode()).hexdigest()[:16]
    return home.cache / f"{facts_prefix(cache)}{indicator.id}-{said}.duckdb"


@contextmanager
def _one_builder(home: Home) -> Iterator[None]:
    """Let one process work facts out at a time; the others wait, and then find the file there."""
    descriptor = os.open(home.cache / "facts.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _build(path: Path, home: Home, snapshot: int, indicator: Indicator) -> None:
    building = home.cache / f"facts-building-{os.getpid()}.duckdb"
    building.unlink(missing_ok=True)
    with duckdb.connect(building, config=_CONFIG) as connection:
        own = connection.execute("SELECT current_database()").fetchone()
        assert own is not None
        attach_newest(connection, home, snapshot)
        connection.execute(f'CREATE TABLE "{own[0]}".main.fact AS {facts_sql(indicator, indicator.dimensions)}')
    building.replace(path)


def ensure_mart(home: Home, snapshot: int, indicator: Indicator) -> Path:
    """Return the file with the facts of the indicator at the newest moment, after working them out when it is not there."""
    path = mart_path(home, snapshot, indicator)
    if path.exists():
        return path
    with _one_builder(home):
        if not path.exists():
            _build(path, home, snapshot, indicator)
    return path


def open_mart(home: Home, snapshot: int, indicator: Indicator) -> duckdb.DuckDBPyConnection:
    """Return a read-only connection in which the table `fact` stands."""
    try:
        return duckdb.connect(ensure_mart(home, snapshot, indicator), read_only=True, config=_READING)
    except duckdb.IOException:
        # Another process cleared the file between our look and our opening it: work it out again.
        return duckdb.connect(ensure_mart(home, snapshot, indicator), read_only=True, config=_READING)


def build_marts(home: Home, snapshot: int, indicators: Iterable[Indicator], tell: Tell = lambda done, total: None) -> None:  # noqa: ARG005
    """Work out the facts of these indicators, so that no reader waits for them. `tell` gets how many are done, of how many."""
    wanted = list(indicators)
    for done, indicator in enumerate(wanted):
        tell(done, len(wanted))
        ensure_mart(home, snapshot, indicator)
    tell(len(wanted), len(wanted))
