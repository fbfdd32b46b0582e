"""Scenarios: the list, and what came of one on a forecast, as the organisation behind the token may see it."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Path, Query, Router

from regiewijzer.apps.api.access import caller, scope_of_caller
from regiewijzer.apps.api.problems import not_there
from regiewijzer.apps.api.routes.definitions import Limit, Offset
from regiewijzer.apps.api.routes.forecasts import Municipality, Product
from regiewijzer.apps.api.schemas.base import PageOut
from regiewijzer.apps.api.schemas.scenarios import ScenarioOut, ScenarioRowOut, assumptions_out, compared_out, row_out
from regiewijzer.apps.outlook.service import NoForecast, scenario_row, scenario_rows
from regiewijzer.definitions.what_if import read_scenario
from regiewijzer.pipeline.forecast_shown import Node
from regiewijzer.pipeline.scenario_shown import care_compared, compared
from regiewijzer.pipeline.scenario_store import read_outcome
from regiewijzer.web.home import current_home

router = Router(tags=["scenarios"])
LARGEST = 2**31 - 1  # what the database takes as a number
Number = Annotated[int, Path(description="Number of the scenario.", ge=1, le=LARGEST)]
Forecast = Annotated[str, Query(description="Id of a forecast; without it the newest that it was put on.", max_length=30)]


@router.get("/scenarios", response=PageOut[ScenarioRowOut], by_alias=True, summary="List the scenarios")
def list_scenarios(request: HttpRequest, offset: Offset = 0, limit: Limit = 100) -> PageOut[ScenarioRowOut]:
    """Return the own scenarios and those that others share, the newest first."""
    found = scenario_rows(current_home(), scope_of_caller(request), caller(request))
    return PageOut(total=len(found), offset=offset, results=[row_out(one) for one in found[offset : offset + limit]])


@router.get("/scenarios/{scenario_id}", response=ScenarioOut, by_alias=True, summary="Show a scenario")
def show_scenario(
    request: HttpRequest, scenario_id: Number, forecast: Forecast = "", municipality: Municipality = None, product: Product = None
) -> ScenarioOut:
    """Return what came of a scenario on a forecast, through the disclosure gate: it follows from what is assumed."""
    home, scope, node = current_home(), scope_of_caller(request), Node(municipality, product)
    try:
        row = scenario_row(home, scope, caller(request), scenario_id, forecast)
    except NoForecast:
        raise not_there(f"Scenario {scenario_id} {forecast}".strip()) from None
    scenario, calculation = row.scenario, row.calculations[0]
    told = read_scenario(scenario.told, 0)
    outcome = read_outcome(home, calculation.outcome_id) if calculation.outcome_id else None
    lines = compared(outcome, node, scope) if outcome else []
    if outcome and not lines:
        raise not_there(f"{municipality or 'regio'} {product or ''}".strip())
    return ScenarioOut(
        id=scenario.pk,
        title=scenario.title,
        reason=told.reason,
        forecast=calculation.run_id,
        outcome=calculation.outcome_id or None,
        stale=row.stale,
        assumptions=assumptions_out(told),
        municipality=municipality,
        product=product,
        lines=compared_out(lines),
        in_care=compared_out(care_compared(outcome, node, "in_care", scope) if outcome else []),
        starts=compared_out(care_compared(outcome, node, "starts", scope) if outcome else []),
    )
