"""Everything an installation keeps, as one text: tables are read, because a compressed file hides what is in it."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow.parquet as pq


def _of_parquet(path: Path) -> Iterator[str]:
    table = pq.read_table(path)
    yield str(table.schema.metadata)
    for column in table.itercolumns():
        yield "\n".join(str(value) for value in column.unique().to_pylist())


def _of_duckdb(path: Path) -> Iterator[str]:
    with duckdb.connect(path, read_only=True) as connection:
        tables = connection.execute(
            "SELECT table_schema, table_name FROM information_schema.tables WHERE table_type = 'BASE TABLE'"
        ).fetchall()
        for schema, name in tables:
            yield str(connection.execute(f'SELECT * FROM "{schema}"."{name}"').fetchall())


def _of_file(path: Path) -> Iterator[str]:
    match path.suffix:
        case ".parquet":
            yield from _of_parquet(path)
        case ".duckdb":
            yield from _of_duckdb(path)
    yield path.name
    yield path.read_bytes().decode("latin-1")


def kept_text(*folders: Path) -> dict[Path, str]:
    """Return the text of every file in these folders, by path."""
    files = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return {path: "\n".join(_of_file(path)) for path in sorted(files)}


def files_with(words: list[str], *folders: Path) -> dict[str, list[str]]:
    """Return per word the names of the files that hold it; only words that are held."""
    texts = kept_text(*folders)
    found = {word: [path.name for path, text in texts.items() if word in text] for word in words}
    return {word: names for word, names in found.items() if names}
