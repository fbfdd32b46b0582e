"""A figure broken down as a grid: members and outcomes at one period and at the one beside it."""

from dataclasses import dataclass
from datetime import date

from regiewijzer.apps.monitor import grains
from regiewijzer.apps.monitor.dimensions import BY_CODE
from regiewijzer.apps.monitor.names import UNKNOWN, Names
from regiewijzer.apps.monitor.own_names import short_care_forms
from regiewijzer.apps.monitor.presenters.subject import said
from regiewijzer.apps.monitor.timelines import Lines, period_to_lead_with, timelines
from regiewijzer.definitions.indicators_own import OTHER
from regiewijzer.definitions.indicators_types import Indicator, Outcome
from regiewijzer.figures.figure import Figure
from regiewijzer.figures.values import UNKNOWN as NO_VALUE
from regiewijzer.figures.values import Value
from regiewijzer.indicators.settled import first_provisional, is_provisional

Members = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Years:
    """The years that a reader chose; None is the newest, and the one before it."""

    now: int | None = None
    before: int | None = None


@dataclass(frozen=True)
class Grid:
    """The values of a figure at two periods. `outcomes`: those of the part, the first one is drawn."""

    indicator: Indicator
    figure: Figure
    outcomes: tuple[Outcome, ...]
    period: date
    before: date
    provisional: bool
    names: Names
    lines: Lines

    @property
    def by(self) -> tuple[str, ...]:
        """The dimensions of its members."""
        return self.figure.request.by

    @property
    def members(self) -> tuple[Members, ...]:
        """Every combination of codes, each dimension in its own order; `other` and what is unknown come last."""
        return tuple(sorted({members for members, _outcome in self.lines}, key=self._order))

    def _order(self, members: Members) -> tuple[tuple[bool, bool, int, str], ...]:
        return tuple(self.place(name, code) for name, code in zip(self.by, members, strict=True))

    def place(self, name: str, code: str) -> tuple[bool, bool, int, str]:
        """Return what a member of a dimension is ordered by."""
        called = list(self.names.get(name, {})) if BY_CODE[name].ordered else []
        return code == UNKNOWN, code == OTHER, called.index(code) if code in called else len(called), code

    def value(self, members: Members, outcome: Outcome, *, before: bool = False) -> Value:
        """Return a value at the period, or at the one beside it; unknown where there is none."""
        line = self.lines.get((members, outcome.code))
        return line.at(self.before if before else self.period) if line else NO_VALUE

    def name(self, dimension: str, code: str) -> str:
        """Return the name of one member of a dimension."""
        return self.names.get(dimension, {}).get(code, code)

    def short_name(self, dimension: str, code: str) -> str:
        """Return the name of one member in a word, where several stand beside each other."""
        short = short_care_forms() if dimension == "care_form" else {}
        return short.get(code) or self.name(dimension, code)

    def name_of(self, members: Members) -> str:
        """Return the name of a combination: "12 tot en met 17 jaar, meisjes"."""
        return ", ".join(self.name(name, code) for name, code in zip(self.by, members, strict=True))

    def when(self, period: date) -> str:
        """Return the name of a period."""
        return grains.label(period, self.indicator.grain)

    @property
    def head(self) -> str:
        """What its members are: "Leeftijd en geslacht"."""
        labels = [str(BY_CODE[name].label) for name in self.by]
        return ", ".join([labels[0], *(label.lower() for label in labels[1:])]) if labels else ""

    def label(self, outcome: Outcome) -> str:
        """Return the name of an outcome."""
        return said(outcome.label)


def _in_year(newest: date, year: int | None) -> date:
    """Return the same part of a chosen year; never later than the newest."""
    return newest if year is None else min(newest, date(year, newest.month, 1))


def _outcomes(indicator: Indicator, codes: tuple[str, ...]) -> tuple[Outcome, ...]:
    return tuple(indicator.outcome(code) for code in codes)


def grid_of(
    indicator: Indicator, figure: Figure, names: Names, outcomes: tuple[str, ...], years: Years | None = None
) -> Grid | None:
    """Return the grid of a figure; None when no value is shown in any period."""
    years, found = years or Years(), timelines(figure, indicator.grain)
    settled_from = first_provisional(figure.request.moment, indicator.provisional.months)
    drawn = {key: line for key, line in found.items() if key[1] in outcomes}
    newest = period_to_lead_with(list(drawn.values()), indicator.grain, settled_from)
    if newest is None:
        return None
    period = _in_year(newest, years.now)
    before = date(years.before, period.month, 1) if years.before else date(period.year - 1, period.month, 1)
    provisional = is_provisional(period, indicator.grain, settled_from)
    return Grid(indicator, figure, _outcomes(indicator, outcomes), period, before, provisional, names, found)
