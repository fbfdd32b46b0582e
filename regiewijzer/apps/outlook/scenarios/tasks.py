"""Working a scenario out: in the worker, where the model is loaded."""

from django_tasks import task

from regiewijzer.apps.accounts.service import service_organisation
from regiewijzer.apps.outlook.models import Calculation, Scenario
from regiewijzer.apps.outlook.scenarios import actions
from regiewijzer.apps.outlook.scenarios.queries import waiting
from regiewijzer.definitions.what_if import FaultyScenario, examples, from_example, read_scenario
from regiewijzer.pipeline.forecast_store import NoSuchRun, Run, read_run
from regiewijzer.pipeline.kept_tables import TablesChanged
from regiewijzer.vocabulary.periods import month_number
from regiewijzer.web.home import current_home

FIRST = 10  # somebody waits for it: before forecasts, and before a load that has not begun


def queue_waiting() -> int:
    """Let the worker take up what it was stopped in the middle of, or was never queued; return how many."""
    found = list(waiting())
    for one in found:
        work_out.enqueue(one.pk)
    return len(found)


def ask(scenario: Scenario, run_id: str) -> None:
    """Let the worker work a scenario out on a forecast, unless that was asked before and did not fail."""
    asked, is_new = actions.ask(scenario=scenario, run_id=run_id)
    if is_new:
        work_out.enqueue(asked.pk)


def show_examples(run: Run, by: str) -> None:
    """Make the examples of a demonstration on its forecast, for everyone who may see it, once."""
    if Scenario.objects.exists():
        return
    vintage = month_number(run.about.vintage)
    for example in examples().values():
        made = actions.make_of(assumed=from_example(example, "nl", vintage), organisation=service_organisation(), by=by)
        actions.share(scenario=made, shared=True, by=by)
        ask(made, run.id)


@task(priority=FIRST)
def work_out(calculation_id: int) -> None:
    """Work a scenario out on its forecast, or note why that cannot be."""
    from regiewijzer.pipeline.forecast_scenario import work_out as reckon
    from regiewijzer.pipeline.forecast_snapshot import NothingKnown

    asked = Calculation.objects.select_related("scenario").filter(pk=calculation_id, outcome_id="").first()
    if asked is None:
        return
    home = current_home()
    try:
        outcome = reckon(home, read_run(home, asked.run_id), read_scenario(asked.scenario.told, 0))
    except FaultyScenario as error:
        actions.note_outcome(calculation=asked, fault=f"{error.fault}:{error.place}")
    except (NoSuchRun, TablesChanged, NothingKnown):
        actions.note_outcome(calculation=asked, fault="forecast_gone")
    else:
        actions.note_outcome(calculation=asked, outcome_id=outcome.id)
