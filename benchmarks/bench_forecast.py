"""Replay of the month-end vintages of a region: how good were the forecasts, and what do they cost.

python benchmarks/bench_forecast.py HOME [FIRST LAST]     months like 2024-01; a year of history before the first is needed
"""

import sys
import time
from datetime import date
from pathlib import Path

from regiewijzer.forecast.backtest import revision, scores, skill
from regiewijzer.forecast.replay import Replay, add
from regiewijzer.forecast.snapshot import Snapshot
from regiewijzer.forecast.universe import ALL_LEVELS, Level
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.forecast_snapshot import snapshot_of
from regiewijzer.vocabulary.periods import month_number


def name(level: Level) -> str:
    """Return what a level is called in the table."""
    return " x ".join(level) or "region"


def replay(snapshots: list[Snapshot]) -> Replay:
    """Replay the vintages and print what they cost."""
    made, began = Replay(), time.process_time()
    for one in snapshots:
        add(made, one)
    spent = time.process_time() - began
    print(f"{len(snapshots)} vintages: {spent:.1f} s CPU, {spent / len(snapshots):.2f} s a vintage without reading")
    return made


def read(home: Home, first: int, last: int) -> list[Snapshot]:
    """Read the vintages and print what that costs."""
    began = time.process_time()
    found = [snapshot_of(home, vintage) for vintage in range(first, last + 1)]
    print(f"reading: {(time.process_time() - began) / len(found):.2f} s CPU a vintage; {len(found[-1].cells)} cells")
    return found


def report(made: Replay) -> None:
    """Print the error of year totals in per cent, and the revisions."""
    print(f"{'level':28} {'quarter':7} {'method':12} {'n':>3} {'WAPE':>7} {'bias':>7} {'80 %':>6} {'95 %':>6} {'WIS':>6}")
    for one in scores(made):
        shares = [f"{100 * value:6.1f}" for value in (one.covered80, one.covered95)]
        print(f"{name(one.level):28} {one.quarter + 1:7} {one.method:12} {one.vintages:3} {100 * one.wape:7.2f}", end=" ")
        print(f"{100 * one.bias:7.2f} {shares[0]} {shares[1]} {100 * one.wis:6.2f}")
    for level in ALL_LEVELS:
        moved, better = revision(made, level), skill(made, level)
        print(
            f"{name(level):28} revision a month: raw {100 * moved.raw:.2f} %, published {100 * moved.published:.2f} %;", end=" "
        )
        print(f"error {100 * better.skill:.0f} % smaller than by commitments ({better.vintages} vintages)")


def main(home: str, first: str = "2023-11", last: str = "2026-10") -> None:
    """Run the backtest on a home."""
    months = [month_number(date.fromisoformat(f"{text}-01")) for text in (first, last)]
    report(replay(read(Home(Path(home)), *months)))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(*sys.argv[1:])
    else:
        print(__doc__)
