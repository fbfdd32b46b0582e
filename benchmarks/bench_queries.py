"""Queries on the ledger as ratio to one scan of the columns they read (CPU time), at region scale.

As-of reads the claim lines as they stood halfway; the others read the deliveries of the newest moment, which the cache keeps.
The scan reads the same columns as Parquet, as the record keeps them, and hashes every value: a plain maximum would be answered
from statistics without reading anything. Stories are told by a hash of the youth: comparing long pseudonyms is half of a sort.
What the product ships does more (the rules of F1 beside the chain of stays) and is measured where it runs: bench_cache.py for
trajectories and steps, bench_figures.py for the indicators.
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

RUNS = 9
HALFWAY, NEWEST = datetime(2023, 7, 1), datetime.max.replace(microsecond=0)
_STAYS = "started_on, coalesce(delivered_until, DATE '2026-01-01') AS until"
_FIRST_MONTH, _HALF = 24240, 36  # January 2020, and how many months go into one whole number of 64 bits


def _months(half: int) -> str:
    """Return the months of a stay that lie in this half of six years, one bit each."""
    first, last = (f"(1::BIGINT << greatest(0, least({month} - {half * _HALF}, {_HALF})))" for month in ("first", "last + 1"))
    return f"{last} - {first} AS half_{half}"


_COUNTED = ", ".join(f"sum((half_{half} >> {month}) & 1)" for half in (0, 1) for month in range(_HALF))
# A youth with two stays in a month counts once: stays are sets of months, and a set of bits is united without sorting.
_ACTIVE = f"""WITH stay AS (SELECT youth_id, municipality_code, {_STAYS} FROM delivery),
        months AS MATERIALIZED (
            SELECT first::INT AS first, last::INT AS last, {_months(0)}, {_months(1)} FROM range(73) a(first), range(73) b(last)
        ),
        clipped AS (
            SELECT municipality_code, hash(youth_id, municipality_code) AS youth,
                (year(started_on) * 12 + month(started_on) - {_FIRST_MONTH})::INT AS first,
                (year(until - 1) * 12 + month(until - 1) - {_FIRST_MONTH})::INT AS last
            FROM stay WHERE until > started_on
        ),
        youth AS (
            SELECT municipality_code, bit_or(half_0) AS half_0, bit_or(half_1) AS half_1
            FROM clipped JOIN months USING (first, last) GROUP BY municipality_code, youth
        )
        SELECT municipality_code, {_COUNTED} FROM youth GROUP BY 1"""

_DAY = "65535"  # a day counted from 1990 fits in 16 bits
_BEGUN, _ENDS, _LONGEST = "((told >> 16) & 65535)", "(told & 65535)", "((told >> 32) & 65535)"
# A youth's stays in order of their start, read once from left to right: no window, and no sort of all stays together. What is
# told so far is one whole number: how many episodes ended, the longest of them, and when the one that runs began and ends.
_EPISODES = f"""WITH story AS (
            SELECT list_sort(list((started_on - DATE '1990-01-01')::BIGINT << 16 | (until - DATE '1990-01-01'))) AS stays
            FROM (SELECT youth_id, {_STAYS} FROM delivery) GROUP BY hash(youth_id)
        ),
        told AS (
            SELECT list_reduce(stays, lambda told, stay: CASE
                WHEN (stay >> 16) > 28 + {_ENDS}
                    THEN ((told >> 48) + 1 << 48) + (greatest({_LONGEST}, {_ENDS} - {_BEGUN}) << 32) + stay
                ELSE (told & ~{_DAY}) + greatest({_ENDS}, stay & {_DAY})
            END) AS told
            FROM story
        )
        SELECT sum((told >> 48) + 1), max(greatest({_LONGEST}, {_ENDS} - {_BEGUN})) FROM told"""

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
        _ACTIVE,
        "SELECT youth_id, municipality_code, started_on, delivered_until FROM delivery",
    ),
    "episodes": (
        9,
        NEWEST,
        _EPISODES,
        "SELECT youth_id, started_on, delivered_until FROM delivery",
    ),
    "stacking": (
        16,
        NEWEST,
        f"""WITH stay AS (SELECT hash(youth_id) AS youth, {_STAYS} FROM delivery),
        change AS (
            SELECT youth, started_on AS day, 1 AS step FROM stay UNION ALL SELECT youth, until, -1 FROM stay
        ),
        level AS (
            SELECT sum(step) OVER earlier AS height, lead(day) OVER earlier IS DISTINCT FROM day AS is_last_of_day
            FROM change WINDOW earlier AS (PARTITION BY youth ORDER BY day ROWS UNBOUNDED PRECEDING)
        )
        SELECT height, count(*) FROM level WHERE is_last_of_day GROUP BY 1""",
        "SELECT youth_id, started_on, delivered_until FROM delivery",
    ),
    "care paths": (
        12,
        NEWEST,
        """WITH form AS MATERIALIZED (
            SELECT care_form, row_number() OVER ()::INT AS form_no FROM (SELECT DISTINCT care_form FROM delivery)
        ),
        story AS (
            SELECT list_transform(
                list_sort(list((started_on - DATE '2000-01-01')::INT * 64 + form_no)), lambda step: (step & 63)::UTINYINT
            ) AS forms
            FROM delivery JOIN form USING (care_form) GROUP BY hash(youth_id)
        ),
        path AS (
            SELECT list_filter(forms, lambda form_no, place: place = 1 OR form_no <> forms[place - 1])[:6] AS path FROM story
        )
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
