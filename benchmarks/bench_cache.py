"""Rebuild of the cache: of invented rows (scale 1: 0.73 million versions, 6.3 million claim lines), or of a given home.

`bench_cache.py 0.5` fills a record at half that scale; `bench_cache.py HOME` rebuilds the cache of a home that was loaded.
"""

import sys
import tempfile
from pathlib import Path

from ledger_rows import fill
from measure import in_fresh_process, medians, report_cost
from regiewijzer.ledger.cache import drop_caches, ensure_cache
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.snapshots import latest_snapshot


def rebuild(home: Home) -> None:
    """Build the cache anew from the record."""
    drop_caches(home)
    ensure_cache(home, latest_snapshot(home))


def report(name: str, place: str) -> None:
    """Rebuild the cache of the home three times in fresh processes, print."""
    cost = medians({"rebuild": lambda: in_fresh_process(__file__, "rebuild", place)})["rebuild"]
    print(f"rebuild {name}: {cost.wall:.1f} s, CPU {cost.cpu:.1f} s, peak {cost.peak_mb:.0f} MB (goal 30 s)")


def main(scale: float) -> None:
    """Fill a record once and measure its rebuild."""
    with tempfile.TemporaryDirectory() as place:
        fill(Home(Path(place)).create(), scale)
        report(f"at scale {scale:g}", place)


if __name__ == "__main__":
    if sys.argv[1:2] == ["rebuild"]:
        report_cost(lambda: rebuild(Home(Path(sys.argv[2]))))
    elif sys.argv[1:] and Path(sys.argv[1]).is_dir():
        report("of this home", sys.argv[1])
    else:
        main(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0)
