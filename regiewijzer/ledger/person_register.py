"""The sealed person register: which pseudonym is which citizen number, readable by the key custodian only.

The ledger keeps no citizen numbers, yet a rotation of the key must give every person a new pseudonym, and a mail about a wrong
record must reach the right dossier. So each load seals the persons it saw for the first time, in `register/` of the key folder:
it can add and not read. Names of the entries are pseudonyms, so an erasure drops a person from it without any key.
"""

from collections.abc import Iterator
from pathlib import Path

from regiewijzer.ledger.sealed import SegmentWriter, drop_entries, open_segment, read_entries


def register_folder(keys: Path) -> Path:
    """Return the folder of the register in the key folder."""
    return keys / "register"


def _segments(keys: Path) -> list[Path]:
    return sorted(register_folder(keys).glob("*.sealed"))


def registered(keys: Path) -> set[str]:
    """Return the pseudonyms in the register; needs no key."""
    return {entry.name for path in _segments(keys) for entry in open_segment(path).entries}


class RegisterWriter:
    """Adds the persons of one load; `finish` before the load becomes visible, `abandon` when it fails."""

    def __init__(self, keys: Path, recipient: str) -> None:
        """Open a new segment for the custodian with this age public key."""
        folder = register_folder(keys)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        last = int(_segments(keys)[-1].stem) if _segments(keys) else 0
        self._known = registered(keys)
        self._writer = SegmentWriter(folder / f"{last + 1:06d}.sealed", recipient)

    def note(self, youth_id: str, bsn: str) -> None:
        """Seal the citizen number of a person that is not in the register yet."""
        if youth_id not in self._known:
            self._known.add(youth_id)
            self._writer.add(youth_id, bsn.encode())

    def finish(self) -> int:
        """Close the segment and return how many persons were new; none: no file."""
        if len(self._writer):
            self._writer.finish()
        else:
            self._writer.abandon()
        return len(self._writer)

    def abandon(self) -> None:
        """Throw the new entries away."""
        self._writer.abandon()


def read_register(keys: Path, identity: str) -> Iterator[tuple[str, str]]:
    """Yield pseudonym and citizen number of every person, for the custodian."""
    for path in _segments(keys):
        for entry, content in read_entries(open_segment(path), identity):
            yield entry.name, content.decode()


def drop_person(keys: Path, youth_id: str) -> int:
    """Drop one person from the register without any key; return how many entries went."""
    return sum(drop_entries(path, lambda entry: entry.name == youth_id) for path in _segments(keys))


def drop_persons_except(keys: Path, staying: set[str]) -> int:
    """Drop everyone who is not among these pseudonyms; return how many went."""
    return sum(drop_entries(path, lambda entry: entry.name not in staying) for path in _segments(keys))
