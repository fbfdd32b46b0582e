"""Queries on the ledger as ratio to one scan of the columns they read (CPU time), at region scale.

As-of reads the claim lines as they stood halfway; the others read the deliveries of the newest moment, which the cache keeps.
The scan reads the same columns as Parquet, as the record keeps them, and hashes every value: a plain maximum would be answered
from statistics without reading anything.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from ledger_rows import fill
from regiewijzer.ledger.as_of import open_as_of
from regiewijzer.ledger.home import Home

RUNS = 5
HALFWAY, NEWEST = datetime(2023, 7, 1), datetime.max.replace(microsecond=0)
_STAYS = "started_on, coalesce(delivered_until, DATE '2026-01-01') AS until"

QUERIES = {
    "as-of": (
        3,
        HALFWAY,
        "SELECT municipality_code, sum(amount_cents) FROM claim_line GROUP BY 1",
        "SELECT municipality_code, amount_cents, standing_from, standing_until FROM kept.claim_line",
    ),
    "active young people per month": (
        8,
        NEWEST,
        f"""WITH stay AS (SELECT youth_id, municipality_code, {_STAYS} FROM delivery),
        clipped AS (
            SELECT youth_id, municipality_code,
                year(started_on) * 12 + month(started_on) AS first_month, year(until - 1) * 12 + month(until - 1) AS last_month
            FROM stay
        ),
        fresh AS (
            SELECT municipality_code, last_month,
                greatest(first_month, coalesce(1 + max(last_month) OVER (
                    PARTITION BY municipality_code, youth_id ORDER BY first_month, last_month
                    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)) AS first_month
            FROM clipped
        ),
        change AS (
            SELECT municipality_code, first_month AS month, 1 AS step FROM fresh WHERE first_month <= last_month
            UNION ALL SELECT municipality_code, last_month + 1, -1 FROM fresh WHERE first_month <= last_month
        )
        SELECT municipality_code, month, sum(sum(step)) OVER (PARTITION BY municipality_code ORDER BY month)
        FROM change GROUP BY 1, 2""",
        "SELECT youth_id, municipality_code, started_on, delivered_until FROM delivery",
    ),
    "episodes": (
        9,
        NEWEST,
        f"""WITH stay AS (SELECT youth_id, {_STAYS} FROM delivery),
        marked AS (
            SELECT youth_id, started_on, until,
                started_on > 28 + max(until) OVER (
                    PARTITION BY youth_id ORDER BY started_on ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS begins
            FROM stay
        ),
        numbered AS (
            SELECT youth_id, started_on, until,
                sum((coalesce(begins, TRUE))::INT) OVER (PARTITION BY youth_id ORDER BY started_on) AS episode
            FROM marked
        )
        SELECT count(*), max(until - started_on)
        FROM (SELECT youth_id, episode, min(started_on) AS started_on, max(until) AS until FROM numbered GROUP BY 1, 2)""",
        "SELECT youth_id, started_on, delivered_until FROM delivery",
    ),
    "stacking": (
        16,
        NEWEST,
        f"""WITH stay AS (SELECT youth_id, {_STAYS} FROM delivery),
        change AS (
            SELECT youth_id, started_on AS day, 1 AS step FROM stay UNION ALL SELECT youth_id, until, -1 FROM stay
        ),
        level AS (
            SELECT sum(step) OVER earlier AS height, lead(day) OVER earlier IS DISTINCT FROM day AS is_last_of_day
            FROM change WINDOW earlier AS (PARTITION BY youth_id ORDER BY day ROWS UNBOUNDED PRECEDING)
        )
        SELECT height, count(*) FROM level WHERE is_last_of_day GROUP BY 1""",
        "SELECT youth_id, started_on, delivered_until FROM delivery",
    ),
    "care paths": (
        12,
        NEWEST,
        """WITH step AS (
            SELECT youth_id, care_form, started_on,
                lag(care_form) OVER (PARTITION BY youth_id ORDER BY started_on, care_form) AS before
            FROM delivery
        ),
        placed AS (
            SELECT youth_id, care_form, row_number() OVER (PARTITION BY youth_id ORDER BY started_on, care_form) AS place
            FROM step WHERE before IS DISTINCT FROM care_form
        ),
        path AS (SELECT string_agg(care_form, ' > ' ORDER BY place) AS path FROM placed WHERE place <= 6 GROUP BY youth_id)
        SELECT path, count(*) FROM path GROUP BY 1""",
        "SELECT youth_id, care_form, started_on FROM delivery",
    ),
}


def _cpu(work: Callable[[], object]) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before


def _as_parquet(connection: duckdb.DuckDBPyConnection, columns: str, place: Path) -> str:
    """Write the columns to Parquet and return the query that reads every value of them."""
    table = connection.sql(columns).to_arrow_table()
    pq.write_table(table, place, compression="zstd")
    return f"SELECT bit_xor(hash({', '.join(table.column_names)})) FROM read_parquet('{place}')"


def _ratio(connection: duckdb.DuckDBPyConnection, query: str, columns: str, place: Path) -> float:
    scan = _as_parquet(connection, columns, place)
    with duckdb.connect() as other:
        ways = (lambda: connection.execute(query).fetchall(), lambda: other.execute(scan).fetchall())
        costs = [[_cpu(way) for way in ways] for _ in range(RUNS + 1)][1:]  # the first one warms up
    return statistics.median(cost[0] for cost in costs) / statistics.median(cost[1] for cost in costs)


def main(scale: float) -> None:
    """Fill a record, build the cache, run every query and its scan in turn, print the ratios."""
    with tempfile.TemporaryDirectory() as place:
        home = Home(Path(place)).create()
        fill(home, scale)
        for name, (goal, moment, query, scan) in QUERIES.items():
            with open_as_of(home, moment) as ledger:
                print(
                    f"{name}: {_ratio(ledger.connection, query, scan, home.path / 'columns.parquet'):.1f} scans (goal {goal})",
                    flush=True,
                )


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0)
