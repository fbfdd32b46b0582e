"""Which scenarios a reader may see, and on which forecast."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from regiewijzer.apps.accounts.service import organisation_of
from regiewijzer.apps.outlook.models import Calculation, Scenario
from regiewijzer.apps.outlook.queries import NoForecast, forecast_for, forecasts_for
from regiewijzer.figures.scope import Scope
from regiewijzer.ledger.home import Home

MOST_WAITING = 5  # of one organisation: each takes the worker some ten seconds, on a large region some minutes


@dataclass(frozen=True, slots=True)
class ScenarioRow:
    """A scenario with its calculations on forecasts that the reader may see, the newest first. `stale`: there is a newer one."""

    scenario: Scenario
    calculations: Sequence[Calculation]
    stale: bool


def waiting() -> QuerySet[Calculation]:
    """Return the calculations that nothing came of yet."""
    return Calculation.objects.filter(outcome_id="", fault="")


def has_enough_waiting(user: Any) -> bool:
    """Tell whether so many scenarios of the user's organisation wait that another has to wait for them."""
    return waiting().filter(scenario__organisation=organisation_of(user)).count() >= MOST_WAITING


def scenarios_for(user: Any) -> QuerySet[Scenario]:
    """Return the scenarios of the reader's own organisation, and those that others share."""
    return _seen_by(organisation_of(user))


def _seen_by(organisation: Any) -> QuerySet[Scenario]:
    return Scenario.objects.filter(Q(organisation=organisation) | Q(is_shared=True)).select_related("organisation")


def visible(home: Home, scope: Scope, scenario: Scenario) -> list[Calculation]:
    """Return the calculations of a scenario on forecasts that this reader may see, the newest first."""
    return _on(scenario, {run.id for run in forecasts_for(home, scope)})


def _on(scenario: Scenario, runs: Collection[str]) -> list[Calculation]:
    return [one for one in scenario.calculations.all() if one.run_id in runs]


def calculation_for(home: Home, scope: Scope, scenario: Scenario, run_id: str = "") -> Calculation:
    """Return the calculation on that forecast, or the newest; NoForecast when there is none for this reader."""
    found = [one for one in visible(home, scope, scenario) if run_id in ("", one.run_id)]
    if not found:
        raise NoForecast(run_id)
    return found[0]


def is_stale(home: Home, scope: Scope, calculation: Calculation) -> bool:
    """Tell whether there is a newer forecast for this reader: the data moved since."""
    return forecast_for(home, scope).id != calculation.run_id


def scenario_rows(home: Home, scope: Scope, organisation: Any) -> list[ScenarioRow]:
    """Return the scenarios that an organisation may see, the newest first; those on no forecast that it may see are left out."""
    runs = [run.id for run in forecasts_for(home, scope)]
    found = []
    for one in _seen_by(organisation).prefetch_related("calculations"):
        if seen := _on(one, runs):
            found.append(ScenarioRow(one, seen, seen[0].run_id != runs[0]))
    return found


def scenario_row(home: Home, scope: Scope, organisation: Any, scenario_id: int, run_id: str = "") -> ScenarioRow:
    """Return a scenario with its calculation on that forecast, or the newest; NoForecast when the organisation may not see it."""
    scenario = _seen_by(organisation).filter(pk=scenario_id).first()
    if scenario is None:
        raise NoForecast(run_id)
    chosen = calculation_for(home, scope, scenario, run_id)
    return ScenarioRow(scenario, [chosen], is_stale(home, scope, chosen))
