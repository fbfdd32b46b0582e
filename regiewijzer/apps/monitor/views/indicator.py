"""The page of one indicator, and how its figure is worked out."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from regiewijzer.apps.accounts.service import permission_required_for, scope_of
from regiewijzer.apps.monitor import names, queries
from regiewijzer.apps.monitor.presenters.comparison import compare
from regiewijzer.apps.monitor.presenters.subject import said, subject_of
from regiewijzer.apps.monitor.views.asking import asked_of, figure_asked, find_indicator
from regiewijzer.apps.monitor.views.parts import crumbs, names_of_codes, passport_parts, subject_parts
from regiewijzer.web.home import current_home, current_region


@require_safe
@permission_required_for("view_figures", own=("gemeente", "aanbieder"))
def indicator(request: HttpRequest, indicator_id: str) -> HttpResponse:
    """Answer the question of an indicator for the slice in the address."""
    home, scope = current_home(), scope_of(request.user)
    try:
        asked = asked_of(request, indicator_id)
    except queries.NothingLoaded:
        return TemplateResponse(request, "monitor/nothing.html", {"title": said(find_indicator(indicator_id).title)})
    context: dict[str, object] = {
        "title": said(asked.indicator.title),
        "form": asked.form,
        "query": request.GET.urlencode(),
        "crumbs": crumbs((said(asked.indicator.name), "")),
    }
    if asked.request is None:
        return TemplateResponse(request, "monitor/indicator.html", {**context, "indicator": asked.indicator}, status=422)
    subject = subject_of(asked.indicator, queries.figure(home, asked.request, scope))
    outcome = asked.indicator.outcome(asked.form.outcome(asked.indicator))
    region = subject_of(asked.indicator, queries.whole_region(home, asked.request, scope))
    merged = names.merged(current_region(), subject.month) if subject.month else {}
    comparison = None
    if scope.has_own_rows:
        by_municipality = queries.by_municipality(home, asked.request, scope)
        comparison = compare(region, by_municipality, outcome, names_of_codes()["municipality"], ended=frozenset(merged))
    links = {row.code: asked.form.address(gemeente=row.code) for row in comparison.ranked} if comparison else {}
    return TemplateResponse(
        request,
        "monitor/indicator.html",
        {
            **context,
            **subject_parts(subject),
            "comparison": comparison,
            "links": links,
            "merged": merged.values(),
            "here": asked.form.cleaned_data["gemeente"],
        },
    )


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
