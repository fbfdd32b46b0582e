"""The cache: one DuckDB file per snapshot, built from the record when it is not there. Deleting it costs only time."""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from regiewijzer.ledger import cache_build, sql_files
from regiewijzer.ledger.care_forms import care_form_kinds, care_form_rows
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.record import content_fingerprint, manifests, standing
from regiewijzer.ledger.region import read_region

KEPT_FILES = 4  # the newest snapshot and a few older ones that permalinks ask for


def _code_version() -> str:
    """Return a text that differs when the SQL, the builder or the table of care forms differs."""
    parts = [sql_files.kept_sql(table) for table in sql_files.KEPT_TABLES]
    parts += [sql_files.view_sql(view) for view in sql_files.VIEWS]
    parts += [Path(cache_build.__file__).read_text("utf-8"), repr((care_form_rows(), care_form_kinds()))]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _region_text(home: Home) -> str:
    return home.region.read_text("utf-8") if home.region.exists() else ""


def cache_path(home: Home, snapshot: int) -> Path:
    """Return where the cache of that snapshot is or will be: everything that decides its content is in the name."""
    said = _code_version() + content_fingerprint(standing(manifests(home))) + _region_text(home)
    return home.cache / f"snapshot-{snapshot}-{hashlib.sha256(said.encode()).hexdigest()[:16]}.duckdb"


@contextmanager
def _one_builder(home: Home) -> Iterator[None]:
    """Let one process build at a time; the others wait, and then find the file there."""
    descriptor = os.open(home.cache / "build.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _remove(path: Path) -> None:
    """Remove a cache with the facts of indicators that were worked out from it."""
    for one in (path, path.with_name(path.name + ".wal"), *path.parent.glob(f"{facts_prefix(path)}*")):
        one.unlink(missing_ok=True)


def facts_prefix(cache: Path) -> str:
    """Return how the names of files begin that hold facts worked out from this cache: they go when it goes."""
    return f"facts-{cache.stem}-"


def _clear(home: Home, keep: Path) -> None:
    """Remove unfinished files of killed builders and all but the latest few caches. Needs the builder's lock."""
    for unfinished in home.cache.glob("building-*"):
        if unfinished.is_file():
            _remove(unfinished)
    finished = sorted(home.cache.glob("snapshot-*.duckdb"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in [one for one in finished if one != keep][KEPT_FILES - 1 :]:
        _remove(path)


def ensure_cache(home: Home, snapshot: int) -> Path:
    """Return the cache file of that snapshot, after building it when it is not there."""
    path = cache_path(home, snapshot)
    if path.exists():
        return path
    home.cache.mkdir(parents=True, exist_ok=True)
    with _one_builder(home):
        if not path.exists():
            building = home.cache / f"building-{os.getpid()}.duckdb"
            _remove(building)
            loads = standing(manifests(home))
            cache_build.build_cache(building, home, loads=loads, snapshot=snapshot, region=read_region(home.region))
            building.replace(path)
            _clear(home, path)
    return path


def drop_caches(home: Home) -> None:
    """Remove all caches: after an erasure no file may still hold what the record forgot."""
    for path in home.cache.glob("*.duckdb*"):
        path.unlink(missing_ok=True)
