"""In, through and out together, and the three ways to look at it."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from regiewijzer.apps.accounts.service import permission_required_for
from regiewijzer.apps.monitor import queries
from regiewijzer.apps.monitor.flow_views import FlowView, flow_views
from regiewijzer.apps.monitor.presenters.answer import answer_of
from regiewijzer.apps.monitor.presenters.chart import charts_of
from regiewijzer.apps.monitor.presenters.overview import Question, question_of
from regiewijzer.apps.monitor.presenters.subject import said, subject_of
from regiewijzer.apps.monitor.presenters.table import table_of
from regiewijzer.apps.monitor.presenters.trail import trail_of
from regiewijzer.apps.monitor.views.asking import Asked, asked_of
from regiewijzer.apps.monitor.views.parts import crumbs, events_on
from regiewijzer.web.home import current_home


@dataclass(frozen=True, slots=True)
class _Column:
    """One way to look, with its questions. `left_out`: those that cannot be asked for this choice."""

    title: str
    text: str
    flatters: bool
    questions: tuple[Question, ...]
    left_out: tuple[str, ...]


def _column(view: FlowView, asked: Asked) -> _Column:
    known = queries.indicators()
    indicators = [known[one] for one in view.indicators if one in known]
    chosen = {name for name, _codes in asked.form.where()}
    possible = [one for one in indicators if chosen <= set(one.dimensions)]
    day = asked.form.cleaned_data["peildatum"]
    where, home = asked.form.where(), current_home()
    requests = [queries.request_for(one, home=home, day=day, scope=asked.scope, where=where) for one in possible]
    figures = queries.figures_of(home, requests, asked.scope)
    questions = [question_of(subject_of(one, figure)) for one, figure in zip(possible, figures, strict=True)]
    left_out = tuple(said(one.title) for one in indicators if one not in possible)
    return _Column(said(view.title), said(view.text), view.flatters, tuple(questions), left_out)


@require_safe
@permission_required_for("view_figures", own=("gemeente", "aanbieder"))
def flows(request: HttpRequest) -> HttpResponse:
    """Show how many young people come in, go on and leave, and what that says."""
    layout = flow_views()
    if layout.flow not in queries.indicators():
        raise Http404(layout.flow)
    page: dict[str, object] = {"title": _("Stromen: in, door en uit"), "crumbs": crumbs((_("Stromen"), ""))}
    try:
        asked = asked_of(request, layout.flow)
    except queries.NothingLoaded:
        return TemplateResponse(request, "monitor/nothing.html", page)
    page |= {"form": asked.form, "query": asked.query, "here": reverse("monitor:flows")}
    if asked.request is None:
        return TemplateResponse(request, "monitor/flows.html", page, status=422)
    subject = subject_of(asked.indicator, asked.figure)
    events = events_on(subject)
    charts = charts_of(subject, events)
    page |= {
        "indicator": asked.indicator,
        "trail": trail_of(asked.form),
        "answer": answer_of(subject),
        "charts": charts,
        "events": events,
        "lettered": any(chart.specs for chart in charts),
        "table": table_of(subject),
        "warning": said(layout.warning),
        "columns": [_column(view, asked) for view in layout.views],
    }
    return TemplateResponse(request, "monitor/flows.html", page)
