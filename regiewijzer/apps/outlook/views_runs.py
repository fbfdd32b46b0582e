"""The forecasts that were made: the list, making another, publishing one."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from regiewijzer.apps.accounts.service import may, permission_required_for, scope_of
from regiewijzer.apps.outlook import actions, queries, tasks
from regiewijzer.web.home import current_home


@require_safe
@permission_required_for("view_figures")
def overview(request: HttpRequest) -> HttpResponse:
    """List the forecasts that the reader may see."""
    context = {
        "runs": queries.forecasts_for(current_home(), scope_of(request.user)),
        "published": queries.published_ids(),
        "queued": tasks.is_queued(),
        "can_make": may(request.user, "make_forecast"),
        "can_publish": may(request.user, "publish_forecast"),
        "crumbs": [(_("Vooruitzicht"), reverse("outlook:forecast")), (_("Prognoses"), "")],
    }
    return TemplateResponse(request, "outlook/runs.html", context)


@require_POST
@permission_required_for("make_forecast")
def make(request: HttpRequest) -> HttpResponse:
    """Let the worker make a forecast of what is known now."""
    tasks.queue_forecast()
    messages.success(request, _("De prognose wordt gemaakt. Dat duurt enkele minuten; zij verschijnt in de lijst."))
    return redirect("outlook:runs")


@require_POST
@permission_required_for("publish_forecast")
def publish(request: HttpRequest, run_id: str) -> HttpResponse:
    """Let readers outside the service organisation see a forecast."""
    try:
        run = queries.forecast_for(current_home(), scope_of(request.user), run_id)
    except queries.NoForecast:
        raise Http404 from None
    actions.publish(run=run, by=request.user.get_username())
    messages.success(request, _("De prognose is gepubliceerd: gemeenten, aanbieders en raadsleden zien haar nu."))
    return redirect("outlook:runs")
