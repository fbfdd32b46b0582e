"""Load a delivery: record it, build the cache, run the checks. The order, nothing else."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from regiewijzer.extracts.senders import Sender
from regiewijzer.ledger.cache import ensure_cache
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.snapshots import latest_snapshot
from regiewijzer.pipeline.check import check_snapshot
from regiewijzer.pipeline.known_at import KnownAt
from regiewijzer.pipeline.outcome import LoadResult
from regiewijzer.pipeline.progress import Listener, Progress, ProgressFile
from regiewijzer.pipeline.recording import record_messages


def load(
    home: Home,
    paths: Sequence[Path],
    *,
    known_at: KnownAt,
    now: datetime,
    workers: int = 2,
    progress: Listener | None = None,
    sender: Sender | None = None,
) -> LoadResult:
    """Load the files and bring cache and checks up to date; `now` is naive UTC.

    `sender` is who delivers the extracts; without one the folder they stand in says it, or else it is the service organisation.
    PathMissing, LoadRunning, InstallationIncomplete and RegionError leave everything as it was.
    """
    tell = ProgressFile(home.progress, progress)
    try:
        result = record_messages(home, paths, known_at=known_at, now=now, workers=workers, progress=tell, sender=sender)
        if result.number is not None:
            bring_up_to_date(home, tell, result)
    except BaseException as error:
        tell(Progress("failed", error=type(error).__name__))
        raise
    tell(Progress("done", 1, 1, messages=result.accepted + result.rejected, load=result.number))
    return result


def bring_up_to_date(home: Home, tell: Listener, result: LoadResult) -> None:
    """Build the cache of the newest snapshot and run the checks on it; both come back by themselves when deleted."""
    counted = result.accepted + result.rejected
    tell(Progress("cache", messages=counted, load=result.number))
    ensure_cache(home, latest_snapshot(home))
    tell(Progress("checks", messages=counted, load=result.number))
    check_snapshot(home)
