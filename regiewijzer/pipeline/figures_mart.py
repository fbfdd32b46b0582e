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
from regiewijzer.indicators.facts import columns_of, facts_sql
from regiewijzer.ledger.as_of import attach_newest
from regiewijzer.ledger.cache import ensure_cache, facts_prefix
from regiewijzer.ledger.cache_build import SLOW_COMPRESSION
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


def _fill(connection: duckdb.DuckDBPyConnection, file: str, indicator: Indicator) -> None:
    """Write the facts to the file, codes as an enumeration: that is half as much to write, and to group by afterwards."""
    connection.execute(f"CREATE TEMP TABLE staged AS {facts_sql(indicator, indicator.dimensions)}")
    codes = ["series", *columns_of(indicator, indicator.dimensions)]
    for name in codes:
        found = f"SELECT DISTINCT {name} FROM staged ORDER BY 1"  # noqa: S608
        connection.execute(f"CREATE TYPE {file}.code_of_{name} AS ENUM ({found})")
    columns = ", ".join(f"{name}::{file}.code_of_{name} AS {name}" for name in codes)
    rest = "period, youth, unit, value, weight, persons"
    connection.execute(f"CREATE TABLE {file}.fact AS SELECT {columns}, {rest} FROM staged")  # noqa: S608


def _build(path: Path, home: Home, snapshot: int, indicator: Indicator) -> None:
    building = home.cache / f"facts-building-{os.getpid()}.duckdb"
    building.unlink(missing_ok=True)
    with duckdb.connect(building, config=_CONFIG) as connection:
        connection.execute(f"SET disabled_compression_methods = '{SLOW_COMPRESSION}'")
        own = connection.execute("SELECT current_database()").fetchone()
        assert own is not None
        attach_newest(connection, home, snapshot)
        _fill(connection, f'"{own[0]}".main', indicator)
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
