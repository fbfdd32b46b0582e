"""Pages of what is expected of indicators: the list, and one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from regiewijzer.apps.accounts.service import permission_required_for
from regiewijzer.apps.monitor.service import NothingLoaded, figure_of, known_days, said
from regiewijzer.apps.outlook.asking import Asked, asked, query_of
from regiewijzer.apps.outlook.indicators.presenters import list_rows, outcome_views
from regiewijzer.apps.outlook.queries import NoForecast
from regiewijzer.apps.outlook.views import nothing
from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.definitions.indicators_types import Indicator
from regiewijzer.figures.figure import Figure
from regiewijzer.figures.scope import OffTheMenu, OutsideScope, Where
from regiewijzer.pipeline.forecast_indicators import expected_of, furthest
from regiewijzer.pipeline.forecast_shown import Node
from regiewijzer.web.home import current_home


def _about(found: Asked) -> dict[str, object]:
    municipality = found.node.municipality
    place = found.municipalities.get(municipality or "", _("Hele regio"))
    del found.form.fields["productcategorie"]  # an indicator is of all care
    query = query_of(found.run.id, Node(municipality))
    return {"asked": found, "form": found.form, "place": place, "run": found.run, "query": query}


@require_safe
@permission_required_for("view_figures", own=("gemeente",))
def overview(request: HttpRequest) -> HttpResponse:
    """List what is expected of every indicator in about a year, when nothing changes."""
    try:
        found = asked(request)
    except NoForecast:
        return nothing(request)
    rows = list_rows(furthest(found.run, found.node.municipality, found.scope))
    crumbs = [(_("Vooruitzicht"), reverse("outlook:forecast")), (_("Verwachting per indicator"), "")]
    return TemplateResponse(request, "outlook/indicators.html", {**_about(found), "rows": rows, "crumbs": crumbs})


def _past(found: Asked, indicator: Indicator) -> Figure | None:
    """Return the figure of the past as this reader may see it, None when there is none."""
    home, code = current_home(), found.node.municipality
    where: Where = (("municipality", (code,)),) if code else ()
    try:
        return figure_of(home, indicator, found.scope, day=known_days(home, found.scope)[1], where=where)
    except (NothingLoaded, OutsideScope, OffTheMenu):
        return None


@require_safe
@permission_required_for("view_figures", own=("gemeente",))
def indicator(request: HttpRequest, indicator_id: str) -> HttpResponse:
    """Show what is expected of one indicator beside its past."""
    chosen = load_indicators().get(indicator_id)
    if chosen is None:
        raise Http404
    try:
        found = asked(request)
    except NoForecast:
        return nothing(request)
    views = outcome_views(chosen, expected_of(found.run, chosen.id, found.node.municipality, found.scope), _past(found, chosen))
    title, about = said(chosen.title), _about(found)
    list_of_all = (_("Verwachting per indicator"), f"{reverse('outlook:indicators')}?{about['query']}")
    crumbs = [(_("Vooruitzicht"), reverse("outlook:forecast")), list_of_all, (title, "")]
    context = {**about, "indicator": chosen, "title": title, "views": views, "crumbs": crumbs}
    return TemplateResponse(request, "outlook/indicator.html", context)
