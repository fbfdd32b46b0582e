"""The breakdown below a figure: a table, small charts, and several members in one chart."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from regiewijzer.apps.monitor import names, queries
from regiewijzer.apps.monitor.dimensions import Dimension
from regiewijzer.apps.monitor.presenters.breakdown import Breakdown, breakdown_of, is_indexed, together_lines
from regiewijzer.apps.monitor.presenters.chart import ChartView, Drawn, chart_of
from regiewijzer.apps.monitor.presenters.downloads import downloads_of_breakdown
from regiewijzer.apps.monitor.presenters.place_map import MapView, map_of
from regiewijzer.apps.monitor.presenters.subject import Subject, said, subject_of
from regiewijzer.apps.monitor.presenters.trail import deeper_address, tabs_of
from regiewijzer.apps.monitor.views.asking import Asked
from regiewijzer.definitions.indicators_types import Outcome
from regiewijzer.figures.figure import Figure
from regiewijzer.figures.scope import OWN_DIMENSIONS
from regiewijzer.web.home import current_home, current_region
from regiewijzer.web.maps.store import read_shapes


def _together(asked: Asked, subject: Subject, by: Figure, outcome: Outcome, dimension: Dimension) -> ChartView | None:
    """Return the chosen members in one chart, with the line of all of them where that is of the same size."""
    lines = together_lines(by, subject, outcome, asked.form.compared(dimension))
    if not lines:
        return None
    called = asked.form.names[dimension.code]
    drawn = [Drawn(called.get(line.dimensions[0], line.dimensions[0]), line) for line in lines]
    everything = subject.lines.get(outcome.code)
    if everything and everything.shown() and not is_indexed(outcome):
        drawn.append(Drawn(_("alles samen"), everything, reference=True))
    return chart_of(subject, drawn, outcome.unit, element_id="grafiek-samen", title=said(outcome.label))


def _ended(subject: Subject, dimension: Dimension) -> Mapping[str, str]:
    """Return the members that no longer exist, with a sentence on where they went."""
    if dimension.code != "municipality" or subject.period is None:
        return {}
    return names.merged(current_region(), subject.period)


def _links(asked: Asked, found: Breakdown) -> dict[str, str]:
    """Return the address of each member; what is unknown, or of an own dimension, cannot be chosen."""
    if found.dimension.own:
        return {}
    return {row.code: deeper_address(asked.form, found.dimension, row.code) for row in found.rows if row.code != names.UNKNOWN}


def _map(found: Breakdown | None) -> MapView | None:
    """Return the map of a breakdown by municipality."""
    if found is None or found.dimension.code != "municipality":
        return None
    stated = {one.code: one.tile for one in current_region().municipalities if one.tile}
    return map_of(found, read_shapes(current_home()), stated)


def whose_rows(asked: Asked, dimension: Dimension) -> str:
    """Say so when a breakdown holds less than the figure above it: only the reader's own."""
    scope = asked.scope
    if scope.is_everything or dimension.code not in OWN_DIMENSIONS or not asked.request:
        return ""
    own = [asked.form.names["municipality"].get(code, code) for code in sorted(scope.municipalities or ())]
    own += [asked.form.names["provider"].get(code, code) for code in sorted(scope.providers or ())]
    return _("U ziet hier alleen cijfers van %(own)s.") % {"own": ", ".join(own)}


def breakdown_parts(asked: Asked) -> dict[str, object]:
    """Return what the page shows of the breakdown; nothing when there is nothing to break down."""
    dimension = asked.form.breakdown()
    if dimension is None or asked.request is None:
        return {}
    outcome = asked.indicator.outcome(asked.form.outcome())
    # With the figure above it: what a page shows is worked out together.
    requests = (asked.request, *queries.breakdown_requests(asked.request, asked.scope, dimension.code))
    _above, everything, by = queries.figures_of(current_home(), requests, asked.scope)
    subject = subject_of(asked.indicator, everything)
    ended = _ended(subject, dimension)
    called = asked.form.names[dimension.code]
    found = breakdown_of(subject, by, outcome, dimension, called, ended=ended)
    chosen = {code for one, code, _name in asked.form.chosen() if one.code == dimension.code}
    return {
        "dimension": dimension,
        "tabs": tabs_of(asked.form, dimension),
        "breakdown": found,
        "map": _map(found),
        "together": _together(asked, subject, by, outcome, dimension),
        "compared": asked.form.compared(dimension),
        "links": _links(asked, found) if found else {},
        "here": chosen,
        "ended": list(ended.values()),
        "breakdown_downloads": downloads_of_breakdown(asked.indicator.id, asked.query, str(dimension.per)),
        "whose": whose_rows(asked, dimension),
    }
