"""The files of a delivery: what is read, what is left alone, what was delivered before."""

import csv
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from regiewijzer.ledger.region import RegionError, read_region

EXTRACTS = frozenset({".csv", ".xlsx", ".xlsm", ".xls", ".ods"})  # of the last two only the finding says how to save them
READ = frozenset({".xml", ".zip"}) | EXTRACTS
REGION_FILE = "region.yaml"
RECEIVED_FILE = "received.csv"
_RECEIVED_TITLES = ["file", "received_at"]


@dataclass(frozen=True, slots=True)
class Delivery:
    """What stands in the given paths: files to read in a fixed order, region files, and how many were left alone.

    `named` are the files that were given by themselves; `received` says of files on which day they came in, where that is written
    down (`received.csv`).
    """

    files: tuple[Path, ...]
    regions: tuple[Path, ...]
    ignored: int
    named: frozenset[Path] = frozenset()
    received: Mapping[Path, date] = field(default_factory=dict)


class PathMissing(Exception):
    """A path of the delivery does not exist."""


def is_extract(name: str) -> bool:
    """Tell whether a file of that name is read as an extract."""
    return name[name.rfind(".") :].lower() in EXTRACTS


def _inside(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(part for part in path.rglob("*") if part.is_file())
    else:
        yield path


def _district_tables(regions: Sequence[Path]) -> Iterator[Path]:
    """Yield the tables of districts that the region files name: they come in with the region."""
    for path in regions:
        try:
            table = read_region(path).postcode_districts
        except RegionError:
            continue  # the load tells what is wrong with it
        if table:
            yield path.parent / table


def _received(path: Path) -> dict[Path, date] | None:
    """Return what a register of receipt says, by file; None when this is no such register."""
    if path.name != RECEIVED_FILE:
        return None
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as opened:
        rows = csv.reader(opened)
        if next(rows, []) != _RECEIVED_TITLES:
            return None
        try:
            return {path.parent / row[0]: datetime.fromisoformat(row[1]).date() for row in rows}
        except (ValueError, IndexError, csv.Error):
            return None


def find_delivery(paths: Sequence[Path]) -> Delivery:
    """Sort the files of the given paths; a file named by itself is always read. PathMissing names the missing one."""
    for path in paths:
        if not path.exists():
            raise PathMissing(str(path))
    parts = [(part, part == path) for path in paths for part in _inside(path)]
    regions = tuple(part for part, _ in parts if part.name == REGION_FILE)
    tables = set(_district_tables(regions))
    files: list[Path] = []
    received: dict[Path, date] = {}
    ignored = 0
    for part, named in parts:
        register = _received(part)
        if register is not None:
            received |= register
        elif part in regions or part in tables:
            continue
        elif named or part.suffix.lower() in READ:
            files.append(part)
        else:
            ignored += 1
    named_files = frozenset(part for part, named in parts if named)
    return Delivery(tuple(dict.fromkeys(files)), regions, ignored, named_files, received)


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of the file, read in bounded memory."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
