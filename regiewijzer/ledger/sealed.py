"""Sealed segments: append-only files of entries that the writer cannot read back.

A segment has its own random data key, sealed with age for the custodian's public key; the writer forgets it when the segment
is closed. Every entry is compressed and sealed on its own (AES-256-GCM, the entry's name as associated data), so one entry
can be dropped without any key. age alone would cost a key exchange per small message, or bind all messages of a segment together.

    magic · sealed key · zstd dictionary (each with its length before it) · entries … · index (Parquet) · its length (8) · magic

The index is readable by anyone: it holds names and subjects that stand in the ledger too (message ids, pseudonyms), no content.
"""

import os
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
import pyrage
import zstandard
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from regiewijzer.ledger.whole_files import flush_to_disk

_MAGIC = b"RWSEAL01"
_NONCE_BYTES = 12
_INDEX_SCHEMA = pa.schema(
    [
        ("name", pa.string()),
        ("offset", pa.int64()),
        ("length", pa.int64()),
        ("number", pa.int64()),
        ("dated_on", pa.date32()),
        ("subjects", pa.list_(pa.string())),
    ]
)
_ROW_GROUP = 20_000
LEVEL = 3  # zstd: higher levels gained under a tenth on iJw messages and cost twice the time


class SealedError(ValueError):
    """A segment is damaged, or the key does not fit."""


class Entry(NamedTuple):
    """One entry of the index. `number` is the counter that its nonce is made of; `subjects` are pseudonyms."""

    name: str
    offset: int
    length: int
    number: int
    dated_on: date | None
    subjects: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Segment:
    """A closed segment: where it is, its sealed data key, its dictionary and its index."""

    path: Path
    sealed_key: bytes
    dictionary: bytes
    entries: tuple[Entry, ...]


