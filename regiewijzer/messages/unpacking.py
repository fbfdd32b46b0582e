"""Unpacks one member of a ZIP, never more of it than is allowed.

Small members, of which a delivery holds a hundred thousand, are unpacked in one call: `zipfile` spends five times the
inflating itself on making a stream of each.
"""

import struct
import zipfile
import zlib
from typing import BinaryIO

_LOCAL = struct.Struct("<4s22xHH")  # signature, lengths of the name and of the extra field
_SIGNATURE, _UTF8 = b"PK\3\4", 0x800
_SMALL = 1024 * 1024
_CHUNK = 1024 * 1024
# XML of a claim packs to a twentieth; deflate cannot do better than 1032, which only bombs come near to.
MOST_RATIO = 200
RATIO_FROM_BYTES = 1024 * 1024  # below this a high ratio harms nobody: an XML of blanks is small anyway


class Bomb(Exception):
    """A member unpacks to far more than its packed size; nothing else of its ZIP is to be trusted."""


class MemberTooLarge(Exception):
    """A member unpacks to more than was allowed."""


def is_bomb(size: int, member: zipfile.ZipInfo) -> bool:
    """Tell whether `size` bytes are too many for what the member was packed in."""
    return size > RATIO_FROM_BYTES and size > MOST_RATIO * max(member.compress_size, 1)


def unpacked(file: BinaryIO, archive: zipfile.ZipFile, member: zipfile.ZipInfo, *, most: int) -> bytes:
    """Return the content of a member of the archive that was opened on `file`.

    Bomb and MemberTooLarge when it is more than it may be; what `zipfile` and `zlib` raise when it is damaged.
    """
    is_small = member.compress_size <= _SMALL and member.file_size <= min(_SMALL, most)
    if is_small and member.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return _at_once(file, member)
    return _by_pieces(archive, member, most)


def _at_once(file: BinaryIO, member: zipfile.ZipInfo) -> bytes:
    packed = _packed(file, member)
    if member.compress_type == zipfile.ZIP_DEFLATED:
        # Of a longest length 0 zlib makes "no limit".
        packed = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, max(member.file_size, 1))
    if len(packed) != member.file_size or zlib.crc32(packed) != member.CRC:
        raise zipfile.BadZipFile(f"{member.filename}: length or check sum is not what the directory says")
    return packed


def _packed(file: BinaryIO, member: zipfile.ZipInfo) -> bytes:
    file.seek(member.header_offset)
    head = file.read(_LOCAL.size)
    if len(head) != _LOCAL.size or not head.startswith(_SIGNATURE):
        raise zipfile.BadZipFile(f"{member.filename}: no member where the directory says")
    _, name_bytes, extra_bytes = _LOCAL.unpack(head)
    name = file.read(name_bytes).decode("utf-8" if member.flag_bits & _UTF8 else "cp437", "replace")
    if name != member.orig_filename:
        raise zipfile.BadZipFile(f"{member.filename}: another name where the directory says")
    file.seek(extra_bytes, 1)
    return file.read(member.compress_size)


def _by_pieces(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    with archive.open(member) as stream:
        while part := stream.read(_CHUNK):
            parts.append(part)
            size += len(part)
            if is_bomb(size, member):
                raise Bomb
            if size > most:
                raise MemberTooLarge
    return b"".join(parts)
