"""Checks the archive that an Excel file is, before any reader sees it, and keeps only the parts that are read.

What the directory of an archive claims is checked first, then every part is unpacked and counted. The reader gets a new archive
with the checked parts only, so nothing in the original (double names, lying sizes, macros, links) can reach it.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

NOT_A_WORKBOOK, OLD_OR_LOCKED, DAMAGED, TOO_LARGE, UNSAFE = "RW-EX-02", "RW-EX-03", "RW-EX-04", "RW-EX-05", "RW-EX-06"
LARGEST_FILE = 50 * 1024**2
LARGEST_UNPACKED = 250 * 1024**2
MOST_PARTS = 2_000
# A million empty formatted rows pack to a twenty-fifth; only bombs come near what deflate can do (1032).
MOST_RATIO = 200
RATIO_FROM_BYTES = 1024**2
WORKBOOK = "xl/workbook.xml"
_OLE = b"\xd0\xcf\x11\xe0"  # xls of before 2007, and every workbook with a password
RELATIONS, STYLES, TEXTS = "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/sharedStrings.xml"
_FIXED = {name.lower(): name for name in ("[Content_Types].xml", "_rels/.rels", WORKBOOK, RELATIONS, STYLES, TEXTS)}
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_CHUNK = 1024**2


class UnreadableFile(Exception):
    """A file is not read at all: the code of the rule, and a technical remainder without content."""

    def __init__(self, rule: str, detail: str = "") -> None:
        super().__init__(rule, detail)
        self.rule, self.detail = rule, detail


@dataclass(frozen=True, slots=True)
class Parts:
    """The unpacked parts that are read, by name, and whether the file holds macros."""

    contents: Mapping[str, bytes]
    has_macros: bool

    def as_archive(self) -> io.BytesIO:
        """Return a new archive of these parts alone."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
            for name, content in self.contents.items():
                archive.writestr(zipfile.ZipInfo(name), content)
        buffer.seek(0)
        return buffer


def is_archive(content: bytes) -> bool:
    """Tell whether the file is of a kind that only Excel writes: an archive, or the old format."""
    return content.startswith((b"PK", _OLE))


def checked_parts(content: bytes) -> Parts:
    """Return the parts of a workbook (xlsx or xlsm); UnreadableFile when it is no such workbook or not safe."""
    if content.startswith(_OLE):
        raise UnreadableFile(OLD_OR_LOCKED)
    if len(content) > LARGEST_FILE:
        raise UnreadableFile(TOO_LARGE, str(len(content)))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _parts(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise UnreadableFile(DAMAGED, type(error).__name__) from None


def _parts(archive: zipfile.ZipFile) -> Parts:
    members = archive.infolist()
    _refuse_unsafe(members)
    names = {member.filename.lower() for member in members}
    if WORKBOOK not in names:
        raise UnreadableFile(NOT_A_WORKBOOK)
    if RELATIONS not in names:
        raise UnreadableFile(DAMAGED, "relations")
    read = [member for member in members if member.filename.lower() in _FIXED or _SHEET.fullmatch(member.filename)]
    macros = any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names)
    # Some programs write other capitals; the names that are looked up have one spelling from here on.
    contents = {_FIXED.get(member.filename.lower(), member.filename): _unpacked(archive, member) for member in read}
    return Parts(contents, macros)


def _refuse_unsafe(members: Sequence[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_PARTS:
        raise UnreadableFile(UNSAFE, f"{len(members)} parts")
    names = [member.filename.lower() for member in members]
    if len(set(names)) < len(names):
        raise UnreadableFile(UNSAFE, "double part")
    if any(name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or ":" in name for name in names):
        raise UnreadableFile(UNSAFE, "path")
    if any(member.flag_bits & 0x1 for member in members):
        raise UnreadableFile(OLD_OR_LOCKED)
    if sum(member.file_size for member in members) > LARGEST_UNPACKED or any(_is_bomb(member) for member in members):
        raise UnreadableFile(TOO_LARGE, "unpacked")


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    return member.file_size > max(RATIO_FROM_BYTES, MOST_RATIO * max(member.compress_size, 1))


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """Return the content; reading stops at the size that the directory claims, and a lie shows in the checksum."""
    pieces = []
    with archive.open(member) as stream:
        while piece := stream.read(_CHUNK):
            pieces.append(piece)
    content = b"".join(pieces)
    if len(content) != member.file_size:
        raise UnreadableFile(DAMAGED, "size")
    return content
