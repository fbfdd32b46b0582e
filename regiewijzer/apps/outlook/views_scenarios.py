"""Pages of scenarios: the list, making one, reading one beside the forecast or another, sharing and taking along."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from regiewijzer.apps.accounts.service import may, organisation_of, permission_required_for, scope_of
from regiewijzer.apps.monitor.service import EXCEL
from regiewijzer.apps.outlook.asking import Names, names_in, query_of
from regiewijzer.apps.outlook.forms import NodeForm, own_municipalities
from regiewijzer.apps.outlook.models import Calculation, Scenario
from regiewijzer.apps.outlook.queries import NoForecast, forecast_for
from regiewijzer.apps.outlook.scenarios import actions, files, queries, words
from regiewijzer.apps.outlook.scenarios.forms import ScenarioForm, with_one_more
from regiewijzer.apps.outlook.scenarios.presenters import assumed, scenario_view, touched
from regiewijzer.apps.outlook.scenarios.tasks import work_out
from regiewijzer.definitions.what_if import Scenario as Assumed
from regiewijzer.definitions.what_if import examples, from_example, read_scenario
from regiewijzer.figures.scope import Scope
from regiewijzer.pipeline.forecast_shown import Node
from regiewijzer.pipeline.forecast_store import Run
from regiewijzer.pipeline.scenario_shown import compared, compared_by
from regiewijzer.pipeline.scenario_store import Outcome, read_outcome
from regiewijzer.vocabulary.periods import month_number
from regiewijzer.web.home import current_home

Crumbs = list[tuple[str, str]]


def _crumbs(*more: tuple[str, str]) -> Crumbs:
    return [(_("Vooruitzicht"), reverse("outlook:forecast")), (_("Scenario’s"), reverse("outlook:scenarios")), *more]


def _scenario(request: HttpRequest, scenario_id: int) -> Scenario:
    """Return a scenario that this reader may see; 404 for any other."""
    found = queries.scenarios_for(request.user).filter(pk=scenario_id).first()
    if found is None:
        raise Http404
    return found


def _own(request: HttpRequest, scenario_id: int) -> Scenario:
    """Return a scenario of the reader's own organisation; 404 for any other."""
    found = _scenario(request, scenario_id)
    if found.organisation != organisation_of(request.user):
        raise Http404
    return found


@require_safe
@permission_required_for("view_figures")
def overview(request: HttpRequest) -> HttpResponse:
    """List the scenarios that the reader may see, and examples to begin with."""
    language = get_language() or "nl"
    shown = [(one.id, one.title.in_language(language), one.reason.in_language(language)) for one in examples().values()]
    context = {
        "scenarios": queries.scenarios_for(request.user),
        "examples": shown,
        "own": organisation_of(request.user),
        "can_make": may(request.user, "make_scenario"),
        "crumbs": [*_crumbs()[:1], (_("Scenario’s"), "")],
    }
    return TemplateResponse(request, "outlook/scenarios.html", context)


def _begun(request: HttpRequest, run: Run) -> Assumed | None:
    """Return what the form begins with: an example, or another scenario that this reader may see."""
    vintage = month_number(run.about.vintage)
    if example := examples().get(request.GET.get("voorbeeld", "")):
        return from_example(example, get_language() or "nl", vintage)
    if (copied := request.GET.get("van", "")).isdigit():
        return read_scenario(_scenario(request, int(copied)).told, vintage)
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
            _ask(made, run)
            return redirect("outlook:scenario", scenario_id=made.pk)
    context = {"form": form, "kinds": words.kinds().values(), "run": run, "crumbs": _crumbs((_("Nieuw scenario"), ""))}
    return TemplateResponse(request, "outlook/scenario_new.html", context)


def _ask(scenario: Scenario, run: Run) -> Calculation:
    asked, is_new = actions.ask(scenario=scenario, run_id=run.id)
    if is_new:
        work_out.enqueue(asked.pk)
    return asked


@dataclass(frozen=True, slots=True)
class Chosen:
    """A calculation that a page shows, with what it is asked of."""

    scenario: Scenario
    calculation: Calculation
    run: Run
    names: Names
    form: NodeForm
    node: Node
    scope: Scope

    @property
    def query(self) -> str:
        """The query of an address that names this for good."""
        return query_of(self.run.id, self.node)


def _chosen(request: HttpRequest, scenario_id: int) -> Chosen:
    """Return what an address asks; 404 for another's, or a forecast that this reader may not see."""
    scenario, home, scope = _scenario(request, scenario_id), current_home(), scope_of(request.user)
    try:
        calculation = queries.calculation_for(home, scope, scenario, request.GET.get("prognose", ""))
        run = forecast_for(home, scope, calculation.run_id)
    except NoForecast:
        raise Http404 from None
    names = names_in(run)
    form = NodeForm(request.GET, municipalities=names.municipalities, products=names.products, scope=scope)
    node = form.node()
    if node is None:
        raise Http404
    return Chosen(scenario, calculation, run, names, form, node, scope)


