"""A WOFF file made by hand: the smallest that holds what a test wants to find back."""

import struct
import zlib


def packed_font(*tables: bytes) -> bytes:
    """Return a WOFF file with these tables, named t000, t001, ...; packed where that makes them smaller."""
    packed = [min(zlib.compress(content), content, key=len) for content in tables]
    header = struct.pack(">4s4sIHH", b"wOFF", b"\x00\x01\x00\x00", 0, len(tables), 0).ljust(44, b"\x00")
    offset, listed, body = 44 + 20 * len(tables), b"", b""
    for number, (content, part) in enumerate(zip(tables, packed, strict=True)):
        listed += struct.pack(">4sIIII", f"t{number:03}".encode(), offset + len(body), len(part), len(content), 7)
        body += part + bytes(-len(part) % 4)
    return header + listed + body
