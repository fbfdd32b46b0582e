"""A new pseudonym key: everyone gets a new pseudonym, in the record, the archive's index and the register.

The ledger keeps no citizen numbers, so the custodian's secret key is needed: the sealed register says who is who. Everything new
is made beside the old (`next/` in the key folder, `*.sealed.next` in the archive). The rotation has happened at the moment the
rewritten record becomes visible, with the version in its manifest; what is left then is renaming, and is finished by `settle`.
"""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from regiewijzer.ledger.archive import persons_in, segments
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.keys import (
    PseudonymKey,
    custodian_recipient,
    key_versions,
    make_pseudonym_key,
    pseudonym_file,
    remove_pseudonym_key,
)
from regiewijzer.ledger.lock import load_lock
from regiewijzer.ledger.manifest import LoadKind
from regiewijzer.ledger.person_register import RegisterWriter, read_register, register_folder
from regiewijzer.ledger.persons import pseudonym
from regiewijzer.ledger.record import history
from regiewijzer.ledger.rewrite import clear_cache, rewrite
from regiewijzer.ledger.sealed import Entry, Segment, copy_indexed, open_segment, read_entries

_VERSION_NOTE = "key version"


class RotationImpossible(RuntimeError):
    """The record holds persons who are not in the register; nothing was changed."""


@dataclass(frozen=True, slots=True)
class RotationResult:
    """The version now in use and how many persons got a new pseudonym."""

    version: int
    persons: int
    load_number: int


def _next(keys: Path) -> Path:
    return keys / "next"


def _recorded_version(home: Home) -> int:
    return max((int(one.notes[_VERSION_NOTE]) for one in history(home) if _VERSION_NOTE in one.notes), default=0)


def is_unsettled(home: Home, keys: Path) -> bool:
    """Tell whether a rotation was stopped after the record had changed."""
    return pseudonym_file(_next(keys), _recorded_version(home)).exists()


def settle(home: Home, keys: Path) -> None:
    """Finish a rotation that was stopped after the record had changed; else do nothing. Needs the load lock."""
    version = _recorded_version(home)
    if is_unsettled(home, keys):
        _promote(home, keys, version)
    elif version in key_versions(keys):
        _remove_older(keys, version)


def _promote(home: Home, keys: Path, version: int) -> None:
    for path in home.archive.glob("*.sealed.next"):
        path.replace(path.with_suffix(""))
    if register_folder(_next(keys)).is_dir():
        shutil.rmtree(register_folder(keys), ignore_errors=True)
        register_folder(_next(keys)).replace(register_folder(keys))
    pseudonym_file(_next(keys), version).replace(pseudonym_file(keys, version))  # last: this tells that the rest is done
    _remove_older(keys, version)
    _discard(home, keys)
    clear_cache(home)


def _remove_older(keys: Path, version: int) -> None:
    for old in key_versions(keys):
        if old < version:
            remove_pseudonym_key(keys, old)


def _discard(home: Home, keys: Path) -> None:
    """Remove what a rotation left that was stopped before the record had changed."""
    shutil.rmtree(_next(keys), ignore_errors=True)
    for path in home.archive.glob("*.sealed.next*"):
        path.unlink()


def _renamed_register(home: Home, keys: Path, identity: str, key: PseudonymKey) -> dict[str, str]:
    """Write the register under new names and return new pseudonym by old."""
    renamed = {old: (pseudonym(bsn, key), bsn) for old, bsn in read_register(keys, identity)}
    writer = RegisterWriter(_next(keys), custodian_recipient(home))
    for new, bsn in renamed.values():
        writer.note(new, bsn)
    writer.finish()
    return {old: new for old, (new, _) in renamed.items()}


def _reindex(segment: Segment, identity: str, renamed: Mapping[str, str], key: PseudonymKey) -> list[Entry]:
    """Return the entries with new subjects; for persons outside the register (refused messages) the content is read."""
    unknown = {entry.number for entry in segment.entries if not renamed.keys() >= set(entry.subjects)}
    read = {
        entry.number: persons_in(content, key)
        for entry, content in read_entries(segment, identity, lambda one: one.number in unknown)
    }
    return [
        entry._replace(subjects=read.get(entry.number) or sorted(renamed[one] for one in entry.subjects))
        for entry in segment.entries
    ]


def _with_new_names(rows: pa.Table, renamed: Mapping[str, str]) -> pa.Table:
    if "youth_id" not in rows.column_names:
        return rows
    coded = rows.column("youth_id").combine_chunks().dictionary_encode()
    missing = [one for one in coded.dictionary.to_pylist() if one not in renamed]
    if missing:
        raise RotationImpossible(f"{len(missing)} persons in the record are not in the register")
    names = pa.array([renamed[one] for one in coded.dictionary.to_pylist()], pa.string())
    place = rows.column_names.index("youth_id")
    return rows.set_column(place, rows.schema.field(place), pc.take(names, coded.indices))


def rotate_key(home: Home, *, keys: Path, identity: str, now: datetime, program_version: str) -> RotationResult:
    """Replace the pseudonym key; `identity` is the custodian's secret key, `now` UTC without zone.

    LoadRunning when a load is running, SealedError when the identity does not fit, RotationImpossible when the register misses
    someone. In all these cases nothing has changed.
    """
    with load_lock(home.lock, since=now):
        settle(home, keys)
        _discard(home, keys)
        version = key_versions(keys)[-1] + 1
        key = make_pseudonym_key(_next(keys), version)
        renamed = _renamed_register(home, keys, identity, key)
        for path in segments(home).values():
            segment = open_segment(path)
            copy_indexed(segment, path.with_name(path.name + ".next"), _reindex(segment, identity, renamed, key))
        manifest = rewrite(
            home,
            lambda _, rows: _with_new_names(rows, renamed),
            kind=LoadKind.REKEY,
            now=now,
            program_version=program_version,
            notes={_VERSION_NOTE: str(version)},
            always=True,
        )
        assert manifest is not None, version
        _promote(home, keys, version)
    return RotationResult(version, len(renamed), manifest.number)
