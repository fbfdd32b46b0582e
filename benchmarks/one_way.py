"""One way of reading a folder, measured in this process: `floor FOLDER`, `load FOLDER HOME WORKERS` or `read FOLDER WORKERS`.

Before the measuring, floor and load each do their work once over a single message: imports, compiling the schema and reading the
definitions take the same second whatever the size of the input, and are left out of both; `cold` is load without that. The floor
reads files and ZIPs with the standard library, so nothing of ours is in it but the schema.
"""

import shutil
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

from measure import report_cost
from regiewijzer.messages.sources import Source, find_sources


def floor(folder: Path) -> None:
    """Parse and validate every message with libxml2, nothing else: what any reader must at least do."""
    from lxml import etree

    from regiewijzer.messages.schema import compiled

    schema = compiled("3.2")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    for content in _contents(folder):
        assert schema.validate(etree.fromstring(content, parser))


def _contents(folder: Path) -> Iterator[bytes]:
    for path in sorted(folder.iterdir()):
        if path.suffix == ".xml":
            yield path.read_bytes()
        else:
            with zipfile.ZipFile(path) as archive:
                yield from map(archive.read, archive.namelist())


def warm_up(folder: Path, work: Callable[[Path], object]) -> None:
    """Do the work once over the first message of the folder."""
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "in").mkdir()
        (Path(place) / "in" / "one.xml").write_bytes(next(_contents(folder)))
        work(Path(place) / "in")


def load(folder: Path, home: Path, workers: int) -> None:
    """Load with everything included, up to and including the record."""
    from regiewijzer.ledger.home import Home
    from regiewijzer.pipeline.known_at import KnownAt
    from regiewijzer.pipeline.recording import record_messages

    shutil.rmtree(home, ignore_errors=True)
    record_messages(Home(home).create(), [folder], known_at=KnownAt(), now=datetime(2025, 5, 1), workers=workers)


def read(folder: Path, workers: int) -> None:
    """Read only: gate, columns, rules, bridge, in so many processes."""
    from regiewijzer.messages.person_numbers import PersonNumbers
    from regiewijzer.pipeline.parsing import parse

    sources = (source for source in find_sources([folder]) if isinstance(source, Source))
    for _ in parse(sources, persons=PersonNumbers.DEMO, today=date(2025, 5, 1), workers=workers):
        pass


if __name__ == "__main__":
    way, *rest = sys.argv[1:]
    if way == "floor":
        warm_up(Path(rest[0]), floor)
    elif way == "load":
        warm_up(Path(rest[0]), lambda one: load(one, Path(rest[1]), 0))
    ways = {
        "floor": lambda: floor(Path(rest[0])),
        "load": lambda: load(Path(rest[0]), Path(rest[1]), int(rest[2])),
        "cold": lambda: load(Path(rest[0]), Path(rest[1]), int(rest[2])),
        "read": lambda: read(Path(rest[0]), int(rest[1])),
    }
    report_cost(ways[way])
