"""Whether what is claimed of effects is true: on simulated regions, with effects of known size put into what came, and with none.

    python benchmarks/effect_claims.py HOME...      writes docs/reference/effect-claims.csv and .md

Each HOME is a region of another seed (`regiewijzer simulate` and `load`). Of every indicator below, moments of the past serve as
the start of an action: what was expected then, as known then, is laid beside what is known now, in the way of the product. An
effect is put into what came after the start: nothing, half of what was meant, exactly that, and twice that. What was meant is the
half width of the band itself, so that it is neither plain nor hopeless. Told are how often the band holds the true effect (asked:
80 %), how often a claim is made, and how often a claim is false (at most 20 %).
"""

import csv
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np

from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.definitions.indicators_types import Indicator
from regiewijzer.indicators.effects import Claim, Effect, against_expected
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.snapshots import latest_snapshot
from regiewijzer.pipeline.effects import BAND, Known, baseline, compared, figures_at, settled_numbers
from regiewijzer.pipeline.effects import Path as Expected
from regiewijzer.pipeline.forecast_vintage import newest_vintage
from regiewijzer.vocabulary.periods import add_months

SERIES = {
    "young-people-in-care": "in_care",
    "young-people-waiting": "waiting",
    "application-to-start": "application_to_start_median",
    "waiting": "assignment_to_start_median",
    "youth-care-rate": "rate",
    "flow": "inflow",
}
STARTS = (14, 20, 26)  # months before the newest
LOOK = 12  # months after the start
SIZES = (0.0, 0.5, 1.0, 2.0)  # times what was meant
TAKING_PART = 3
REFERENCE = Path(__file__).resolve().parents[1] / "docs" / "reference"


@dataclass(frozen=True, slots=True)
class Told:
    """One effect that was judged: in which way, its true size, what was meant, and what was found."""

    way: str
    times: float
    true: float
    meant: float
    effect: Effect

    @property
    def holds(self) -> bool:
        """Whether the band holds the true effect."""
        return self.effect.low <= self.true <= self.effect.high

    @property
    def claim(self) -> Claim:
        """What is claimed."""
        return self.effect.claim(self.meant)

    @property
    def is_false(self) -> bool:
        """Whether what is claimed is not so."""
        match self.claim:
            case Claim.REACHED:
                return self.true < self.meant
            case Claim.PARTLY:
                return not 0 < self.true < self.meant
            case Claim.NOT:
                return self.true >= self.meant
        return False


Numbers = Mapping[str, dict[date, float]]  # per place the settled numbers by period


@dataclass(frozen=True, slots=True)
class World:
    """A region at its newest month."""

    home: Home
    newest: date

    def known(self, months: int) -> Known:
        """Return what was known so many months before the newest one was over."""
        day = add_months(self.newest, 1 - months) - timedelta(days=1)
        return Known(datetime.combine(day + timedelta(days=1), datetime.min.time()), latest_snapshot(self.home))


def _at(path: Expected, period: date) -> Mapping[str, float] | None:
    return next((one for one in path if one["period"] == period.isoformat()), None)


def _beside_expected(numbers: Numbers, paths: Mapping[str, Expected], period: date) -> Iterator[Told]:
    """Yield effects of known size in each place, against what was expected there."""
    for place, path in paths.items():
        told, actual = _at(path, period), numbers.get(place, {}).get(period)
        if told is None or actual is None:
            continue
        meant = (told[BAND[1]] - told[BAND[0]]) / 2
        for times in SIZES if meant > 0 else ():
            true = times * meant
            found = against_expected(actual + true, told["expected"], told[BAND[0]], told[BAND[1]], downwards=False)
            yield Told("against what was expected", times, true, meant, found)


def _beside_others(numbers: Numbers, indicator: Indicator, started: date, look_on: date) -> Iterator[Told]:
    """Yield effects of known size in the first municipalities, against the others."""
    places = sorted(place for place in numbers if place)
    mine = places[:TAKING_PART]
    plain = compared(numbers, mine, indicator, started, look_on, downwards=False)
    if plain is None or plain.effect is None:
        return
    meant = (plain.effect.high - plain.effect.low) / 2
    for times in SIZES if meant > 0 else ():
        true = times * meant
        after = {
            place: {day: value + (true if place in mine and day >= started else 0) for day, value in own.items()}
            for place, own in numbers.items()
        }
        found = compared(after, mine, indicator, started, look_on, downwards=False)
        assert found is not None
        assert found.effect is not None
        yield Told("against who took no part", times, true, meant, found.effect)


def _told(world: World) -> Iterator[Told]:
    now = world.known(0)
    for name, outcome in SERIES.items():
        indicator = load_indicators()[name]
        figures = figures_at(world.home, indicator, now)
        whole, each = (settled_numbers(figures.get(one), indicator, outcome, now) for one in (False, True))
        numbers = {**whole, **each}
        places = tuple(numbers)
        for months in STARTS:
            started, look_on = add_months(world.newest, -months), add_months(world.newest, LOOK - months)
            known = world.known(months)
            paths = baseline(world.home, indicator, outcome, [one for one in places if one], known=known, look_on=look_on)
            yield from _beside_expected(numbers, paths, look_on)
            yield from _beside_others(each, indicator, started, look_on)


def _rows(found: list[Told]) -> Iterator[dict[str, object]]:
    groups: dict[tuple[str, float], list[Told]] = defaultdict(list)
    for one in found:
        groups[one.way, one.times].append(one)
    for (way, times), those in sorted(groups.items()):
        claimed = [one for one in those if one.claim is not Claim.UNKNOWN]
        yield {
            "way": way,
            "true_effect_times_meant": times,
            "judged": len(those),
            "band_holds_truth": round(float(np.mean([one.holds for one in those])), 3),
            "asked": 0.8,
            "claims": round(len(claimed) / len(those), 3),
            "false_claims": round(sum(one.is_false for one in those) / len(those), 3),
        }


def _page(rows: list[dict[str, object]], regions: int) -> str:
    lines = [
        "# What is claimed of effects, on regions where the effect is known",
        "",
        f"Made by `benchmarks/effect_claims.py` on {regions} simulated regions; see there how. Within a region and a moment the",
        "places share what happens, so there are fewer independent cases than were judged.",
        "",
        "| way | true effect, times what was meant | judged | band of 80 % holds it | a claim is made | claim is false |",
        "|---|---|---|---|---|---|",
    ]
    for row in rows:
        shares = (f"{100 * float(str(row[name])):.0f} %" for name in ("band_holds_truth", "claims", "false_claims"))
        lines.append(f"| {row['way']} | {row['true_effect_times_meant']} | {row['judged']} | " + " | ".join(shares) + " |")
    return "\n".join(lines) + "\n"


def _world(path: str) -> World:
    home = Home(Path(path))
    newest = newest_vintage(home, datetime.now(UTC).replace(tzinfo=None))
    assert newest is not None, path
    return World(home, newest)


def main(paths: list[str]) -> None:
    """Judge effects in every home and write the table."""
    found = [one for path in paths for one in _told(_world(path))]
    rows = list(_rows(found))
    with (REFERENCE / "effect-claims.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    text = _page(rows, len(paths))
    (REFERENCE / "effect-claims.md").write_text(text, "utf-8")
    print(text)


if __name__ == "__main__":
    main(sys.argv[1:])
