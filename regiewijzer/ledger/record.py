"""The record: append-only loads of Parquet files. Everything else is built from it.

A load is a folder `record/loads/<number>/`; it exists from the moment its folder has its final name. A load of another
kind (compaction, retention, erasure) takes the place of the loads it names, and its rows keep their load number, so a
snapshot *n* is always: the rows with a load number up to *n* in the loads that are not replaced.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

import pyarrow.parquet as pq

from regiewijzer.ledger.home import Home
from regiewijzer.ledger.manifest import Manifest, read_manifest
from regiewijzer.ledger.message_ids import MessageIds

UNFINISHED = ".unfinished-"


def load_folder(home: Home, number: int) -> Path:
    """Return the folder of that load."""
    return home.loads / f"{number:06d}"


def load_numbers(home: Home) -> tuple[int, ...]:
    """Return the numbers of all loads that are there, replaced or not, rising."""
    if not home.loads.is_dir():
        return ()
    return tuple(sorted(int(folder.name) for folder in home.loads.iterdir() if folder.name.isdigit()))


def manifests(home: Home) -> tuple[Manifest, ...]:
    """Return the manifests of all loads that are there, by rising number."""
    return tuple(read_manifest(load_folder(home, number)) for number in load_numbers(home))


def replaced_folder(home: Home, number: int) -> Path:
    """Return the folder in which the manifest of a replaced load stays, so that one can still see what was loaded when."""
    return home.record / "replaced" / f"{number:06d}"


def history(home: Home) -> tuple[Manifest, ...]:
    """Return the manifests of all loads there ever were, by rising number, also of those whose rows were rewritten since."""
    there = {manifest.number: manifest for manifest in manifests(home)}
    folder = home.record / "replaced"
    gone = [read_manifest(one) for one in folder.iterdir() if one.name.isdigit()] if folder.is_dir() else []
    known = {manifest.number: manifest for manifest in gone} | there
    return tuple(known[number] for number in sorted(known))


def standing(all_manifests: Iterable[Manifest]) -> tuple[Manifest, ...]:
    """Return the manifests of the loads that no other load has taken the place of."""
    listed = tuple(all_manifests)
    replaced = {number for manifest in listed for number in manifest.replaces}
    return tuple(manifest for manifest in listed if manifest.number not in replaced)


def holding(home: Home, number: int) -> tuple[Manifest, ...]:
    """Return the standing load that now holds the rows of that load: itself, or the one that took its place; () when unknown."""
    taken_by = {old: manifest.number for manifest in history(home) for old in manifest.replaces}
    while number in taken_by:
        number = taken_by[number]
    return tuple(manifest for manifest in standing(manifests(home)) if manifest.number == number)


def table_files(home: Home, table: str, loads: Iterable[Manifest]) -> list[Path]:
    """Return the Parquet files of one table in these loads."""
    return [load_folder(home, load.number) / file.name for load in loads for file in load.files if file.table == table]


def known_message_ids(home: Home) -> MessageIds:
    """Return the ids of all messages in the record, as a set."""
    ids = MessageIds()
    for path in table_files(home, "message", standing(manifests(home))):
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(columns=["message_id"]):
                ids.update(batch.column(0).to_pylist())
    return ids


def content_fingerprint(loads: Iterable[Manifest]) -> str:
    """Return a text that differs when the files of these loads differ."""
    said = "\n".join(f"{load.number} {file.name} {file.sha256}" for load in loads for file in load.files)
    return hashlib.sha256(said.encode()).hexdigest()