def _open_private(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")


class _Index:
    """The index being made: entries become compressed Parquet as they come, a load of a region adds more than a million."""

    def __init__(self) -> None:
        self._sink = pa.BufferOutputStream()
        self._writer = pq.ParquetWriter(self._sink, _INDEX_SCHEMA, compression="zstd")
        self._waiting: list[Entry] = []
        self._written = 0

    def __len__(self) -> int:
        return self._written + len(self._waiting)

    def add(self, entry: Entry) -> None:
        self._waiting.append(entry)
        if len(self._waiting) >= _ROW_GROUP:
            self._write()

    def _write(self) -> None:
        if self._waiting:
            columns = [list(column) for column in zip(*self._waiting, strict=True)]
            self._writer.write_table(pa.table(columns, schema=_INDEX_SCHEMA))
        self._written += len(self._waiting)
        self._waiting = []

    def finish(self) -> bytes:
        self._write()
        self._writer.close()
        return bytes(self._sink.getvalue())


def _index_bytes(entries: Iterable[Entry]) -> bytes:
    index = _Index()
    for entry in entries:
        index.add(entry)
    return index.finish()


def _close(file: BinaryIO, index: bytes) -> None:
    file.write(index + len(index).to_bytes(8, "big") + _MAGIC)
    file.flush()
    os.fsync(file.fileno())
    file.close()


class SegmentWriter:
    """Writes one segment beside its place (`<path>.part`); it stands at `path` after `finish`, whole or not at all."""

    def __init__(self, path: Path, recipient: str, *, dictionary: bytes = b"") -> None:
        """Start a segment for the holder of `recipient` (age public key); `dictionary` is what small entries have in common."""
        self._path = path
        self._part = path.with_name(path.name + ".part")
        key = secrets.token_bytes(32)
        self._cipher = AESGCM(key)
        self._compressor = zstandard.ZstdCompressor(level=LEVEL, dict_data=_dictionary(dictionary), write_dict_id=False)
        self._file = _open_private(self._part)
        sealed = pyrage.encrypt(key, [pyrage.x25519.Recipient.from_str(recipient)])
        self._file.write(_head(sealed, dictionary))
        self._index = _Index()

    def __len__(self) -> int:
        return len(self._index)

    def add(self, name: str, content: bytes, *, dated_on: date | None = None, subjects: Sequence[str] = ()) -> None:
        """Seal one entry. Names may repeat; a retention run looks at `dated_on`, an erasure at `subjects`."""
        number = len(self._index)
        offset = self._file.tell()
        sealed = self._cipher.encrypt(_nonce(number), self._compressor.compress(content), name.encode())
        self._file.write(sealed)
        self._index.add(Entry(name, offset, len(sealed), number, dated_on, list(subjects)))

    def finish(self) -> Path:
        """Close, sync and move the segment to its place; return the place."""
        _close(self._file, self._index.finish())
        self._part.replace(self._path)
        flush_to_disk(self._path.parent)
        return self._path

    def abandon(self) -> None:
        """Throw away what was written."""
        self._file.close()
        self._part.unlink(missing_ok=True)

    def __enter__(self) -> "SegmentWriter":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is not None or not self._file.closed:
            self.abandon()


def _nonce(number: int) -> bytes:
    return number.to_bytes(_NONCE_BYTES, "big")  # unique: one key per segment, one number per entry, numbers are never reused


def _dictionary(content: bytes) -> zstandard.ZstdCompressionDict | None:
    return zstandard.ZstdCompressionDict(content, dict_type=zstandard.DICT_TYPE_RAWCONTENT) if content else None


def _head(sealed_key: bytes, dictionary: bytes) -> bytes:
    return b"".join((_MAGIC, *(len(part).to_bytes(4, "big") + part for part in (sealed_key, dictionary))))


def _read_head(file: BinaryIO, path: Path) -> tuple[bytes, bytes]:
    if file.read(len(_MAGIC)) != _MAGIC:
        raise SealedError(f"{path.name}: not a sealed segment")
    return file.read(int.from_bytes(file.read(4), "big")), file.read(int.from_bytes(file.read(4), "big"))


def _read_index(file: BinaryIO, path: Path) -> tuple[Entry, ...]:
    tail = len(_MAGIC) + 8
    end = file.seek(0, os.SEEK_END)
    file.seek(max(0, end - tail))
    length, magic = int.from_bytes(file.read(8), "big"), file.read()
    if magic != _MAGIC or length > end - tail:
        raise SealedError(f"{path.name}: the segment is cut off")
    file.seek(end - tail - length)
    columns = pq.read_table(pa.BufferReader(file.read(length))).to_pydict().values()
    return tuple(map(Entry, *columns))


def open_segment(path: Path) -> Segment:
    """Return the segment with its index; SealedError when it is not one or is cut off. Needs no key."""
    with path.open("rb") as file:
        return Segment(path, *_read_head(file, path), _read_index(file, path))


def _everything(_: Entry) -> bool:
    return True


def read_entries(segment: Segment, identity: str, wanted: Callable[[Entry], bool] = _everything) -> Iterator[tuple[Entry, bytes]]:
    """Yield the wanted entries with their content, for the holder of `identity` (age secret key).

    SealedError when the identity does not fit or a byte was changed.
    """
    try:
        key = pyrage.decrypt(segment.sealed_key, [pyrage.x25519.Identity.from_str(identity)])
    except pyrage.DecryptError as error:
        raise SealedError(f"{segment.path.name}: this identity does not open the segment") from error
    cipher = AESGCM(key)
    decompressor = zstandard.ZstdDecompressor(dict_data=_dictionary(segment.dictionary))
    with segment.path.open("rb") as file:
        for entry in filter(wanted, segment.entries):
            file.seek(entry.offset)
            try:
                packed = cipher.decrypt(_nonce(entry.number), file.read(entry.length), entry.name.encode())
            except InvalidTag as error:
                raise SealedError(f"{segment.path.name}: entry {entry.name} was changed") from error
            yield entry, decompressor.decompress(packed)


def drop_entries(path: Path, dropped: Callable[[Entry], bool]) -> int:
    """Rewrite the segment without the entries to drop, in one atomic step and without any key; return how many went.

    A segment that is left empty is removed.
    """
    segment = open_segment(path)
    kept = [entry for entry in segment.entries if not dropped(entry)]
    gone = len(segment.entries) - len(kept)
    if not kept:
        path.unlink()
    elif gone:
        copy_indexed(segment, path, kept)
    flush_to_disk(path.parent)
    return gone


def copy_indexed(segment: Segment, place: Path, entries: Sequence[Entry]) -> None:
    """Copy these entries to a segment at `place`; their subjects and dates may differ, their names may not."""
    part = place.with_name(place.name + ".part")
    moved: list[Entry] = []
    with segment.path.open("rb") as old:
        new = _open_private(part)
        new.write(_head(segment.sealed_key, segment.dictionary))
        for entry in entries:
            old.seek(entry.offset)
            moved.append(entry._replace(offset=new.tell()))
            new.write(old.read(entry.length))
        _close(new, _index_bytes(moved))
    part.replace(place)
