"""The charts of a figure: lines of one unit together, many lines as small charts, a median with its 90th percentile apart."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from regiewijzer.apps.monitor import grains, units
from regiewijzer.apps.monitor.presenters.events import Event
from regiewijzer.apps.monitor.presenters.small_charts import small_charts
from regiewijzer.apps.monitor.presenters.subject import Subject, said, short_name
from regiewijzer.apps.monitor.timelines import Timeline
from regiewijzer.definitions.indicators_types import Aggregation, Outcome, Unit
from regiewijzer.web import charts
from regiewijzer.web.charts.placed import ChartView, placed

# More lines than colours that can be told apart: then each gets a small chart of its own.
MOST_LINES = 5


@dataclass(frozen=True, slots=True)
class Drawn:
    """One line to draw: its name, its values, and whether it is the one that others are compared with."""

    name: str
    line: Timeline
    reference: bool = False


def _points(subject: Subject, drawn: Drawn, unit: Unit, first: date) -> tuple[charts.Point, ...]:
    return tuple(
        charts.Point(
            period,
            None if value.number is None else units.scaled(value.number, unit),
            units.text(value, unit),
            subject.is_provisional(period),
        )
        for period, value in zip(drawn.line.periods, drawn.line.values, strict=True)
        if period >= first
    )


def unit_name(subject: Subject, unit: Unit) -> str:
    """Return what a chart of this unit counts: the words of the definition where it has only one unit."""
    only = len({outcome.unit for outcome in subject.indicator.outcomes}) == 1
    if unit is Unit.SHARE and only:
        return _("procent: %(what)s") % {"what": said(subject.indicator.unit)}
    return said(subject.indicator.unit) if only else units.name(unit)


def _alternative(subject: Subject, title: str, lines: Sequence[Drawn], unit: Unit) -> str:
    """Say what the picture shows: from what to what, per line."""
    parts = []
    for drawn in lines:
        shown = drawn.line.shown()
        if shown:
            (first, before), (last, now) = shown[0], shown[-1]
            parts.append(
                _("%(name)s: van %(before)s in %(first)s naar %(now)s in %(last)s")
                % {
                    "name": drawn.name,
                    "before": units.amount(before, unit),
                    "first": grains.in_words(first, subject.grain),
                    "now": units.amount(now, unit),
                    "last": grains.in_words(last, subject.grain),
                }
            )
    return _("Lijngrafiek: %(title)s %(per)s. %(lines)s. Dezelfde gegevens staan in de tabel.") % {
        "title": title,
        "per": grains.per(subject.grain),
        "lines": "; ".join(parts) or _("geen getoonde waarden"),
    }


def _turns(events: Sequence[Event]) -> tuple[charts.Turn, ...]:
    """Return one mark per period, with the letters of all that happened in it."""
    letters: dict[date, list[str]] = {}
    for event in events:
        letters.setdefault(event.month, []).append(event.letter)
    return tuple(charts.Turn(month, " ".join(found)) for month, found in letters.items())


def chart_of(
    subject: Subject,
    lines: Sequence[Drawn],
    unit: Unit,
    *,
    element_id: str,
    title: str,
    events: Sequence[Event] = (),
    bands: tuple[charts.Band, ...] = (),
) -> ChartView:
    """Return one chart of lines in one unit; at least one of them has a number."""
    # An empty stretch before the first number says nothing.
    first = min(period for one in lines for period, _number in one.line.shown())
    axis, tooltip = grains.axis_format(subject.grain)
    chart = charts.Chart(
        tuple(charts.Line(one.name, _points(subject, one, unit, first), one.reference) for one in lines),
        value_title=_("Waarde"),
        month_title=grains.noun(subject.grain),
        line_title=_("Reeks"),
        provisional_name=_("voorlopig"),
        turns=_turns(events),
        bands=bands,
        step=grains.STEP[subject.grain],
        axis_format=axis,
        tooltip_format=tooltip,
    )
    return placed(
        chart,
        element_id=element_id,
        title=title,
        subtitle=f"{unit_name(subject, unit)} {grains.per(subject.grain)}",
        alternative=_alternative(subject, title, lines, unit),
    )


@dataclass(frozen=True, slots=True)
class _Group:
    """Lines that share one chart."""

    title: str
    outcomes: tuple[Outcome, ...]
    bands: tuple[charts.Band, ...] = ()


def _band(subject: Subject, code: str, limits: str) -> charts.Band:
    low, high = subject.lines.get(f"{code}_lower_{limits}"), subject.lines.get(f"{code}_upper_{limits}")
    if low is None or high is None:
        return charts.Band(())
    pairs = zip(low.periods, low.values, high.values, strict=True)
    shown = ((month, one.number, other.number) for month, one, other in pairs)
    return charts.Band(tuple((month, a, b) for month, a, b in shown if a is not None and b is not None))


def _apart(subject: Subject) -> Iterator[_Group]:
    """Yield the series that need a chart of their own: a median with its percentile, a ratio with limits of chance."""
    for series in subject.indicator.series:
        outcomes = tuple(one for one in series.outcomes if one.code in subject.lines)
        if series.aggregation is Aggregation.MEDIAN_P90:
            yield _Group(said(series.label), outcomes)
        elif any(one.is_limit for one in outcomes):
            bands = tuple(_band(subject, series.code, limits) for limits in ("998", "95"))
            yield _Group(said(series.label), tuple(one for one in outcomes if not one.is_limit), bands)


def _groups(subject: Subject) -> list[_Group]:
    """Return the charts: what stands apart, and the other lines by unit."""
    apart = list(_apart(subject))
    taken = {outcome.code for group in apart for outcome in group.outcomes}
    by_unit: dict[Unit, list[Outcome]] = {}
    for outcome in subject.outcomes:
        if outcome.code not in taken:
            by_unit.setdefault(outcome.unit, []).append(outcome)
    together = [_Group(_title(subject, outcomes, alone=len(by_unit) == 1), tuple(outcomes)) for outcomes in by_unit.values()]
    return [*apart, *together]


def _title(subject: Subject, outcomes: Sequence[Outcome], *, alone: bool) -> str:
    if len(outcomes) == 1 and not alone:
        return said(outcomes[0].label)
    return said(subject.indicator.name)


def _can_be_drawn(subject: Subject, group: _Group) -> bool:
    """Tell whether there is a course to see: at least two periods with a number."""
    shown = {period for outcome in group.outcomes for period, _number in subject.lines[outcome.code].shown()}
    return len(shown) > 1


def _view(subject: Subject, element_id: str, group: _Group, events: Sequence[Event]) -> ChartView:
    unit = group.outcomes[0].unit
    lines = [Drawn(short_name(subject.indicator, outcome), subject.lines[outcome.code]) for outcome in group.outcomes]
    if len(lines) <= MOST_LINES:
        return chart_of(subject, lines, unit, element_id=element_id, title=group.title, events=events, bands=group.bands)
    subtitle = _("%(unit)s %(per)s · elke lijn op dezelfde schaal, getal: waarde nu") % {
        "unit": unit_name(subject, unit),
        "per": grains.per(subject.grain),
    }
    named = [(drawn.name, drawn.line) for drawn in lines]
    return ChartView(element_id, group.title, subtitle, "", small=small_charts(subject, named, unit))


def charts_of(subject: Subject, events: Sequence[Event] = (), *, name: str = "grafiek") -> list[ChartView]:
    """Return the charts of the figure; none when there is no course to see. `name` keeps them apart on one page."""
    if subject.period is None:
        return []
    groups = [group for group in _groups(subject) if _can_be_drawn(subject, group)]
    return [_view(subject, f"{name}-{number}", group, events) for number, group in enumerate(groups, 1)]
