"""What a page of a scenario is asked: which scenario, on which forecast, of what, by whom."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from regiewijzer.apps.accounts.service import scope_of
from regiewijzer.apps.outlook.asking import Names, names_in, query_of
from regiewijzer.apps.outlook.forms import NodeForm
from regiewijzer.apps.outlook.models import Calculation, Scenario
from regiewijzer.apps.outlook.queries import NoForecast, forecast_for
from regiewijzer.apps.outlook.scenarios import queries
from regiewijzer.figures.scope import Scope
from regiewijzer.pipeline.forecast_shown import Node
from regiewijzer.pipeline.forecast_store import Run
from regiewijzer.web.home import current_home

Crumbs = list[tuple[str, str]]


def crumbs(*more: tuple[str, str]) -> Crumbs:
    """Return the way to a page of scenarios."""
    return [(_("Vooruitzicht"), reverse("outlook:forecast")), (_("Scenario’s"), reverse("outlook:scenarios")), *more]


def scenario_of(request: HttpRequest, scenario_id: int) -> Scenario:
    """Return a scenario that this reader may see; 404 for any other."""
    found = queries.scenarios_for(request.user).filter(pk=scenario_id).first()
    if found is None:
        raise Http404
    return found


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


def chosen_by(request: HttpRequest, scenario_id: int) -> Chosen:
    """Return what an address asks; 404 for another's, or a forecast that this reader may not see."""
    scenario, home, scope = scenario_of(request, scenario_id), current_home(), scope_of(request.user)
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
