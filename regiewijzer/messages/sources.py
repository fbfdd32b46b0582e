"""Finds the messages in what was delivered: bare XML, ZIP files with XML, folders of either; and files of other kinds when asked.

A ZIP may be hostile: number, size and ratio of what is inside are bounded, first by what its directory claims, then by
what is really read. Names inside a ZIP are only names: nothing is ever written under them.
"""

import lzma
import zipfile
import zlib
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from regiewijzer.definitions.standard import load_standard
from regiewijzer.figures.finding import Finding
from regiewijzer.messages import hardened
from regiewijzer.messages.envelopes import EnvelopeFault, looks_like_envelope, open_envelope
from regiewijzer.messages.finding_of import Place, finding_of
from regiewijzer.messages.unpacking import MOST_RATIO, RATIO_FROM_BYTES, Bomb, MemberTooLarge, is_bomb, unpacked

NO_FILE, TOO_LARGE, NOT_READABLE, NOTHING_FOUND = "RW-FILE-01", "RW-FILE-02", "RW-FILE-03", "RW-FILE-04"
BAD_ZIP, ZIP_RATIO, ZIP_COUNT, ZIP_TOTAL, ZIP_IN_ZIP, ZIP_LOCKED = (f"RW-ZIP-0{number}" for number in range(1, 7))

LARGEST_BYTES = load_standard().largest_file_bytes
MOST_MEMBERS = 100_000
MOST_ZIP_BYTES = 4 * 1024**3  # unpacked, per ZIP
_READ = frozenset({".xml", ".zip"})


@dataclass(frozen=True, slots=True)
class Source:
    """One message as delivered. `file` is the path of the file, `member` the name inside a ZIP or envelope, or empty.

    `sent_at`: the moment on its envelope, UTC without zone.
    """

    file: str
    member: str
    content: bytes
    sent_at: datetime | None = None


class _Refused(Exception):
    """A ZIP or a member is not read; it ends as a finding of that rule."""

    def __init__(self, rule: str, detail: str = "") -> None:
        super().__init__(rule, detail)
        self.rule, self.detail = rule, detail


def find_sources(paths: Sequence[Path], also: Set[str] = frozenset()) -> Iterator[Source | Finding]:
    """Yield every message in the paths, file by file in order of name, and a finding for what cannot be read.

    A file named by itself is always read; in a folder and in a ZIP only .xml (and .zip) are, and those that end on one of `also`
    (small letters). Contents are read when asked for. An envelope of a hub is opened: its message is what is yielded.
    """
    read = _READ | also
    for path in paths:
        for found in _at(path, read):
            yield from _out_of_envelope(found) if isinstance(found, Source) else (found,)


def _at(path: Path, read: Set[str]) -> Iterator[Source | Finding]:
    """Yield what stands at a path, envelopes closed."""
    if path.is_dir():
        yield from _in_folder(path, read)
    elif path.exists():
        yield from _in_file(path, read)
    else:
        yield finding_of(NO_FILE, Place(str(path)))


def _out_of_envelope(source: Source) -> Iterator[Source | Finding]:
    """Yield the message in an envelope, with findings on what the envelope says; anything else as it is."""
    if not looks_like_envelope(source.content) or len(source.content) > LARGEST_BYTES:
        yield source
        return
    try:
        opened = open_envelope(source.content)
    except hardened.UnreadableError as error:
        yield finding_of(error.rule, Place(source.file, source.member), line=error.line, detail=error.detail)
        return
    except EnvelopeFault as fault:
        yield finding_of(fault.rule, Place(source.file, source.member), detail=fault.detail)
        return
    if opened is None:
        yield source
        return
    member = " / ".join(filter(None, (source.member, opened.member)))
    yield from (finding_of(rule, Place(source.file, member), detail=detail) for rule, detail in opened.remarks)
    yield Source(source.file, member, opened.content, opened.sent_at)


def _in_folder(folder: Path, read: Set[str]) -> Iterator[Source | Finding]:
    files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in read and path.is_file())
    if not files:
        yield finding_of(NOTHING_FOUND, Place(str(folder)))
    for path in files:
        yield from _in_file(path, read)


def _in_file(path: Path, read: Set[str]) -> Iterator[Source | Finding]:
    place = Place(str(path))
    try:
        if path.suffix.lower() == ".zip" or (path.suffix.lower() not in read and zipfile.is_zipfile(path)):
            yield from _in_zip(path, read)
        elif path.stat().st_size > LARGEST_BYTES:
            yield finding_of(TOO_LARGE, place, detail=str(path.stat().st_size))
        else:
            yield Source(str(path), "", path.read_bytes())
    except OSError as error:
        yield finding_of(NOT_READABLE, place, detail=error.strerror or type(error).__name__)


def _in_zip(path: Path, read: Set[str]) -> Iterator[Source | Finding]:
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            yield from _members(path, file, archive, read)
    except _Refused as refused:
        yield finding_of(refused.rule, Place(str(path)), detail=refused.detail)
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        yield finding_of(BAD_ZIP, Place(str(path)), detail=type(error).__name__)


def _members(path: Path, file: BinaryIO, archive: zipfile.ZipFile, read: Set[str]) -> Iterator[Source | Finding]:
    members = [member for member in archive.infolist() if not member.is_dir()]
    _refuse_bomb(members)
    if not any(_suffix(member) in read for member in members):
        yield finding_of(NOTHING_FOUND, Place(str(path)))
    total, most = 0, min(MOST_ZIP_BYTES, max(RATIO_FROM_BYTES, MOST_RATIO * path.stat().st_size))
    for member in sorted(members, key=lambda one: one.filename):
        if _suffix(member) not in read:
            continue
        found = _member(path, file, archive, member)
        total += len(found.content) if isinstance(found, Source) else 0
        if total > most:
            raise _Refused(ZIP_TOTAL, str(most))
        yield found


def _refuse_bomb(members: Sequence[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_MEMBERS:
        raise _Refused(ZIP_COUNT, str(len(members)))
    for member in members:
        if is_bomb(member.file_size, member):
            raise _Refused(ZIP_RATIO)


def _suffix(member: zipfile.ZipInfo) -> str:
    name = member.filename.rpartition("/")[2]
    place = name.rfind(".")
    return name[place:].lower() if place > 0 else ""


def _member(path: Path, file: BinaryIO, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Source | Finding:
    place = Place(str(path), member.filename)
    if _suffix(member) == ".zip":
        return finding_of(ZIP_IN_ZIP, place)
    if member.flag_bits & 0x1:
        return finding_of(ZIP_LOCKED, place)
    try:
        return Source(str(path), member.filename, unpacked(file, archive, member, most=LARGEST_BYTES))
    except Bomb as bomb:
        raise _Refused(ZIP_RATIO) from bomb
    except MemberTooLarge:
        return finding_of(TOO_LARGE, place)
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, OSError) as error:
        return finding_of(BAD_ZIP, place, detail=type(error).__name__)
