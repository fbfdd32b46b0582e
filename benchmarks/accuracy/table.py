"""From the results of every seed to a table and a page that people read."""

from pathlib import Path


def write_tables(kept: Path, folder: Path, first_seed: int) -> None:
    raise NotImplementedError
