"""Reading scenarios: the list, and what came of one beside the forecast or another."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from regiewijzer.apps.accounts.service import may, organisation_of, permission_required_for
from regiewijzer.apps.outlook.models import Calculation
from regiewijzer.apps.outlook.scenarios import queries, words
from regiewijzer.apps.outlook.scenarios.asking import Chosen, chosen_by, crumbs
from regiewijzer.apps.outlook.scenarios.presenters import assumed, scenario_view, touched
from regiewijzer.definitions.what_if import examples, read_scenario
from regiewijzer.pipeline.scenario_store import Outcome, read_outcome
from regiewijzer.web.home import current_home


@require_safe
@permission_required_for("view_figures")
def overview(request: HttpRequest) -> HttpResponse:
    """List the scenarios that the reader may see, and examples to begin with."""
    language = get_language() or "nl"
    shown = [(one.id, one.title.in_language(language), one.reason.in_language(language)) for one in examples().values()]
    context = {
        "scenarios": queries.scenarios_for(request.user),
        "examples": shown,
        "can_make": may(request.user, "make_scenario"),
        "crumbs": [*crumbs()[:1], (_("Scenario’s"), "")],
    }
    return TemplateResponse(request, "outlook/scenarios.html", context)


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
    chosen = chosen_by(request, scenario_id)
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
        "crumbs": crumbs((chosen.scenario.title, "")),
    }
    if chosen.calculation.outcome_id:
        others = _others(request, chosen)
        outcome, other = read_outcome(current_home(), chosen.calculation.outcome_id), _beside(request, others)
        view = scenario_view(outcome, other, chosen.node, chosen.scope, names.municipalities, names.products)
        context |= {"view": view, "others": others, "naast": request.GET.get("naast", ""), "outcome": outcome}
    elif chosen.calculation.fault:
        context["fault"] = words.faults().get(chosen.calculation.fault.partition(":")[0], "")
    return TemplateResponse(request, "outlook/scenario.html", context)