def _others(request: HttpRequest, chosen: Chosen) -> list[Calculation]:
    """Return the other scenarios on the same forecast that are ready."""
    seen = queries.scenarios_for(request.user).exclude(pk=chosen.scenario.pk)
    ready = Calculation.objects.filter(scenario__in=seen, run_id=chosen.run.id).exclude(outcome_id="")
    return list(ready.select_related("scenario"))


def _beside(request: HttpRequest, others: list[Calculation]) -> Outcome | None:
    asked = request.GET.get("naast", "")
    found = next((one for one in others if str(one.scenario.pk) == asked), None)
    return None if found is None else read_outcome(current_home(), found.outcome_id)


@require_safe
@permission_required_for("view_figures", own=("gemeente",))
def scenario(request: HttpRequest, scenario_id: int) -> HttpResponse:
    """Show what came of a scenario: with and without it, and beside another."""
    chosen = _chosen(request, scenario_id)
    told, names = read_scenario(chosen.scenario.told, 0), chosen.names
    is_own = chosen.scenario.organisation == organisation_of(request.user)
    context = {
        "chosen": chosen,
        "form": chosen.form,
        "assumed": assumed(told, names.municipalities, names.products),
        "reason": told.reason,
        "touched": touched(told),
        "stale": queries.is_stale(current_home(), chosen.scope, chosen.calculation),
        "calculations": queries.visible(current_home(), chosen.scope, chosen.scenario),
        "can_share": is_own and may(request.user, "make_scenario"),
        "can_make": may(request.user, "make_scenario"),
        "crumbs": _crumbs((chosen.scenario.title, "")),
    }
    if chosen.calculation.outcome_id:
        others = _others(request, chosen)
        outcome, other = read_outcome(current_home(), chosen.calculation.outcome_id), _beside(request, others)
        view = scenario_view(outcome, other, chosen.node, chosen.scope, names.municipalities, names.products)
        context |= {"view": view, "others": others, "naast": request.GET.get("naast", ""), "outcome": outcome}
    elif chosen.calculation.fault:
        context["fault"] = words.faults().get(chosen.calculation.fault.partition(":")[0], "")
    return TemplateResponse(request, "outlook/scenario.html", context)


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
    found = _scenario(request, scenario_id)
    if queries.has_enough_waiting(request.user):
        messages.error(request, _("Er wachten al vijf scenario’s van uw organisatie. Probeer het zo weer."))
        return redirect("outlook:scenario", scenario_id=found.pk)
    try:
        run = forecast_for(current_home(), scope_of(request.user))
    except NoForecast:
        raise Http404 from None
    _ask(found, run)
    return redirect("outlook:scenario", scenario_id=found.pk)


def _file(request: HttpRequest, scenario_id: int, kind: str) -> HttpResponse:
    chosen = _chosen(request, scenario_id)
    if not chosen.calculation.outcome_id:
        raise Http404
    outcome = read_outcome(current_home(), chosen.calculation.outcome_id)
    names, node, scope = chosen.names, chosen.node, chosen.scope
    found = compared(outcome, node, scope)
    for dimension in ("municipality", "product"):
        if getattr(node, dimension) is None:
            found += compared_by(outcome, node, dimension, scope)
    rows = files.rows(found, names.municipalities, names.products)
    address = request.build_absolute_uri(reverse("outlook:scenario", args=[scenario_id])) + f"?prognose={chosen.run.id}"
    about = files.about(outcome, assumed(outcome.scenario, names.municipalities, names.products), address)
    if kind == "csv":
        answer = HttpResponse(files.as_csv(about, rows), content_type="text/csv; charset=utf-8")
    else:
        answer = HttpResponse(files.as_workbook(about, rows, chosen.run.about.made_at), content_type=EXCEL)
    answer["Content-Disposition"] = f'attachment; filename="scenario_{outcome.id}.{kind}"'
    return answer


@require_safe
@permission_required_for("view_figures", own=("gemeente",))
def download(request: HttpRequest, scenario_id: int) -> HttpResponse:
    """Return a scenario as CSV."""
    return _file(request, scenario_id, "csv")


@require_safe
@permission_required_for("view_figures", own=("gemeente",))
def workbook(request: HttpRequest, scenario_id: int) -> HttpResponse:
    """Return a scenario as Excel."""
    return _file(request, scenario_id, "xlsx")
