"""The files of a delivery: what is read, what is left alone, what was delivered before."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

READ = frozenset({".xml", ".zip"})
REGION_FILE = "region.yaml"


@dataclass(frozen=True, slots=True)
class Delivery:
    """What stands in the given paths: files to read in a fixed order, region files, and how many were left alone."""

    files: tuple[Path, ...]
    regions: tuple[Path, ...]
    ignored: int


class PathMissing(Exception):
    """A path of the delivery does not exist."""


def _inside(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(part for part in path.rglob("*") if part.is_file())
    else:
        yield path


def find_delivery(paths: Sequence[Path]) -> Delivery:
    """Sort the files of the given paths; a file named by itself is always read. PathMissing names the missing one."""
    for path in paths:
        if not path.exists():
            raise PathMissing(str(path))
    files, regions, ignored = [], [], 0
    for path in paths:
        for part in _inside(path):
            if part.name == REGION_FILE:
                regions.append(part)
            elif part.suffix.lower() in READ or part == path:
                files.append(part)
            else:
                ignored += 1
    return Delivery(tuple(dict.fromkeys(files)), tuple(regions), ignored)


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of the file, read in bounded memory."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
