"""From the results of every seed to a table for programs and a page for people."""

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import mean
from typing import Any, NamedTuple

from accuracy.lines import ALL_YEAR, LEVELS, QUARTERS, Line
from accuracy.page import page_of
from accuracy.variants import VARIANTS
from regiewijzer.forecast.scores import binomial_band

# Of the base region; the targets of FORECAST.md, as shares.
WAPE_TARGETS = {
    "region": (0.020, 0.018, 0.013, 0.007),
    "municipality": (0.042, 0.032, 0.024, 0.014),
    "municipality x product": (0.09, 0.07, 0.05, 0.028),
}
SKILL_TARGETS = {"region": 0.40, "municipality": 0.25, "municipality x product": 0.25}
MULTIPLE = 1.4
HALF = 0.5
METHODS = ("combined", "published", "structural", "claims", "commitments", "budgets", "statements", "oracle", "next year")

Row = Mapping[str, Any]


def _errors(rows: Iterable[Row]) -> float:
    """Return the sum of absolute errors over the truth."""
    some = list(rows)
    return sum(one["absolute"] for one in some) / sum(one["truth"] for one in some)


def _bias(rows: Iterable[Row]) -> float:
    some = list(rows)
    return sum(one["error"] for one in some) / sum(one["truth"] for one in some)


class _Level:
    """The rows of a variant and level, by method and by when they were made."""

    def __init__(self, variant: str, level: str, rows: Iterable[Row]) -> None:
        self.variant, self.level = variant, level
        self._rows: dict[str, dict[tuple[int, int], Row]] = defaultdict(dict)
        for one in rows:
            self._rows[one["method"]][one["seed"], one["vintage"]] = one

    def made(self, method: str, leads: str) -> dict[tuple[int, int], Row]:
        """Return the rows of a method made in these months."""
        found = self._rows.get(method, {})
        if leads == ALL_YEAR:
            return found
        quarter = QUARTERS.index(leads)
        return {key: one for key, one in found.items() if key[1] % 12 // 3 == quarter}

    def lines(self) -> Iterator[Line]:
        """Yield everything there is to say."""
        for leads in (*QUARTERS, ALL_YEAR):
            yield from self._accuracy(leads)
            yield from self._against(leads)
            yield from self._coverage(leads)

    def _line(self, leads: str, metric: str, value: float, target: str = "", holds: bool | None = None) -> Line:
        return Line(self.variant, self.level, leads, metric, value, target, holds)

    def _accuracy(self, leads: str) -> Iterator[Line]:
        for method in METHODS:
            some = self.made(method, leads).values()
            if some:
                value, most = _errors(some), self._most(method, leads)
                target = "" if most is None else f"<= {most}"
                yield self._line(leads, f"wape {method}", value, target, None if most is None else value <= most)
        if some := self.made("combined", leads).values():
            yield self._line(leads, "bias combined", _bias(some))

    def _most(self, method: str, leads: str) -> float | None:
        if self.variant != "base" or method != "combined" or leads == ALL_YEAR or self.level not in WAPE_TARGETS:
            return None
        return WAPE_TARGETS[self.level][QUARTERS.index(leads)]

    def _against(self, leads: str) -> Iterator[Line]:
        """Yield the multiple of the oracle, and the skill over practice, each over the vintages that both have."""
        ours = self.made("combined", leads)
        for method in ("oracle", "commitments", "budgets", "statements"):
            theirs = self.made(method, leads)
            both = theirs.keys() & ours.keys()
            if not both:
                continue
            ratio = _errors(ours[key] for key in both) / _errors(theirs[key] for key in both)
            if method == "oracle":
                yield self._line(leads, "multiple of oracle", ratio, f"<= {MULTIPLE}", ratio <= MULTIPLE)
                continue
            least = SKILL_TARGETS.get(self.level) if method == "commitments" and self.variant == "base" else None
            if leads != ALL_YEAR:
                yield self._line(leads, f"skill over {method}", 1 - ratio)
            elif least is not None:
                yield self._line(leads, f"skill over {method}", 1 - ratio, f">= {least}", 1 - ratio >= least)
            else:
                yield self._line(leads, f"skill over {method}", 1 - ratio, "> 0", ratio < 1)

    def _coverage(self, leads: str) -> Iterator[Line]:
        """Yield the shares within the published intervals; a year of a seed counts once: its months share what was unknown."""
        told = {key: one for key, one in self.made("published", leads).items() if one["within80"] is not None}
        if not told:
            return
        independent = len({(seed, vintage // 12) for seed, vintage in told})
        for name, nominal in (("within80", 0.80), ("within95", 0.95)):
            share = mean(one[name] for one in told.values())
            band = binomial_band(independent, nominal)
            target = f"{band.lowest:.3f} - {band.highest:.3f}"
            metric = f"coverage of {nominal:.0%}"
            yield self._line(leads, metric, share, target, band.lowest <= share <= band.highest)
        yield self._line(leads, "wis", sum(one["wis"] for one in told.values()) / sum(one["truth"] for one in told.values()))


def _revisions(variant: str, level: str, rows: Sequence[Row]) -> Iterator[Line]:
    raw, published = (mean(one[name] for one in rows) for name in ("raw", "published"))
    yield Line(variant, level, ALL_YEAR, "revision a month, raw", raw, "", None)
    share = published / raw
    yield Line(variant, level, ALL_YEAR, "revision published over raw", share, f"<= {HALF}", share <= HALF)


class Results(NamedTuple):
    """The lines, and of how many seeds each variant is made."""

    lines: list[Line]
    seeds: dict[str, int]


def results(kept: Path, scale: str, first_seed: int) -> Results:
    """Return everything that follows from the results that were kept of this scale, of seeds that the design did not see."""
    rows: dict[tuple[str, str], list[Row]] = defaultdict(list)
    moved: dict[tuple[str, str], list[Row]] = defaultdict(list)
    seeds: dict[str, int] = defaultdict(int)
    for place in sorted(kept.glob(f"{scale}-*.json")):
        _, variant, seed = place.stem.split("-")
        if int(seed) >= first_seed:
            seeds[variant] += 1
            found = json.loads(place.read_text("utf-8"))
            for one in found["rows"]:
                rows[variant, one["level"]].append(one)
            for one in found["revisions"]:
                moved[variant, one["level"]].append(one)
    lines = []
    for variant in VARIANTS:
        for level in LEVELS:
            if rows[variant, level]:
                lines += _Level(variant, level, rows[variant, level]).lines()
                lines += _revisions(variant, level, moved[variant, level])
    return Results(lines, dict(seeds))


def write_tables(kept: Path, folder: Path, first_seed: int) -> None:
    """Write forecast-accuracy.csv and the page beside it."""
    small, region = results(kept, "small", first_seed), results(kept, "region", first_seed)
    lines = [*small.lines, *(one._replace(variant=f"{one.variant}, region scale") for one in region.lines)]
    with (folder / "forecast-accuracy.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(Line._fields)
        for one in lines:
            holds = "" if one.holds is None else "yes" if one.holds else "no"
            writer.writerow(one._replace(value=f"{one.value:.4f}", holds=holds))
    (folder / "forecast-accuracy.md").write_text(page_of(lines, small.seeds, region.seeds), "utf-8")
