"""Small charts beside each other on one scale, each with its name and its newest value."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from regiewijzer.apps.monitor import units
from regiewijzer.apps.monitor.presenters.subject import Subject
from regiewijzer.apps.monitor.timelines import Timeline
from regiewijzer.definitions.indicators_types import Unit
from regiewijzer.web.charts import Sparkline, range_of, sparkline

YEAR = 12  # months


@dataclass(frozen=True, slots=True)
class SmallChart:
    """One line as a small chart."""

    name: str
    value: str
    picture: Sparkline
    alternative: str


def index(values: Sequence[float | int | None], length: int = YEAR) -> list[float | None]:
    """Return the numbers with the mean of the first `length` that are shown as 100."""
    first = [value for value in values if value is not None][:length]
    mean = sum(first) / len(first) if first else 0
    return [None if value is None or mean <= 0 else value / mean * 100 for value in values]


def settled_numbers(line: Timeline, subject: Subject) -> list[float | int | None]:
    """Return the numbers of settled periods only, for late messages make every line end in a dip."""
    return [number for period, number in zip(line.periods, line.numbers(), strict=True) if not subject.is_provisional(period)]


def _now(line: Timeline, subject: Subject, unit: Unit) -> str:
    return units.text(line.at(subject.period), unit) if subject.period else ""


def small_charts(subject: Subject, lines: Sequence[tuple[str, Timeline]], unit: Unit) -> tuple[SmallChart, ...]:
    """Return a small chart per named line, the largest now first."""
    drawn = [settled_numbers(line, subject) for _name, line in lines]
    box = range_of(*drawn)
    made = [
        SmallChart(
            name, value, sparkline(numbers, box=box), _("Lijn van %(name)s; nu %(value)s.") % {"name": name, "value": value}
        )
        for (name, line), numbers in zip(lines, drawn, strict=True)
        for value in [_now(line, subject, unit)]
    ]
    return tuple(made)
