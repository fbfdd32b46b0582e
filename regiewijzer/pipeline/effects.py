"""The effect of an action: what was expected on the day it started, and the outcome beside that, from figures after the gate.

What would have come without the action is what was expected then, as known then; nothing that came later changes it. The figures
are those of a reader of the whole region: a cell that is hidden says nothing, and leaves no effect to tell.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from regiewijzer.definitions.indicators_types import Indicator
from regiewijzer.figures.figure import Figure
from regiewijzer.figures.scope import REGION
from regiewijzer.indicators.effects import Effect, against_expected, difference_in_differences
from regiewijzer.indicators.periods import MONTHS
from regiewijzer.indicators.settled import first_provisional, is_provisional, local_day
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline import figure_store
from regiewijzer.pipeline.figures import compute_figures
from regiewijzer.pipeline.forecast_words import QUANTILES
from regiewijzer.vocabulary.periods import add_months, first_of_month

REGION_KEY = ""  # where the whole region stands in what is kept per place
LONGEST = 36  # months ahead that anything is expected of an indicator
BAND = ("q100", "q900")

Path = list[dict[str, Any]]  # per period: {"period": "2026-01-01", "expected": 1.0, "q100": ...}


@dataclass(frozen=True, slots=True)
class Known:
    """A state of knowledge: what was known at a moment (UTC, without zone) in a snapshot of the ledger."""

    moment: datetime
    snapshot: int


@dataclass(frozen=True, slots=True)
class Mirrored:
    """The outcome of one place beside what was expected: the period that was compared, both numbers, the band and the effect."""

    place: str
    period: date
    actual: float
    expected: float
    low: float
    high: float
    effect: Effect


@dataclass(frozen=True, slots=True)
class Compared:
    """How much more those who took part changed than those who did not; the effect is None when there are too few to say."""

    effect: Effect | None
    took_part: int
    others: int
    before: tuple[date, date]
    after: tuple[date, date]


def _months_ahead(known: Known, look_on: date) -> int:
    newest = first_of_month(local_day(known.moment))
    return min(LONGEST, max(1, (look_on.year - newest.year) * 12 + look_on.month - newest.month + 1))


def baseline(
    home: Home, indicator: Indicator, outcome: str, places: Sequence[str], *, known: Known, look_on: date
) -> Mapping[str, Path]:
    """Return what is expected up to the day of the look, by place ("" for the region); one with too short a past is not there."""
    from regiewijzer.pipeline.figures_expected import expected_rows  # loads the model, which no page does

    wanted = set(places) or {REGION_KEY}
    found: dict[str, Path] = defaultdict(list)
    for row in expected_rows(home, indicator, known.moment, known.snapshot, ahead=_months_ahead(known, look_on)):
        place = str(row["municipality"] or REGION_KEY)
        if row["outcome"] == outcome and place in wanted:
            likely = {name: row[name] for name in ("expected", *QUANTILES)}
            found[place].append({"period": str(row["period"]), **likely})
    return dict(found)


def figures_at(home: Home, indicator: Indicator, known: Known) -> Mapping[bool, Figure]:
    """Return the figure of the region (False) and the one by municipality (True)."""
    from regiewijzer.pipeline.figures_expected import requests_for

    figures = compute_figures(home, requests_for(indicator, known.moment, known.snapshot), REGION)
    return {bool(one.request.by): one for one in figures}


def settled_numbers(figure: Figure | None, indicator: Indicator, outcome: str, known: Known) -> Mapping[str, dict[date, float]]:
    """Return the numbers that no longer change, by place and period."""
    since = first_provisional(known.moment, indicator.provisional.months)
    found: dict[str, dict[date, float]] = defaultdict(dict)
    for cell in figure.cells if figure else ():
        known_number = cell.series == outcome and cell.value.number is not None
        if known_number and not is_provisional(cell.period, indicator.grain, since):
            found[cell.dimensions[0] if cell.dimensions else REGION_KEY][cell.period] = float(cell.value.number or 0)
    return found


def _mirrored(place: str, path: Path, numbers: Mapping[date, float], look_on: date, downwards: bool) -> Mirrored | None:
    """Return the newest period of a path that is known by now and not after the look."""
    by_period = {date.fromisoformat(one["period"]): one for one in path}
    both = [period for period in by_period if period in numbers and period <= look_on]
    if not both:
        return None
    period = max(both)
    told, actual = by_period[period], numbers[period]
    low, high = told[BAND[0]], told[BAND[1]]
    effect = against_expected(actual, told["expected"], low, high, downwards=downwards)
    return Mirrored(place, period, actual, told["expected"], low, high, effect)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came: per place beside what was expected, beside who took no part, and the frozen figure that holds it."""

    places: tuple[Mirrored, ...]
    compared: Compared | None
    figure_id: str


def mirror(
    home: Home,
    indicator: Indicator,
    outcome: str,
    paths: Mapping[str, Path],
    *,
    known: Known,
    started: date,
    look_on: date,
    downwards: bool,
) -> Outcome:
    """Return what came of an action that started on a day, as known now; the figure it was read from is frozen."""
    figures = figures_at(home, indicator, known)
    whole = settled_numbers(figures.get(False), indicator, outcome, known)
    each = settled_numbers(figures.get(True), indicator, outcome, known)
    numbers = {**whole, **each}
    places = [_mirrored(place, path, numbers.get(place, {}), look_on, downwards) for place, path in paths.items()]
    took_part = [place for place in paths if place != REGION_KEY]
    found = compared(each, took_part, indicator, started, look_on, downwards) if took_part else None
    figure = figures[True] if took_part and True in figures else figures[False]
    return Outcome(tuple(one for one in places if one), found, figure_store.freeze(home, figure))


def compared(
    each: Mapping[str, Mapping[date, float]],
    took_part: Sequence[str],
    indicator: Indicator,
    started: date,
    look_on: date,
    downwards: bool,
) -> Compared | None:
    """Return the difference in differences over windows of the same seasons: the last before the start, the newest since."""
    step = MONTHS[indicator.grain]
    since = [one for numbers in each.values() for one in numbers if first_of_month(started) <= one <= look_on]
    if not since:
        return None
    last = max(since)
    first = max(min(since), add_months(last, step - 12))
    years = -(-((last.year - started.year) * 12 + last.month - started.month + step) // 12)
    before = (add_months(first, -12 * years), add_months(last, -12 * years))
    changes = dict(_changes(each, before, (first, last)))
    mine = [changes[one] for one in took_part if one in changes]
    rest = [change for one, change in changes.items() if one not in took_part]
    effect = difference_in_differences(mine, rest, downwards=downwards)
    return Compared(effect, len(mine), len(rest), before, (first, last))


def _changes(
    each: Mapping[str, Mapping[date, float]], before: tuple[date, date], after: tuple[date, date]
) -> Iterator[tuple[str, float]]:
    """Yield per municipality the mean after less the mean before, of those of which both are known."""
    for place, numbers in each.items():
        then = [number for period, number in numbers.items() if before[0] <= period <= before[1]]
        now = [number for period, number in numbers.items() if after[0] <= period <= after[1]]
        if then and now:
            yield place, sum(now) / len(now) - sum(then) / len(then)
