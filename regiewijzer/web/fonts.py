"""The font of the pages for what is not a page: a PDF, a picture. It comes as WOFF, which is TrueType packed with zlib."""

import struct
import zlib
from pathlib import Path

FAMILY = "Noto Sans"
_VENDOR = Path(__file__).resolve().parent / "static" / "vendor"
# The usual letters first, each part in a folder of its own: of two fonts of one name the first is the one that is used.
_FOLDERS = (_VENDOR / "noto-sans-latin", _VENDOR / "noto-sans-latin-ext")

_HEADER, _ENTRY = 44, 20  # bytes


def font_folders() -> list[str]:
    """Return the folders with our font, filled at set-up; none where that was not done: papers then look otherwise, no worse."""
    return [str(folder) for folder in _FOLDERS if folder.is_dir()]


def _search_fields(tables: int) -> bytes:
    """Return the three numbers that old readers use to search the list of tables by halves."""
    exponent = tables.bit_length() - 1
    found = 16 * 2**exponent
    return struct.pack(">HHH", found, exponent, 16 * tables - found)


def truetype_of(woff: bytes) -> bytes:
    """Return the TrueType font inside a WOFF file (version 1); ValueError for anything else."""
    if woff[:4] != b"wOFF":
        raise ValueError(f"expected a WOFF font, found {woff[:4]!r}")
    (count,) = struct.unpack_from(">H", woff, 12)
    listed, tables = woff[4:8] + struct.pack(">H", count) + _search_fields(count), b""
    start = 12 + 16 * count
    for number in range(count):
        tag, offset, packed, size, checksum = struct.unpack_from(">4sIIII", woff, _HEADER + _ENTRY * number)
        part = woff[offset : offset + packed]
        content = zlib.decompress(part) if packed < size else part
        if len(content) != size:
            raise ValueError(f"table {tag!r} should be {size} bytes, found {len(content)}")
        listed += struct.pack(">4sIII", tag, checksum, start + len(tables), size)
        tables += content + bytes(-size % 4)
    return listed + tables
