"""Municipalities next to each other: a ranked table and small charts against the line of the region."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from regiewijzer.apps.monitor import units
from regiewijzer.apps.monitor.presenters.subject import Subject, said
from regiewijzer.apps.monitor.timelines import Timeline, timelines
from regiewijzer.definitions.indicators_types import Outcome, Unit
from regiewijzer.figures.figure import Figure
from regiewijzer.figures.values import Value
from regiewijzer.vocabulary.periods import add_months
from regiewijzer.web import numbers
from regiewijzer.web.charts import Sparkline, range_of, sparkline

YEAR = 12


@dataclass(frozen=True, slots=True)
class Ranked:
    """One municipality in the ranked table; `width` is the bar in percent of the longest."""

    code: str
    name: str
    value: str
    change: str
    width: float | None


@dataclass(frozen=True, slots=True)
class Multiple:
    """One municipality as a small chart."""

    code: str
    name: str
    value: str
    picture: Sparkline
    alternative: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """All municipalities on one outcome in one month."""

    outcome: str
    month: str
    indexed: bool
    ranked: tuple[Ranked, ...]
    multiples: tuple[Multiple, ...]


def is_indexed(outcome: Outcome) -> bool:
    """Tell whether lines are shown as an index: a count of a region would flatten that of a municipality."""
    return outcome.unit in (Unit.YOUTHS, Unit.CENTS)


def index(values: Sequence[float | int | None]) -> list[float | None]:
    """Return the numbers with the mean of the first year that is shown as 100."""
    first = [value for value in values if value is not None][:YEAR]
    mean = sum(first) / len(first) if first else 0
    return [None if value is None or mean == 0 else value / mean * 100 for value in values]


def _sort_key(timeline: Timeline, subject: Subject) -> tuple[bool, float]:
    assert subject.period is not None
    number = timeline.at(subject.period).number
    return (number is None, -(number or 0))


def _ranked(name: str, code: str, now: Value, before: Value, unit: Unit, longest: float) -> Ranked:
    known = now.number is not None and before.number is not None
    change = units.difference(now.number, before.number, unit) if known else "–"  # type: ignore[arg-type]
    width = None if now.number is None or longest <= 0 else round(max(now.number, 0) / longest * 100, 1)
    return Ranked(code, name, units.text(now, unit), change, width)


def _drawn(line: Timeline, subject: Subject, outcome: Outcome) -> list[float | None]:
    """Return the numbers of a small chart: settled months only, for late messages make every line end in a dip."""
    numbers_shown = [
        number for month, number in zip(line.periods, line.numbers(), strict=True) if not subject.is_provisional(month)
    ]
    return index(numbers_shown) if is_indexed(outcome) else list(numbers_shown)


def _alternative(name: str, value: str) -> str:
    return _("Lijn van %(name)s tegen de grijze lijn van de regio; nu %(value)s.") % {"name": name, "value": value}


def compare(
    subject: Subject, by_municipality: Figure, outcome: Outcome, names: Mapping[str, str], *, ended: frozenset[str] = frozenset()
) -> Comparison | None:
    """Return the comparison on one outcome; None when there is nothing to compare.

    `ended` are municipalities that no longer exist: their line would end at nought beside those that took them over.
    """
    found = timelines(by_municipality)
    lines = [line for ((place,), code), line in found.items() if code == outcome.code and place not in ended]
    if subject.period is None or outcome.code not in subject.lines or len(lines) < 2:
        return None
    lines.sort(key=lambda line: _sort_key(line, subject))
    month, unit = subject.period, outcome.unit
    longest = max((number for line in lines if (number := line.at(month).number) is not None), default=0)
    reference = _drawn(subject.lines[outcome.code], subject, outcome)
    drawn = [_drawn(line, subject, outcome) for line in lines]
    box = range_of(reference, *drawn)
    ranked, multiples = [], []
    for line, numbers_shown in zip(lines, drawn, strict=True):
        code = line.dimensions[0]
        name = names.get(code, code)
        row = _ranked(name, code, line.at(month), line.at(add_months(month, -YEAR)), unit, longest)
        picture = sparkline(numbers_shown, reference=reference, box=box)
        ranked.append(row)
        multiples.append(Multiple(code, name, row.value, picture, _alternative(name, row.value)))
    return Comparison(said(outcome.label), numbers.month(month), is_indexed(outcome), tuple(ranked), tuple(multiples))
