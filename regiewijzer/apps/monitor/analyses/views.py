"""The pages of analyses: the list of questions, and each with its answers."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from regiewijzer.apps.accounts.service import may, permission_required_for
from regiewijzer.apps.monitor import queries
from regiewijzer.apps.monitor.analyses.choosing import AskedAnalysis, asked_of, find_analysis
from regiewijzer.apps.monitor.analyses.layout import Analysis, analyses
from regiewijzer.apps.monitor.analyses.parts import PartView, part_view
from regiewijzer.apps.monitor.presenters.definition import definition_of, related_of
from regiewijzer.apps.monitor.presenters.downloads import downloads_of_part
from regiewijzer.apps.monitor.presenters.subject import said
from regiewijzer.apps.monitor.presenters.trail import trail_of
from regiewijzer.apps.monitor.views.asking import names_of_codes
from regiewijzer.apps.monitor.views.parts import crumbs
from regiewijzer.web.home import current_home


def _crumbs(*steps: tuple[str, str]) -> list[tuple[str, str]]:
    return crumbs((_("Analyses"), reverse("monitor:analyses") if steps else ""), *steps)


@require_safe
@permission_required_for("view_figures")
def overview(request: HttpRequest) -> HttpResponse:
    """List the questions."""
    known = queries.indicators()
    found = [(one.id, said(one.question), said(one.text)) for one in analyses().values() if one.lead in known]
    page = {"title": _("Analyses"), "questions": found, "crumbs": _crumbs()}
    return TemplateResponse(request, "monitor/analyses/overview.html", page)


def _views(asked: AskedAnalysis) -> tuple[list[PartView], dict[str, object]]:
    """Return the parts, and the definition that goes with the first of them."""
    parts, known = asked.parts, queries.indicators()
    figures = queries.figures_of(current_home(), [asked.request_for(one) for one in parts], asked.scope)
    years, names = asked.chosen_years(), names_of_codes()
    found = [part_view(part, known[part.indicator], figure, names, years) for part, figure in zip(parts, figures, strict=True)]
    if not figures:
        return [], {}
    first = known[parts[0].indicator]
    return found, {
        "indicator": first,
        "definition": definition_of(first, figures[0]),
        "related": related_of(first, known),
    }


def _page(analysis: Analysis) -> dict[str, object]:
    return {
        "title": said(analysis.question),
        "text": said(analysis.text),
        "caution": said(analysis.caution),
        "analysis": analysis,
        "crumbs": _crumbs((said(analysis.question), "")),
    }


@require_safe
@permission_required_for("view_figures", own=("gemeente", "aanbieder"))
def analysis(request: HttpRequest, analysis_id: str) -> HttpResponse:
    """Answer the question of an analysis for the slice in the address."""
    page = _page(find_analysis(analysis_id))
    try:
        asked = asked_of(request, analysis_id)
    except queries.NothingLoaded:
        return TemplateResponse(request, "monitor/nothing.html", page)
    page |= {"form": asked.form, "years": asked.years, "query": asked.query}
    if not asked.is_valid:
        return TemplateResponse(request, "monitor/analyses/analysis.html", page, status=422)
    parts, definition = _views(asked)
    shown = {part.id for part in parts}
    page |= definition | {
        "parts": [(part, downloads_of_part(analysis_id, part.id, part.title, asked.query)) for part in parts],
        "left_out": [said(one.title) for one in asked.analysis.parts if one.id not in shown],
        "trail": trail_of(asked.form),
        "may_freeze": may(request.user, "freeze_figure"),
    }
    return TemplateResponse(request, "monitor/analyses/analysis.html", page)
