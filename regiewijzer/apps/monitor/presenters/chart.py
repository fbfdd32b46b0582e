"""The charts of a figure: one for all series, or one per series when each gives a median and a 90th percentile."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from regiewijzer.apps.monitor import units
from regiewijzer.apps.monitor.presenters.subject import Subject, said, short_name
from regiewijzer.apps.monitor.timelines import Timeline
from regiewijzer.definitions.indicators_types import Aggregation, Outcome, Unit
from regiewijzer.web import charts, numbers
from regiewijzer.web.charts.drawing import locale_config
from regiewijzer.web.charts.frame import COLOURS, DASHES

# Since then youths in residence stay with the municipality they came from, and dossiers moved: a break in every series (F4).
RESIDENCE_RULE = date(2022, 1, 1)


@dataclass(frozen=True, slots=True)
class LegendRow:
    """One line of the legend for narrow screens: name, colour and dash as SVG attributes."""

    name: str
    colour: str
    dash: str


@dataclass(frozen=True, slots=True)
class ChartView:
    """A chart, ready to place: two pictures for the page itself, two specifications for the script."""

    element_id: str
    title: str
    subtitle: str
    alternative: str
    wide: SafeString
    narrow: SafeString
    specs: dict[str, Any]
    legend: tuple[LegendRow, ...]


def _first_shown(timelines: list[Timeline]) -> date:
    """Return the first month in which any line has a number: an empty stretch before it says nothing."""
    return min(
        month for line in timelines for month, value in zip(line.periods, line.values, strict=True) if value.number is not None
    )


def _line(subject: Subject, outcome: Outcome, timeline: Timeline, first: date) -> charts.Line:
    points = tuple(
        charts.Point(
            month,
            None if value.number is None else units.scaled(value.number, outcome.unit),
            units.text(value, outcome.unit),
            subject.is_provisional(month),
        )
        for month, value in zip(timeline.periods, timeline.values, strict=True)
        if month >= first
    )
    return charts.Line(short_name(subject.indicator, outcome), points)


def _unit_name(subject: Subject, unit: Unit) -> str:
    match unit:
        case Unit.SHARE:
            return _("procent: %(what)s") % {"what": said(subject.indicator.unit)}
        case _:
            return said(subject.indicator.unit)


def _groups(subject: Subject) -> list[tuple[str, list[Outcome]]]:
    """Return the charts as title and outcomes."""
    series = [one for one in subject.indicator.series if all(outcome.code in subject.lines for outcome in one.outcomes)]
    if any(one.aggregation is Aggregation.MEDIAN_P90 for one in series):
        return [(said(one.label), list(one.outcomes)) for one in series]
    return [(said(subject.indicator.name), [outcome for one in series for outcome in one.outcomes])]


def _alternative(subject: Subject, title: str, outcomes: list[Outcome]) -> str:
    """Say what the picture shows: from what to what, per line."""
    parts = []
    for outcome in outcomes:
        line = subject.lines[outcome.code]
        shown = [(month, value) for month, value in zip(line.periods, line.values, strict=True) if value.number is not None]
        if shown:
            (first, before), (last, now) = shown[0], shown[-1]
            parts.append(
                _("%(name)s: van %(before)s in %(first)s naar %(now)s in %(last)s")
                % {
                    "name": said(outcome.label),
                    "before": units.text(before, outcome.unit),
                    "first": numbers.month(first),
                    "now": units.text(now, outcome.unit),
                    "last": numbers.month(last),
                }
            )
    return _("Lijngrafiek: %(title)s per maand. %(lines)s. Dezelfde gegevens staan in de tabel.") % {
        "title": title,
        "lines": "; ".join(parts) or _("geen getoonde waarden"),
    }


def _view(subject: Subject, number: int, title: str, outcomes: list[Outcome]) -> ChartView:
    language = (get_language() or "nl")[:2]
    timelines = [subject.lines[outcome.code] for outcome in outcomes]
    first = _first_shown(timelines)
    lines = tuple(_line(subject, outcome, timeline, first) for outcome, timeline in zip(outcomes, timelines, strict=True))
    chart = charts.Chart(
        lines,
        value_title=_("Waarde"),
        month_title=_("Maand"),
        line_title=_("Reeks"),
        provisional_name=_("voorlopig"),
        turns=(charts.Turn(RESIDENCE_RULE, _("woonplaatsbeginsel")),),
    )
    still = {narrow: charts.line_chart(chart, narrow=narrow, still=True) for narrow in (False, True)}
    moving = {name: charts.line_chart(chart, narrow=narrow) for name, narrow in (("wide", False), ("narrow", True))}
    shared = {"datasets": moving["wide"]["datasets"]}
    moving = {name: {key: part for key, part in spec.items() if key != "datasets"} for name, spec in moving.items()}
    return ChartView(
        element_id=f"grafiek-{number}",
        title=title,
        subtitle=_("%(unit)s per maand") % {"unit": _unit_name(subject, outcomes[0].unit)},
        alternative=_alternative(subject, title, outcomes),
        wide=mark_safe(charts.picture(still[False], language)),  # noqa: S308 (drawn here; texts in it are escaped by Vega)
        narrow=mark_safe(charts.picture(still[True], language)),  # noqa: S308
        specs={**shared, **moving, "locale": locale_config(language)},
        legend=tuple(
            LegendRow(line.name, COLOURS[index % len(COLOURS)], " ".join(map(str, DASHES[index % len(DASHES)])))
            for index, line in enumerate(lines)
        )
        if len(lines) > 1
        else (),
    )


def charts_of(subject: Subject) -> list[ChartView]:
    """Return the charts of the figure; none when no value is shown."""
    if subject.period is None:
        return []
    groups = [(title, outcomes) for title, outcomes in _groups(subject) if _has_number(subject, outcomes)]
    return [_view(subject, number, title, outcomes) for number, (title, outcomes) in enumerate(groups, 1)]


def _has_number(subject: Subject, outcomes: list[Outcome]) -> bool:
    return any(value.number is not None for outcome in outcomes for value in subject.lines[outcome.code].values)
