"""A dry run of a whole delivery: every rule that can be told beforehand, also across messages. Nothing of it is kept.

Levels 0 to 2 judge the files by themselves. Levels 3 and 4 need what is in the ledger beside them: for those the delivery is
loaded into a shadow of the home, a folder for its owner only in which the loads are links, and that is taken away again.
"""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from regiewijzer.figures.finding import Finding
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.installation import load_installation
from regiewijzer.ledger.snapshots import latest_snapshot
from regiewijzer.pipeline.check import check_snapshot
from regiewijzer.pipeline.known_at import KnownAt
from regiewijzer.pipeline.loads import findings_of, list_loads, record_tables
from regiewijzer.pipeline.outcome import LoadResult
from regiewijzer.pipeline.recording import record_messages

_EVERY = 1_000_000


@dataclass(frozen=True, slots=True)
class DryDelivery:
    """What a delivery would bring: messages and extracts taken in and refused, and what is wrong, with place and owner.

    `across` are the findings across messages; None when those rules could not run, for the keys of this home stand elsewhere.
    Nothing is counted of what was loaded before.
    """

    accepted: int
    rejected: int
    within: tuple[Finding, ...]
    across: tuple[Finding, ...] | None


def dry_delivery(home: Home, paths: Sequence[Path], *, now: datetime) -> DryDelivery:
    """Judge the files as if they were delivered `now` (naive UTC), beside all that was loaded before.

    PathMissing and InstallationIncomplete as with a load. A person number that is not of this installation is refused (CS002).
    """
    if load_installation(home).keys is not None:
        with _shadow_of(home, with_loads=False) as shadow:
            return _delivered(shadow, paths, now, across=False)
    with _shadow_of(home, with_loads=True) as shadow:
        return _delivered(shadow, paths, now, across=True)


def _delivered(shadow: Home, paths: Sequence[Path], now: datetime, *, across: bool) -> DryDelivery:
    result = record_messages(shadow, paths, known_at=KnownAt(), now=now, workers=0)
    if result.number is None:
        return DryDelivery(0, 0, (), () if across else None)
    within = findings_of(shadow, result.number, limit=_EVERY)[0]
    summary = next(one for one in list_loads(shadow) if one.number == result.number)
    return DryDelivery(summary.accepted, summary.rejected, within, _across(shadow, result) if across else None)


def _across(shadow: Home, result: LoadResult) -> tuple[Finding, ...]:
    """Return the findings across messages that stand in the delivery itself."""
    with record_tables(shadow, result.number) as connection:
        own = {row[0] for row in connection.execute("SELECT message_id FROM message").fetchall()}
    return tuple(one for one in check_snapshot(shadow).findings if one.message_id in own)


@contextmanager
def _shadow_of(home: Home, *, with_loads: bool) -> Iterator[Home]:
    """Yield a home that knows what this one knows and writes nothing into it; it is gone afterwards."""
    home.inbox.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="proef-", dir=home.inbox))
    shadow = Home(folder)
    try:
        shadow.loads.mkdir(parents=True)
        _copy_files(home, shadow)
        if with_loads and latest_snapshot(home):
            _copy_keys(home, shadow)
            for load in home.loads.iterdir():
                (shadow.loads / load.name).symlink_to(load.resolve())
        yield shadow
    finally:
        shutil.rmtree(folder)


def _copy_files(home: Home, shadow: Home) -> None:
    """Copy region file, postcodes and installation file: the small files beside the record."""
    for one in home.path.iterdir():
        if one.suffix in (".yaml", ".csv") and one.is_file():
            shutil.copy2(one, shadow.path / one.name)


def _copy_keys(home: Home, shadow: Home) -> None:
    """Copy the keys without the register of persons: the same number must give the same pseudonym as in the ledger."""
    shadow.keys.mkdir(mode=0o700)
    shadow.archive.mkdir(mode=0o700)
    for one in home.keys.glob("*.key"):
        shutil.copy2(one, shadow.keys / one.name)
    for one in home.archive.glob("*.pub"):
        shutil.copy2(one, shadow.archive / one.name)
