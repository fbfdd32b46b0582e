"""Pages of the outlook: the forecast, and how good earlier ones were."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from regiewijzer.apps.accounts.service import may, permission_required_for
from regiewijzer.apps.outlook.asking import Asked, asked, query_of
from regiewijzer.apps.outlook.history import history_view
from regiewijzer.apps.outlook.places import places_view
from regiewijzer.apps.outlook.presenters import forecast_view
from regiewijzer.apps.outlook.queries import NoForecast
from regiewijzer.apps.outlook.tasks import is_queued
from regiewijzer.pipeline.forecast_shown import Node, history
from regiewijzer.web.home import current_home


def nothing(request: HttpRequest) -> HttpResponse:
    """Say that there is no forecast yet, and who can make one."""
    if request.GET.get("prognose"):
        return TemplateResponse(request, "outlook/nothing.html", {"unknown": True}, status=404)
    context = {"queued": is_queued(), "can_make": may(request.user, "make_forecast")}
    return TemplateResponse(request, "outlook/nothing.html", context)


def _context(found: Asked) -> dict[str, object]:
    place = found.municipalities.get(found.node.municipality or "", _("Hele regio"))
    product = found.products.get(found.node.product or "", _("alle zorg"))
    return {"asked": found, "form": found.form, "place": place, "product": product, "run": found.run, "query": found.query} | {
        "years_query": query_of(found.run.id, Node(found.node.municipality))
    }


@require_safe
@permission_required_for("view_figures", own=("gemeente",))
def forecast(request: HttpRequest) -> HttpResponse:
    """Show what is expected of a node: the year, the months, why it moved, and who it is made of."""
    try:
        found = asked(request)
    except NoForecast:
        return nothing(request)
    view = forecast_view(found.run, found.node, found.scope, found.municipalities, found.products)
    links = {row.code: query_of(found.run.id, Node(row.code, found.node.product)) for row in view.municipalities} | {
        row.code: query_of(found.run.id, Node(found.node.municipality, row.code)) for row in view.products
    }
    context = {**_context(found), "view": view, "links": links, "year": str(found.run.about.vintage.year)}
    context["places"] = places_view(current_home(), found.node, found.scope)
    context["can_warn"] = may(request.user, "set_warning")
    return TemplateResponse(request, "outlook/forecast.html", context)


@require_safe
@permission_required_for("view_figures", own=("gemeente",))
def accuracy(request: HttpRequest) -> HttpResponse:
    """Show how good earlier forecasts were, against what came true and against the practice."""
    try:
        found = asked(request)
    except NoForecast:
        return nothing(request)
    view = history_view(history(found.run, found.node, found.scope))
    crumbs = [(_("Vooruitzicht"), f"{reverse('outlook:forecast')}?{found.query}"), (_("Hoe goed waren we?"), "")]
    return TemplateResponse(request, "outlook/accuracy.html", {**_context(found), "view": view, "crumbs": crumbs})
