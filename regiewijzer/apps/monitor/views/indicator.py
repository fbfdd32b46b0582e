"""The page of one indicator, and how its figure is worked out."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from regiewijzer.apps.accounts.service import may, permission_required_for
from regiewijzer.apps.monitor import queries
from regiewijzer.apps.monitor.following import line_of
from regiewijzer.apps.monitor.presenters.downloads import downloads_of_page
from regiewijzer.apps.monitor.presenters.subject import said, subject_of
from regiewijzer.apps.monitor.presenters.trail import trail_of
from regiewijzer.apps.monitor.views.asking import Asked, asked_of, figure_asked, find_indicator, valid_asked
from regiewijzer.apps.monitor.views.breaking_down import breakdown_parts
from regiewijzer.apps.monitor.views.parts import crumbs, passport_parts, subject_parts
from regiewijzer.apps.signals.service import follow_view


def _page(asked: Asked) -> dict[str, object]:
    return {
        "title": said(asked.indicator.title),
        "indicator": asked.indicator,
        "form": asked.form,
        "query": asked.query,
        "crumbs": crumbs((said(asked.indicator.name), "")),
    }


def _parts(request: HttpRequest, asked: Asked) -> dict[str, object]:
    breakdown = breakdown_parts(asked)
    subject = subject_of(asked.indicator, asked.figure)
    return {
        **_page(asked),
        **subject_parts(subject),
        **breakdown,
        "trail": trail_of(asked.form),
        "downloads": downloads_of_page(asked.indicator.id, asked.query),
        "may_freeze": may(request.user, "freeze_figure"),
        "may_annotate": may(request.user, "annotate"),
        "follow": follow_view(line_of(asked.form), request.user),
    }


@require_safe
@permission_required_for("view_figures", own=("gemeente", "aanbieder"))
def indicator(request: HttpRequest, indicator_id: str) -> HttpResponse:
    """Answer the question of an indicator for the slice in the address."""
    try:
        asked = asked_of(request, indicator_id)
    except queries.NothingLoaded:
        return TemplateResponse(request, "monitor/nothing.html", {"title": said(find_indicator(indicator_id).title)})
    if asked.request is None:
        return TemplateResponse(request, "monitor/indicator.html", _page(asked), status=422)
    return TemplateResponse(request, "monitor/indicator.html", _parts(request, asked))


@require_safe
@permission_required_for("view_figures", own=("gemeente", "aanbieder"))
def printed(request: HttpRequest, indicator_id: str) -> HttpResponse:
    """Show the same for paper: without menu, filters and scripts, with every table open."""
    asked = valid_asked(request, indicator_id)
    return TemplateResponse(request, "monitor/printed.html", _parts(request, asked))


@require_safe
@permission_required_for("view_figures", own=("gemeente", "aanbieder"))
def calculation(request: HttpRequest, indicator_id: str) -> HttpResponse:
    """Show how the figure of this address is worked out."""
    figure = figure_asked(request, indicator_id)
    address = reverse("monitor:indicator", args=[indicator_id]) + "?" + request.GET.urlencode()
    chosen = find_indicator(indicator_id)
    context = {
        **passport_parts(chosen, figure),
        "crumbs": crumbs((said(chosen.name), address), (_("Hoe is dit berekend?"), "")),
    }
    return TemplateResponse(request, "monitor/passport.html", context)
