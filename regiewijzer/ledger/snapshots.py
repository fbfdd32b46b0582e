"""Snapshots: snapshot n is the loads up to n. That number is all a permalink needs."""

from regiewijzer.ledger.home import Home
from regiewijzer.ledger.record import load_numbers


class UnknownSnapshot(LookupError):
    """There is no such snapshot yet."""


def latest_snapshot(home: Home) -> int:
    """Return the number of the newest snapshot; 0 when nothing has been loaded."""
    return max(load_numbers(home), default=0)


def chosen_snapshot(home: Home, snapshot: int | None) -> int:
    """Return the snapshot asked, or the newest; UnknownSnapshot when it lies in the future."""
    newest = latest_snapshot(home)
    if snapshot is None:
        return newest
    if not 0 <= snapshot <= newest:
        raise UnknownSnapshot(f"snapshot {snapshot}: the newest is {newest}")
    return snapshot
