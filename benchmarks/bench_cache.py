"""Rebuild of the cache at region scale: half a million assignments in 0.73 million versions, 6.3 million claim lines."""

import sys
import tempfile
from pathlib import Path

from ledger_rows import fill
from measure import in_fresh_process, medians, report_cost
from regiewijzer.ledger.cache import drop_caches, ensure_cache
from regiewijzer.ledger.home import Home


def rebuild(home: Home) -> None:
    """Build the cache anew from the record."""
    drop_caches(home)
    ensure_cache(home, 1)


def main(scale: float) -> None:
    """Fill a record once, rebuild its cache three times in fresh processes, print."""
    with tempfile.TemporaryDirectory() as place:
        home = Home(Path(place)).create()
        fill(home, scale)
        cost = medians({"rebuild": lambda: in_fresh_process(__file__, "rebuild", place)})["rebuild"]
    print(f"rebuild at scale {scale:g}: {cost.wall:.1f} s, CPU {cost.cpu:.1f} s, peak {cost.peak_mb:.0f} MB (goal 30 s)")


if __name__ == "__main__":
    if sys.argv[1:2] == ["rebuild"]:
        report_cost(lambda: rebuild(Home(Path(sys.argv[2]))))
    else:
        main(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0)
