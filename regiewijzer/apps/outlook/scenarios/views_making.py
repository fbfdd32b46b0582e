"""Making scenarios, sharing them, and working them out on a newer forecast."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from regiewijzer.apps.accounts.service import may, organisation_of, permission_required_for, scope_of
from regiewijzer.apps.outlook.asking import names_in
from regiewijzer.apps.outlook.forms import own_municipalities
from regiewijzer.apps.outlook.models import Scenario
from regiewijzer.apps.outlook.queries import NoForecast, forecast_for
from regiewijzer.apps.outlook.scenarios import actions, queries, words
from regiewijzer.apps.outlook.scenarios.asking import crumbs, scenario_of
from regiewijzer.apps.outlook.scenarios.forms import ScenarioForm, with_one_more
from regiewijzer.apps.outlook.scenarios.tasks import ask
from regiewijzer.definitions.what_if import Scenario as Assumed
from regiewijzer.definitions.what_if import examples, from_example, read_scenario
from regiewijzer.pipeline.forecast_store import Run
from regiewijzer.vocabulary.periods import month_number
from regiewijzer.web.home import current_home

MOST_DIGITS = 9  # of the number of a scenario in an address


def _own(request: HttpRequest, scenario_id: int) -> Scenario:
    """Return a scenario of the reader's own organisation; 404 for any other."""
    found = scenario_of(request, scenario_id)
    if found.organisation != organisation_of(request.user):
        raise Http404
    return found


def _begun(request: HttpRequest, run: Run) -> Assumed | None:
    """Return what the form begins with: an example, or another scenario that this reader may see."""
    vintage = month_number(run.about.vintage)
    if example := examples().get(request.GET.get("voorbeeld", "")):
        return from_example(example, get_language() or "nl", vintage)
    copied = request.GET.get("van", "")
    if copied.isdecimal() and len(copied) <= MOST_DIGITS:
        return read_scenario(scenario_of(request, int(copied)).told, vintage)
    return None


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required_for("make_scenario")
def new(request: HttpRequest) -> HttpResponse:
    """Make a scenario on the newest forecast that the reader may see, and let the worker work it out."""
    home, scope = current_home(), scope_of(request.user)
    try:
        run = forecast_for(home, scope)
    except NoForecast:
        return TemplateResponse(request, "outlook/nothing.html", {"can_make": may(request.user, "make_forecast")})
    names = names_in(run)
    given = {"municipalities": own_municipalities(names.municipalities, scope), "products": names.products}
    if request.method != "POST":
        form = ScenarioForm(initial=_begun(request, run), **given)
    elif "meer" in request.POST:
        form = ScenarioForm(with_one_more(request.POST), initial=None, **given)
    else:
        form = ScenarioForm(request.POST, initial=None, **given)
        found = form.scenario(month_number(run.about.vintage))
        if found is not None and queries.has_enough_waiting(request.user):
            form.add_error(None, _("Er wachten al vijf scenario’s van uw organisatie. Probeer het zo weer."))
        elif found is not None:
            made = actions.make(assumed=found, by=request.user)
            ask(made, run.id)
            return redirect("outlook:scenario", scenario_id=made.pk)
    context = {"form": form, "kinds": words.kinds().values(), "run": run, "crumbs": crumbs((_("Nieuw scenario"), ""))}
    return TemplateResponse(request, "outlook/scenario_new.html", context)


@require_POST
@permission_required_for("make_scenario")
def share(request: HttpRequest, scenario_id: int) -> HttpResponse:
    """Share the own scenario with others, or no longer."""
    found = _own(request, scenario_id)
    actions.share(scenario=found, shared="delen" in request.POST, by=request.user.get_username())
    told = _("Het scenario is gedeeld.") if found.is_shared else _("Het scenario is alleen nog voor uw eigen organisatie.")
    messages.success(request, told)
    return redirect("outlook:scenario", scenario_id=found.pk)


@require_POST
@permission_required_for("make_scenario")
def again(request: HttpRequest, scenario_id: int) -> HttpResponse:
    """Work a scenario out on the newest forecast that this reader may see."""
    found = scenario_of(request, scenario_id)
    if queries.has_enough_waiting(request.user):
        messages.error(request, _("Er wachten al vijf scenario’s van uw organisatie. Probeer het zo weer."))
        return redirect("outlook:scenario", scenario_id=found.pk)
    try:
        run = forecast_for(current_home(), scope_of(request.user))
    except NoForecast:
        raise Http404 from None
    ask(found, run.id)
    return redirect("outlook:scenario", scenario_id=found.pk)
