"""How good the forecast is on regions of which the true laws are known, beside practice and beside who knows those laws.

    python benchmarks/forecast_accuracy.py run [VARIANT ...] [--seeds 101-160] [--workers 2] [--scale small]
    python benchmarks/forecast_accuracy.py table      writes docs/reference/forecast-accuracy.csv and forecast-accuracy.md
    python benchmarks/forecast_accuracy.py compare HOME SEED

`run` keeps the result of every seed in var/accuracy and makes only what is not there. A region of scale `small` costs a minute of
one core. The design of the model was chosen on seeds below 100, which are never in the table. `compare` holds the columns that
are made without messages against those of a home into which the messages of the same seed were loaded.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from accuracy.judge import Judge
from accuracy.table import write_tables
from accuracy.told import tell
from accuracy.variants import VARIANTS
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.whole_files import write_over
from regiewijzer.simulation.settings import settings_for

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "var" / "accuracy"
REPORTED = 101  # the first seed that the design did not see


def made(variant: str, scale: str, seed: int) -> float:
    """Judge one region and keep the result; return the CPU seconds."""
    began, chosen = time.process_time(), VARIANTS[variant]
    told = tell(settings_for(scale, seed), chosen.scenario, chosen.drawn)
    judge = Judge(told, variant)
    kept = {"rows": list(judge.rows()), "revisions": list(judge.revisions()), "cpu": time.process_time() - began}
    write_over(KEPT / f"{scale}-{variant}-{seed}.json", json.dumps(kept).encode())
    return float(kept["cpu"])


def wanted(variants: list[str], scale: str, seeds: range) -> Iterator[tuple[str, str, int]]:
    """Yield what is not there yet; of every variant a seed before any gets the next."""
    for seed in seeds:
        for variant in variants or list(VARIANTS):
            if not (KEPT / f"{scale}-{variant}-{seed}.json").exists():
                yield variant, scale, seed


def run(variants: list[str], scale: str, seeds: range, workers: int) -> None:
    """Judge every region that was not judged yet."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:  # replacing workers hangs in Python 3.11
        asked = {pool.submit(made, *one): one for one in wanted(variants, scale, seeds)}
        for future, (variant, _, seed) in asked.items():
            print(f"{variant} {seed}: {future.result():.0f} s CPU", flush=True)


def compare(home: str, seed: int) -> None:
    """Print how the columns made without messages differ from those of the ledger."""
    from accuracy.compare import differences

    base = VARIANTS["base"]
    print(f"{'vintage':>8} {'measure':40} {'messages':>15} {'without':>15} {'off':>8}")
    for one in differences(Home(Path(home)), tell(settings_for("small", seed), base.scenario)):
        off = one.without / one.messages - 1 if one.messages else 0.0
        print(f"{one.vintage:8} {one.measure:40} {one.messages:15,.2f} {one.without:15,.2f} {off:8.2%}")


def _seeds(text: str) -> range:
    first, _, last = text.partition("-")
    return range(int(first), int(last or first) + 1)


def main(arguments: list[str]) -> None:
    """Do what was asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("run", "table", "compare"))
    parser.add_argument("names", nargs="*")
    parser.add_argument("--seeds", type=_seeds, default=range(REPORTED, REPORTED + 60))
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--scale", default="small")
    asked = parser.parse_args(arguments)
    match asked.what:
        case "run":
            run(asked.names, asked.scale, asked.seeds, asked.workers)
        case "table":
            write_tables(KEPT, ROOT / "docs" / "reference", REPORTED)
        case _:
            compare(asked.names[0], int(asked.names[1]))


if __name__ == "__main__":
    main(sys.argv[1:])
