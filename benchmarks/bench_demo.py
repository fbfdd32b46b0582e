"""The demo region from nothing: simulate its messages and load them, in the way `./dev run` does it.

Printed as seconds, for the goal is in seconds, and as a multiple of one reading of the same files: unpack and hash, nothing else.
"""

import hashlib
import sys
import tempfile
import time
import zipfile
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.known_at import KnownAt, KnownBasis
from regiewijzer.pipeline.load import load
from regiewijzer.simulation.world import simulate

GOAL = 120


def read_once(folder: Path) -> int:
    """Unpack and hash every file; return the bytes."""
    size = 0
    for path in sorted(part for part in folder.rglob("*") if part.is_file()):
        contents = [path.read_bytes()]
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                contents = [archive.read(member) for member in archive.infolist()]
        for content in contents:
            hashlib.sha256(content).digest()
            size += len(content)
    return size


def main(scale: str) -> None:
    """Make and load the region, and print what it cost."""
    with tempfile.TemporaryDirectory() as place:
        messages, moments = Path(place) / "berichten", [time.perf_counter()]
        simulate(scale, 7, messages, truth=False)
        moments.append(time.perf_counter())
        load(
            Home(Path(place) / "home"), [messages], known_at=KnownAt(KnownBasis.DATED), now=datetime.now(UTC).replace(tzinfo=None)
        )
        moments.append(time.perf_counter())
        size = read_once(messages)
        moments.append(time.perf_counter())
    made, loaded, floor = (later - earlier for earlier, later in pairwise(moments))
    print(f"simulate {made:.1f} s, load {loaded:.1f} s, together {made + loaded:.1f} s (goal {GOAL} s for small)")
    print(f"load as a multiple of reading {size / 1e6:.0f} MB once: {loaded / floor:.1f}")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "small")
