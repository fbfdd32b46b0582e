"""Every figure of every indicator: facts, all breakdowns by one dimension over 60 months, passports; and single questions.

`bench_figures.py 0.5` fills a record at half the scale of a region; `bench_figures.py HOME` measures a home that was loaded. The
floor is one scan of every column of the tables of the record that any indicator reads, as Parquet. Times are of two cores; quote
the ratio. The rows made up here hold no extracts, so indicators of extracts cost little more than their queries.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import duckdb

from ledger_rows import fill
from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.definitions.indicators_types import Indicator
from regiewijzer.figures.figure import Request
from regiewijzer.figures.scope import REGION
from regiewijzer.ledger.as_of import open_as_of
from regiewijzer.ledger.cache import ensure_cache
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.record import manifests, standing, table_files
from regiewijzer.ledger.snapshots import latest_snapshot
from regiewijzer.pipeline.figures import compute_figures
from regiewijzer.pipeline.figures_lineage import fields_of
from regiewijzer.pipeline.figures_mart import ensure_mart, open_mart
from regiewijzer.vocabulary.periods import add_months, first_of_month

MONTHS, RUNS, SLOWEST = 60, 15, 8
ONE = """
    SELECT date_trunc('month', period_from), sum(amount_cents), count(DISTINCT youth_id)
    FROM claim_line WHERE municipality_code = ? GROUP BY 1
"""
ONE_KEPT = "SELECT period, sum(value), count(DISTINCT youth) FROM fact WHERE municipality = ? AND series = 'submitted' GROUP BY 1"


class Cost(NamedTuple):
    """Wall and CPU seconds."""

    wall: float
    cpu: float


def timed(work: Callable[[], object]) -> Cost:
    """Return what the work costs."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Cost(time.perf_counter() - wall, time.process_time() - cpu)


def newest(home: Home) -> datetime:
    """Return the last moment at which anything became known."""
    with duckdb.connect(ensure_cache(home, latest_snapshot(home)), read_only=True) as connection:
        row = connection.execute("SELECT known_at FROM kept.newest").fetchone()
    assert row is not None
    moment: datetime = row[0]
    return moment


def requests(indicator: Indicator, moment: datetime) -> list[Request]:
    """Return the total and every breakdown by one dimension, over 60 months."""
    first = add_months(first_of_month(moment.date()), 1 - MONTHS)
    breakdowns: Iterable[tuple[str, ...]] = ((), *((name,) for name in indicator.dimensions))
    return [Request(indicator.id, moment, by=by, first_period=first) for by in breakdowns]


def scan(home: Home) -> Cost:
    """Return the cost of reading every value of the tables that indicators read, once."""
    tables = sorted({table for indicator in load_indicators().values() for table, _ in fields_of(indicator)})
    loads = standing(manifests(home))
    files = {table: [str(path) for path in table_files(home, table, loads)] for table in tables}

    def read() -> None:
        with duckdb.connect() as connection:
            for some in files.values():
                if some:
                    rows = connection.read_parquet(some, union_by_name=True)
                    rows.aggregate(f"bit_xor(hash({', '.join(rows.columns)}))").fetchall()

    read()  # warms the page cache
    return timed(read)


def everything(home: Home) -> None:
    """Measure facts and figures of every indicator, and print the sum, the ratio and the slowest."""
    snapshot, moment = latest_snapshot(home), newest(home)
    asked = {name: requests(indicator, moment) for name, indicator in load_indicators().items()}
    facts, figures = {}, {}
    for name, some in asked.items():
        indicator = load_indicators()[name]
        facts[name] = timed(lambda one=indicator: ensure_mart(home, snapshot, one))
        figures[name] = timed(lambda some=some: compute_figures(home, some, REGION))
    costs = [*facts.values(), *figures.values()]
    total, floor = Cost(sum(one.wall for one in costs), sum(one.cpu for one in costs)), scan(home)
    count = sum(map(len, asked.values()))
    print(f"{len(facts)} indicators, {count} figures of {MONTHS} months: {total.wall:.1f} s, CPU {total.cpu:.1f} s (goal 60 s)")
    print(f"as a multiple of one scan of the tables they read: {total.cpu / floor.cpu:.1f} (scan {floor.cpu:.2f} s CPU)")
    for name in sorted(facts, key=lambda one: -facts[one].wall - figures[one].wall)[:SLOWEST]:
        print(f"  {name}: facts {facts[name].wall:.2f} s, figures {figures[name].wall:.2f} s")


def one_municipality(home: Home) -> None:
    """Print the median of a question about one municipality, on the ledger and on kept facts."""
    snapshot, indicator = latest_snapshot(home), load_indicators()["claimed-care"]
    with open_as_of(home, newest(home)) as ledger, open_mart(home, snapshot, indicator) as kept:
        row = ledger.connection.execute(
            "SELECT municipality_code FROM claim_line ORDER BY hash(line_reference) LIMIT 1"
        ).fetchone()
        code = list(row or ("",))
        for name, goal, work in (
            ("ledger", 100, lambda: ledger.connection.execute(ONE, code).fetchall()),
            ("kept facts", 50, lambda: kept.execute(ONE_KEPT, code).fetchall()),
        ):
            work()
            median = statistics.median(timed(work).wall for _ in range(RUNS))
            print(f"one municipality on the {name}: median {median * 1000:.0f} ms (goal {goal} ms)")


def measure(home: Home) -> None:
    """Print every number."""
    ensure_cache(home, latest_snapshot(home))
    everything(home)
    one_municipality(home)


def main(scale: float) -> None:
    """Fill a record and measure."""
    with tempfile.TemporaryDirectory() as place:
        home = Home(Path(place)).create()
        fill(home, scale)
        measure(home)


if __name__ == "__main__":
    if sys.argv[1:] and Path(sys.argv[1]).is_dir():
        measure(Home(Path(sys.argv[1])))
    else:
        main(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0)
