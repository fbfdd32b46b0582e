"""What a whole forecast costs, with everything that is kept of it, and what a scenario on it costs.

python benchmarks/bench_outlook.py HOME [MONTH]     a month like 2026-10; HOME is written to: give a copy (cp -r --reflink=auto)
"""

import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

from regiewijzer.definitions.what_if import examples, from_example
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline import forecast_runs
from regiewijzer.pipeline.forecast_runs import make_forecast
from regiewijzer.pipeline.forecast_scenario import work_out
from regiewijzer.pipeline.known_at import naive_utc
from regiewijzer.vocabulary.periods import month_number

STAGES = ("snapshot_of", "add", "laws", "add_care", "expected_table", "further_tables", "_tables", "care_table", "budgets_of")


def spent() -> float:
    """Return the CPU seconds of this process so far."""
    used = getrusage(RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def measured(stages: tuple[str, ...]) -> dict[str, float]:
    """Let each stage of a forecast add up what it costs; return where."""
    found = dict.fromkeys(stages, 0.0)
    for name in stages:
        original = getattr(forecast_runs, name)

        def timed(*given, original=original, name=name, **named):
            began = spent()
            try:
                return original(*given, **named)
            finally:
                found[name] += spent() - began

        setattr(forecast_runs, name, timed)
    return found


def main(path: str, month: str = "2026-10") -> None:
    """Make a forecast and work the first example scenario out on it."""
    home, stages = Home(Path(path)), measured(STAGES)
    began, clock = spent(), time.perf_counter()
    run = make_forecast(home, date.fromisoformat(f"{month}-01"), made_at=naive_utc(datetime.now(UTC)))
    print(f"forecast {run.id}: {spent() - began:.1f} s CPU, {time.perf_counter() - clock:.1f} s")
    for name, seconds in sorted(stages.items(), key=lambda one: -one[1]):
        print(f"  {name:16} {seconds:8.1f} s CPU")
    scenario = from_example(next(iter(examples().values())), "nl", month_number(run.about.vintage))
    began, clock = spent(), time.perf_counter()
    made = work_out(home, run, scenario)
    print(f"scenario {made.id}: {spent() - began:.1f} s CPU, {time.perf_counter() - clock:.1f} s")
    print(f"most memory: {getrusage(RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(*sys.argv[1:])
    else:
        print(__doc__)
