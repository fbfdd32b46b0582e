"""Measuring in a fresh process: CPU time with its children, wall time and peak memory; medians of interleaved runs."""

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass

RUNS = 3


@dataclass(frozen=True)
class Cost:
    """CPU seconds (with children), wall seconds, peak memory of the largest process in MB."""

    cpu: float
    wall: float
    peak_mb: float


def _cpu() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def cost_of(work: Callable[[], object]) -> Cost:
    """Run the work once in this process and return what it took."""
    cpu, wall = _cpu(), time.perf_counter()
    work()
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return Cost(_cpu() - cpu, time.perf_counter() - wall, peak / 1024)


def in_fresh_process(script: str, *arguments: str) -> Cost:
    """Run `script arguments` in a new process that prints one Cost as JSON on its last line."""
    done = subprocess.run([sys.executable, script, *arguments], check=True, capture_output=True, text=True)
    return Cost(**json.loads(done.stdout.strip().splitlines()[-1]))


def report_cost(work: Callable[[], object]) -> None:
    """Print the cost of the work for `in_fresh_process`."""
    print(json.dumps(asdict(cost_of(work))))


def medians(ways: Mapping[str, Callable[[], Cost]], runs: int = RUNS) -> dict[str, Cost]:
    """Run all ways in turn, `runs` times, and return the median of each figure."""
    costs: dict[str, list[Cost]] = {name: [] for name in ways}
    for _ in range(runs):
        for name, way in ways.items():
            costs[name].append(way())
    return {name: _median(found) for name, found in costs.items()}


def _median(costs: list[Cost]) -> Cost:
    return Cost(*(statistics.median(getattr(cost, part) for cost in costs) for part in ("cpu", "wall", "peak_mb")))
