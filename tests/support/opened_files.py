"""Files taken apart to the last part, for tests that look for what may not be in them."""

import io
import re
import zipfile
import zlib

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject


def parts_of(content: bytes) -> dict[str, bytes]:
    """Return every part of a file by name: of an archive all its files, of a PDF all its objects, of a PNG all its chunks."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            found = {f"{info.filename} (comment)": info.comment + info.extra for info in archive.infolist()}
            return {"archive": archive.comment} | found | {name: archive.read(name) for name in archive.namelist()}
    if content.startswith(b"%PDF"):
        return _parts_of_pdf(content)
    if content.startswith(b"\x89PNG"):
        return dict(_chunks(content))
    return {"file": content}


def everything_in(content: bytes) -> bytes:
    """Return all parts of a file after each other."""
    return b"\n".join(name.encode() + b"\n" + part for name, part in parts_of(content).items())


def text_of(content: bytes) -> str:
    """Return what a reader reads in a file: the texts of a PDF, of XML without its marks, of anything else itself."""
    if content.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    parts = parts_of(content)
    return "\n".join(re.sub(r"<[^>]+>", " ", part.decode("utf-8", "replace")) for name, part in parts.items())


def _parts_of_pdf(content: bytes) -> dict[str, bytes]:
    reader = PdfReader(io.BytesIO(content))
    found = {"raw": content, "text": text_of(content).encode()}
    numbers = {number for table in reader.xref.values() for number in table} | set(reader.xref_objStm)
    for number in numbers:
        one = reader.get_object(IndirectObject(number, 0, reader))
        found[f"object {number}"] = repr(_plain(one)).encode()
        if isinstance(one, StreamObject):
            found[f"stream {number}"] = one.get_data()
    return found


def _plain(one: object) -> object:
    if isinstance(one, DictionaryObject):
        return {key: str(value) for key, value in one.items()}
    return [str(part) for part in one] if isinstance(one, ArrayObject) else one


def _chunks(content: bytes) -> list[tuple[str, bytes]]:
    found, place = [], 8
    while place < len(content):
        size, kind = int.from_bytes(content[place : place + 4]), content[place + 4 : place + 8].decode()
        part = content[place + 8 : place + 8 + size]
        packed = kind in ("zTXt", "iTXt", "iCCP") and b"\x78" in part
        found.append((f"{place} {kind}", zlib.decompress(part[part.index(b"\x78") :]) if packed else part))
        place += 12 + size
    return found
