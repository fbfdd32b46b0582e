"""A definition beside the ones it replaced: what was written, and what came out."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from regiewijzer.apps.monitor import units
from regiewijzer.apps.monitor.presenters.chart import ChartView, Drawn, chart_of
from regiewijzer.apps.monitor.presenters.subject import Subject, said
from regiewijzer.definitions.indicators_types import Indicator
from regiewijzer.web import numbers

MOST_ROWS = 24


@dataclass(frozen=True, slots=True)
class Wording:
    """One part of the definition in every version; `changed` when they differ."""

    name: str
    texts: tuple[str, ...]
    changed: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One period in every version, and the difference between the last two."""

    period: str
    values: tuple[str, ...]
    difference: str


@dataclass(frozen=True, slots=True)
class Versions:
    """All versions beside each other, oldest first."""

    heads: tuple[str, ...]
    wordings: tuple[Wording, ...]
    charts: tuple[ChartView, ...]
    tables: tuple[tuple[str, tuple[Row, ...]], ...]


def _head(indicator: Indicator) -> str:
    places = {"version": indicator.version, "day": numbers.full_date(indicator.reviewed_on)}
    return _("versie %(version)s, vastgesteld op %(day)s") % places


def _wordings(indicators: Sequence[Indicator]) -> tuple[Wording, ...]:
    parts = (
        (_("Definitie"), [one.definition for one in indicators]),
        (_("Teller"), [one.numerator for one in indicators]),
        (_("Noemer"), [one.denominator for one in indicators]),
        (_("Telt niet mee"), [one.excluded for one in indicators]),
    )
    return tuple(Wording(name, tuple(map(said, texts)), len(set(texts)) > 1) for name, texts in parts)


def _common(subjects: Sequence[Subject]) -> list[str]:
    """Return the outcomes that every version has."""
    newest = subjects[-1]
    return [one.code for one in newest.outcomes if all(one.code in subject.lines for subject in subjects)]


def _chart(subjects: Sequence[Subject], code: str, number: int) -> ChartView | None:
    outcome = subjects[-1].indicator.outcome(code)
    lines = [
        Drawn(_("versie %(version)s") % {"version": subject.indicator.version}, subject.lines[code], subject is not subjects[-1])
        for subject in subjects
    ]
    if not any(drawn.line.shown() for drawn in lines):
        return None
    return chart_of(subjects[-1], lines, outcome.unit, element_id=f"versies-{number}", title=said(outcome.label))


def _rows(subjects: Sequence[Subject], code: str) -> tuple[Row, ...]:
    newest = subjects[-1]
    unit = newest.indicator.outcome(code).unit
    rows = []
    for period in tuple(reversed(newest.periods))[:MOST_ROWS]:
        values = [subject.lines[code].at(period) for subject in subjects]
        before, now = values[-2].number, values[-1].number
        difference = units.difference(now, before, unit) if now is not None and before is not None else "–"
        rows.append(Row(newest.label(period), tuple(units.text(value, unit) for value in values), difference))
    return tuple(rows)


def versions_of(subjects: Sequence[Subject]) -> Versions:
    """Return the versions beside each other; `subjects` holds the same request under each, oldest first, at least two."""
    indicators, codes = [one.indicator for one in subjects], _common(subjects)
    charts = (_chart(subjects, code, number) for number, code in enumerate(codes, 1))
    tables = tuple((said(subjects[-1].indicator.outcome(code).label), _rows(subjects, code)) for code in codes)
    return Versions(
        heads=tuple(map(_head, indicators)),
        wordings=_wordings(indicators),
        charts=tuple(chart for chart in charts if chart),
        tables=tables,
    )
