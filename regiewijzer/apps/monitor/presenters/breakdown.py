"""A figure broken down: a table of members with bars, and small charts against the line of all of them together."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from regiewijzer.apps.monitor import grains, units
from regiewijzer.apps.monitor.dimensions import Dimension
from regiewijzer.apps.monitor.names import UNKNOWN
from regiewijzer.apps.monitor.presenters.small_charts import SmallChart, index, settled_numbers
from regiewijzer.apps.monitor.presenters.subject import Subject, said
from regiewijzer.apps.monitor.timelines import Lines, Timeline, timelines
from regiewijzer.definitions.indicators_types import Outcome, Unit
from regiewijzer.figures.figure import Figure
from regiewijzer.figures.values import Value
from regiewijzer.vocabulary.periods import add_months
from regiewijzer.web.charts import range_of, sparkline

YEAR = 12
# A page with hundreds of providers is no longer read; the file has them all.
MOST_ROWS, MOST_CHARTS = 60, 24


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar in percent of the width: where it begins and how long it is."""

    start: float
    length: float


@dataclass(frozen=True, slots=True)
class Row:
    """One member in the table. `chance` tells how it lies against the limits of chance, where there are any."""

    code: str
    name: str
    now: Value
    before: Value
    value: str
    change: str
    bar: Bar | None
    chance: str = ""


@dataclass(frozen=True, slots=True)
class Breakdown:
    """All members of a dimension on one outcome in one period. `left_out`: how many are only in the file."""

    dimension: Dimension
    outcome: Outcome
    label: str
    period: date
    when: str
    indexed: bool
    has_chance: bool
    rows: tuple[Row, ...]
    charts: tuple[SmallChart, ...]
    left_out: int = 0


def is_indexed(outcome: Outcome) -> bool:
    """Tell whether lines are shown as an index: a count of a region would flatten that of a municipality."""
    return units.counts(outcome.unit)


def _sort_key(line: Timeline, period: date, names: Mapping[str, str], *, ordered: bool) -> tuple[bool, float, str]:
    (code,) = line.dimensions
    number = line.at(period).number
    if ordered:
        # The list of names stands in the order of its codes: 4-11 comes before 12-17.
        return (code == UNKNOWN, list(names).index(code) if code in names else len(names), code)
    return (number is None, -(number or 0), names.get(code, code))


def _bar(number: float | int | None, low: float, high: float) -> Bar | None:
    if number is None or high <= low:
        return None
    start, end = sorted((0, number))
    return Bar(round((start - low) / (high - low) * 100, 1), round((end - start) / (high - low) * 100, 1))


def chance_of(found: Lines, line: Timeline, period: date) -> str:
    """Say whether a ratio lies further from 1 than chance explains."""
    number = line.at(period).number
    if number is None:
        return ""
    for limits, certainty in (("998", "99,8"), ("95", "95")):
        low, high = (found.get((line.dimensions, f"{line.outcome}_{side}_{limits}")) for side in ("lower", "upper"))
        below, above = (one.at(period).number if one else None for one in (low, high))
        if below is not None and number < below:
            return _("lager dan toeval verklaart (%(certainty)s %%)") % {"certainty": certainty}
        if above is not None and number > above:
            return _("hoger dan toeval verklaart (%(certainty)s %%)") % {"certainty": certainty}
    return _("binnen wat toeval kan geven")


def _row(
    found: Lines, line: Timeline, name: str, outcome: Outcome, period: date, ends: tuple[float, float], *, chance: bool
) -> Row:
    now, before = line.at(period), line.at(add_months(period, -YEAR))
    known = now.number is not None and before.number is not None
    change = units.difference(now.number, before.number, outcome.unit) if known else "–"  # type: ignore[arg-type]
    verdict = chance_of(found, line, period) if chance else ""
    return Row(line.dimensions[0], name, now, before, units.text(now, outcome.unit), change, _bar(now.number, *ends), verdict)


def _ends(lines: Sequence[Timeline], period: date) -> tuple[float, float]:
    numbers = [number for line in lines if (number := line.at(period).number) is not None]
    return min([0, *numbers]), max([0, *numbers])


def _small(subject: Subject, lines: Sequence[tuple[str, Timeline]], unit: Unit, *, indexed: bool) -> tuple[SmallChart, ...]:
    """Return the small charts against the grey line of all members together."""
    length = YEAR // grains.STEP[subject.grain]
    reference_line = subject.lines.get(lines[0][1].outcome)

    def drawn(line: Timeline) -> list[float | None]:
        numbers = settled_numbers(line, subject)
        return index(numbers, length) if indexed else list(numbers)

    reference = drawn(reference_line) if reference_line else []
    series = [drawn(line) for _name, line in lines]
    box = range_of(reference, *series)
    assert subject.period is not None
    charts = []
    for (name, line), numbers in zip(lines, series, strict=True):
        value = units.text(line.at(subject.period), unit)
        alternative = _("Lijn van %(name)s tegen de grijze lijn van alles samen; nu %(value)s.") % {"name": name, "value": value}
        charts.append(SmallChart(name, value, sparkline(numbers, reference=reference, box=box), alternative))
    return tuple(charts)


def breakdown_of(
    subject: Subject,
    by: Figure,
    outcome: Outcome,
    dimension: Dimension,
    names: Mapping[str, str],
    *,
    ended: Collection[str] = (),
) -> Breakdown | None:
    """Return the breakdown on one outcome; None when there are no two members to put beside each other.

    `subject` is the figure of all members together. `ended` are codes that no longer exist (merged municipalities): their
    line would end at nought beside those that took them over.
    """
    found = timelines(by, subject.grain)
    lines = [line for ((code,), series), line in found.items() if series == outcome.code and code not in ended]
    if subject.period is None or len(lines) < 2:
        return None
    period = subject.period
    lines.sort(key=lambda line: _sort_key(line, period, names, ordered=dimension.ordered))
    has_chance = any(series.startswith(f"{outcome.code}_upper") for _code, series in found)
    ends, named = _ends(lines, period), [(names.get(line.dimensions[0], line.dimensions[0]), line) for line in lines]
    rows = [_row(found, line, name, outcome, period, ends, chance=has_chance) for name, line in named[:MOST_ROWS]]
    return Breakdown(
        dimension=dimension,
        outcome=outcome,
        label=said(outcome.label),
        period=period,
        when=subject.label(period),
        indexed=is_indexed(outcome),
        has_chance=has_chance,
        rows=tuple(rows),
        charts=_small(subject, named[:MOST_CHARTS], outcome.unit, indexed=is_indexed(outcome)),
        left_out=len(lines) - len(rows),
    )


def together_lines(by: Figure, subject: Subject, outcome: Outcome, codes: Sequence[str]) -> list[Timeline]:
    """Return the lines of the chosen members in the order of the choice; those without any number are left out."""
    found = timelines(by, subject.grain)
    lines = (found.get(((code,), outcome.code)) for code in codes)
    return [line for line in lines if line and line.shown()]
