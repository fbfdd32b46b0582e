"""Periods of a figure: months, quarters or years, by their first day."""

from collections.abc import Iterator, Mapping
from datetime import date

from django.utils.translation import gettext as _

from regiewijzer.definitions.indicators_types import Grain
from regiewijzer.vocabulary.periods import add_months, first_of_month
from regiewijzer.web import numbers

STEP: Mapping[Grain, int] = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.YEAR: 12}  # months


def period_of(day: date, grain: Grain) -> date:
    """Return the first day of the period that holds the day."""
    first = first_of_month(day)
    return add_months(first, -((first.month - 1) % STEP[grain]))


def following(period: date, grain: Grain, count: int = 1) -> date:
    """Return the first day of the period `count` periods later; a negative count goes back."""
    return add_months(period, STEP[grain] * count)


def periods_between(first: date, last: date, grain: Grain) -> Iterator[date]:
    """Yield every period from the first to the last, both included."""
    period = first
    while period <= last:
        yield period
        period = following(period, grain)


def label(period: date, grain: Grain) -> str:
    """Return the name of a period in a table: "oktober 2026", "3e kwartaal 2026", "2026"."""
    match grain:
        case Grain.MONTH:
            return numbers.month(period)
        case Grain.QUARTER:
            return _("%(quarter)s %(year)s") % {"quarter": _ordinal(period), "year": period.year}
        case Grain.YEAR:
            return str(period.year)


def in_words(period: date, grain: Grain) -> str:
    """Return the name of a period in a sentence, after "in": "oktober 2026", "het 3e kwartaal van 2026", "2026"."""
    if grain is not Grain.QUARTER:
        return label(period, grain)
    return _("het %(quarter)s van %(year)s") % {"quarter": _ordinal(period), "year": period.year}


def _ordinal(period: date) -> str:
    return (_("1e kwartaal"), _("2e kwartaal"), _("3e kwartaal"), _("4e kwartaal"))[(period.month - 1) // 3]


def noun(grain: Grain) -> str:
    """Return the name of the kind of period, as the head of a column."""
    return {Grain.MONTH: _("Maand"), Grain.QUARTER: _("Kwartaal"), Grain.YEAR: _("Jaar")}[grain]


def per(grain: Grain) -> str:
    """Return "per maand" and the like."""
    return {Grain.MONTH: _("per maand"), Grain.QUARTER: _("per kwartaal"), Grain.YEAR: _("per jaar")}[grain]


def axis_format(grain: Grain) -> tuple[str, str]:
    """Return how an axis and a tooltip write a period, in the notation of d3."""
    quarter = _("K%(quarter)s %(year)s") % {"quarter": "%q", "year": "%Y"}
    return {Grain.MONTH: ("%b %Y", "%B %Y"), Grain.QUARTER: (quarter, quarter), Grain.YEAR: ("%Y", "%Y")}[grain]
