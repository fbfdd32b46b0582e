"""The members of a figure that is broken down, side by side in the period that matters: for papers and workbooks."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from regiewijzer.apps.monitor import grains
from regiewijzer.apps.monitor.dimensions import BY_CODE
from regiewijzer.apps.monitor.names import UNKNOWN, Names
from regiewijzer.apps.monitor.timelines import Lines, period_to_lead_with, timelines
from regiewijzer.definitions.indicators_types import Indicator, Outcome
from regiewijzer.figures.figure import Figure
from regiewijzer.figures.values import UNKNOWN as NOT_KNOWN
from regiewijzer.figures.values import Value
from regiewijzer.indicators.settled import first_provisional


@dataclass(frozen=True, slots=True)
class Member:
    """One combination of members: a name per dimension, and a value per outcome."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    values: tuple[Value, ...]

    @property
    def name(self) -> str:
        """The names together."""
        return " · ".join(self.names)


@dataclass(frozen=True, slots=True)
class Members:
    """All members in one period. `outcome` is the number of the outcome by which they are ranked."""

    period: date
    when: str
    heads: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    rows: tuple[Member, ...]
    outcome: int = 0


def per_of(by: Sequence[str]) -> str:
    """Return how a figure is broken down, in words: "per gemeente en per zorgvorm"."""
    return _(" en ").join(str(BY_CODE[one].per) for one in by)


def _rank(member: Member, outcome: int, by: Sequence[str], names: Names) -> tuple[object, ...]:
    """Rank by what is shown; what is not comes last, by name, so that the order gives no number away."""
    if all(BY_CODE[one].ordered for one in by):
        places = [list(names.get(one, ())) for one in by]
        return tuple(
            (code == UNKNOWN, place.index(code) if code in place else len(place), code)
            for place, code in zip(places, member.codes, strict=True)
        )
    number = member.values[outcome].number
    return (number is None, -(number or 0), member.names, member.codes)


def members_of(
    indicator: Indicator, figure: Figure, names: Names, *, outcome: str = "", ended: Collection[str] = ()
) -> Members | None:
    """Return the members of a figure that is broken down, in the newest settled period with a number; None when there is none.

    `ended`: codes that no longer exist, left out; `outcome`: by which they are ranked, the first when there is none.
    """
    by, lines = figure.request.by, timelines(figure, indicator.grain)
    from_then = first_provisional(figure.request.moment, indicator.provisional.months)
    period = period_to_lead_with(list(lines.values()), indicator.grain, from_then)
    if not by or period is None:
        return None
    outcomes = tuple(one for one in indicator.outcomes if any(series == one.code for _codes, series in lines))
    ranked = next((number for number, one in enumerate(outcomes) if one.code == outcome), 0)
    codes = [one for one in dict.fromkeys(codes for codes, _series in lines) if not set(ended) & set(one)]
    rows = [Member(one, _called(one, by, names), _values(lines, one, outcomes, period)) for one in codes]
    rows.sort(key=lambda member: _rank(member, ranked, by, names))
    heads = tuple(str(BY_CODE[one].label) for one in by)
    return Members(period, grains.label(period, indicator.grain), heads, outcomes, tuple(rows), ranked)


def _called(codes: tuple[str, ...], by: Sequence[str], names: Names) -> tuple[str, ...]:
    return tuple(names.get(one, {}).get(code, code) for one, code in zip(by, codes, strict=True))


def _values(lines: Lines, codes: tuple[str, ...], outcomes: Sequence[Outcome], period: date) -> tuple[Value, ...]:
    found = (lines.get((codes, one.code)) for one in outcomes)
    return tuple(line.at(period) if line else NOT_KNOWN for line in found)
