"""The encrypted raw archive: the original messages and extracts, for the custodian only.

One sealed segment per load (`archive/<load>.sealed`), small messages together. The pseudonyms of the persons in a message stand
in the segment's index, so that an erasure also finds originals that were refused and therefore have no rows in the ledger.
An original without message id (not readable as a message) is not archived: nobody could find the person in it again.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import NamedTuple, Protocol

from regiewijzer.definitions.standard import Element, load_standard
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.keys import PseudonymKey, custodian_recipient
from regiewijzer.ledger.numbers_in import numbers_in
from regiewijzer.ledger.persons import pseudonym
from regiewijzer.ledger.sealed import Entry, SegmentWriter, drop_entries, open_segment, read_entries

_REMEMBERED = 20_000  # pseudonyms one load keeps at hand: the same persons return in file after file


class Original(Protocol):
    """What `messages` hands over to archive."""

    @property
    def message_id(self) -> str | None: ...  # noqa: D102

    @property
    def content(self) -> bytes: ...  # noqa: D102


class Archived(NamedTuple):
    """One message read back by the custodian."""

    load_number: int
    message_id: str
    content: bytes


def _tags(element: Element) -> str:
    inner = "".join(_tags(child) for child in element.children)
    prefix = "ijw" if element.in_base else "ns"
    return f"<{prefix}:{element.name}>{inner}</{prefix}:{element.name}>\r\n"


@cache
def shared_text() -> bytes:
    """Return what small messages have in common: the tags of the standard. As zstd dictionary it more than halves them."""
    standard = load_standard()
    parts = (one.namespace + _tags(one.root) for one in standard.messages.values() if not one.answers)
    return "".join((standard.base_namespace, *parts)).encode()


def persons_in(content: bytes, key: PseudonymKey) -> tuple[str, ...]:
    """Return the pseudonyms of the citizen numbers in a raw message or extract, sorted."""
    return _subjects(content, partial(pseudonym, key=key))


def _subjects(content: bytes, pseudonym_of: Callable[[str], str]) -> tuple[str, ...]:
    return tuple(sorted(pseudonym_of(bsn) for bsn in numbers_in(content)))


def segment_path(home: Home, load_number: int) -> Path:
    """Return where the originals of that load are."""
    return home.archive / f"{load_number:06d}.sealed"


class ArchiveWriter:
    """Archives the originals of one load. `finish` just before the load becomes visible; `abandon` when it does not.

    A segment whose load never became visible is removed by the next load of that number.
    """

    def __init__(self, home: Home, load_number: int, key: PseudonymKey, *, received_on: date) -> None:
        """Open the segment; KeyTrouble when the home has no public key of a custodian."""
        self._pseudonym_of = lru_cache(_REMEMBERED)(partial(pseudonym, key=key))
        self._received_on = received_on
        segment_path(home, load_number).unlink(missing_ok=True)
        self._writer = SegmentWriter(segment_path(home, load_number), custodian_recipient(home), dictionary=shared_text())

    def add(self, originals: Iterable[Original]) -> None:
        """Seal the originals of one batch; those without message id are left out."""
        for one in originals:
            if one.message_id is not None:
                subjects = _subjects(one.content, self._pseudonym_of)
                self._writer.add(one.message_id, one.content, dated_on=self._received_on, subjects=subjects)

    def finish(self) -> int:
        """Close the segment and return how many originals it holds; none: no file."""
        if len(self._writer):
            self._writer.finish()
        else:
            self._writer.abandon()
        return len(self._writer)

    def abandon(self) -> None:
        """Throw the segment away."""
        self._writer.abandon()


def segments(home: Home) -> dict[int, Path]:
    """Return the segment of every load that has one."""
    return {int(path.stem): path for path in sorted(home.archive.glob("*.sealed"))}


def read_back(home: Home, identity: str, *, message_ids: frozenset[str] | None = None) -> Iterator[Archived]:
    """Yield the originals, all or those asked for, for the holder of the custodian's secret key.

    SealedError when the key does not fit or a segment was damaged.
    """
    for number, path in segments(home).items():
        for entry, content in read_entries(
            open_segment(path), identity, lambda entry: message_ids is None or entry.name in message_ids
        ):
            yield Archived(number, entry.name, content)


def entries(home: Home) -> Iterator[Entry]:
    """Yield the index entries of all originals; needs no key."""
    for path in segments(home).values():
        yield from open_segment(path).entries


def subjects(home: Home) -> set[str]:
    """Return the pseudonyms of everyone named in an archived original."""
    return {one for entry in entries(home) for one in entry.subjects}


def originals_with(home: Home, youth_id: str) -> tuple[str, ...]:
    """Return the message ids of archived originals that name this person, without any key."""
    return tuple(sorted({entry.name for entry in entries(home) if youth_id in entry.subjects}))


def drop_person(home: Home, youth_id: str) -> tuple[str, ...]:
    """Drop every original that names this person, other persons in it or not; return the message ids."""
    gone = originals_with(home, youth_id)
    for path in segments(home).values():
        drop_entries(path, lambda entry: youth_id in entry.subjects)
    return gone


def drop_before(home: Home, day: date) -> int:
    """Drop every original received before that day; return how many."""
    return sum(
        drop_entries(path, lambda entry: entry.dated_on is not None and entry.dated_on < day) for path in segments(home).values()
    )
