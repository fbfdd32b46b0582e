"""Everything that is written about scenarios."""

from typing import Any

from django.db import transaction

from regiewijzer.apps.accounts.service import organisation_of
from regiewijzer.apps.audit.service import record_event
from regiewijzer.apps.outlook.models import Calculation, Scenario
from regiewijzer.definitions.what_if import Scenario as Assumed
from regiewijzer.definitions.what_if import as_told


def make(*, assumed: Assumed, by: Any) -> Scenario:
    """Keep a scenario of the organisation of this user."""
    return make_of(assumed=assumed, organisation=organisation_of(by), by=by.get_username())


@transaction.atomic
def make_of(*, assumed: Assumed, organisation: Any, by: str) -> Scenario:
    """Keep a scenario of an organisation."""
    made = Scenario.objects.create(title=assumed.title, told=as_told(assumed), organisation=organisation, made_by=by)
    record_event("scenario_made", actor=by, subject=str(made.pk), details={"title": made.title})
    return made


def ask(*, scenario: Scenario, run_id: str) -> tuple[Calculation, bool]:
    """Return the calculation of a scenario on a forecast, and whether it was asked now for the first time or failed before."""
    found, created = Calculation.objects.get_or_create(scenario=scenario, run_id=run_id)
    again = bool(found.fault)
    if again:
        found.fault = ""
        found.save(update_fields=["fault"])
    return found, created or again


def note_outcome(*, calculation: Calculation, outcome_id: str = "", fault: str = "") -> None:
    """Note what came of a calculation."""
    calculation.outcome_id, calculation.fault = outcome_id, fault
    calculation.save(update_fields=["outcome_id", "fault"])


@transaction.atomic
def share(*, scenario: Scenario, shared: bool, by: str) -> None:
    """Show a scenario to everyone who may see the forecast under it, or to the own organisation alone again."""
    scenario.is_shared = shared
    scenario.save(update_fields=["is_shared"])
    record_event("scenario_shared", actor=by, subject=str(scenario.pk), details={"shared": shared})
