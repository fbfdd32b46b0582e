"""All checks on the newest snapshot of a home that was loaded, as ratio to one scan of the tables they read (CPU time).

`bench_checks.py HOME [CODE ...]` runs all of them, or those whose code starts so, and names the ten that cost most.
"""

import sys
import time
from pathlib import Path

from regiewijzer.checks.definitions import load_checks
from regiewijzer.checks.run import run_checks
from regiewijzer.ledger.as_of import AsOf, open_as_of
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.region import read_region
from regiewijzer.pipeline.check import NEWEST

TABLES = (
    *("message", "claim_line", "claim", "claim_decision", "assignment_version", "assignment_request", "request_answer"),
    *("care_start_all", "care_stop_all", "youth"),
)


def scan(as_of: AsOf) -> float:
    """Return the CPU seconds of reading every column of the tables once."""
    begun = time.process_time()
    for table in TABLES:
        columns = [row[0] for row in as_of.connection.execute(f"DESCRIBE {table}").fetchall()]
        hashed = ", ".join(f"max(hash({column}))" for column in columns)
        as_of.connection.execute(f"SELECT count(*), {hashed} FROM {table}").fetchall()
    return time.process_time() - begun


def main(home: Home, prefixes: list[str]) -> None:
    """Print what all checks cost together, and the dearest."""
    expected = read_region(home.region).expected_senders
    codes = [code for code in load_checks() if not prefixes or code.startswith(tuple(prefixes))]
    with open_as_of(home, NEWEST) as as_of:
        scan(as_of)  # the first reading warms the file
        floor = scan(as_of)
        begun, wall = time.process_time(), time.perf_counter()
        result = run_checks(as_of.connection, codes=codes, expected=expected)
        cpu, elapsed = time.process_time() - begun, time.perf_counter() - wall
        print(f"{len(result.ran)} checks, {len(result.findings)} findings: {elapsed:.1f} s, {cpu:.1f} s CPU")
        print(f"one scan {floor:.1f} s CPU, so {cpu / floor:.1f} times")
        costs = []
        for code in codes:
            begun = time.process_time()
            run_checks(as_of.connection, codes=[code], expected=expected)
            costs.append((time.process_time() - begun, code))
    for cost, code in sorted(costs, reverse=True)[:10]:
        print(f"{cost:6.2f} s CPU  {code}")


if __name__ == "__main__":
    main(Home(Path(sys.argv[1])), sys.argv[2:])
