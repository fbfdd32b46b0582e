"""Delivering changes to the ledger: runs in the worker, never in a page."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone, translation
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from regiewijzer.apps.audit.service import Activity, processing
from regiewijzer.apps.contracts import actions, queries, warnings, words
from regiewijzer.apps.contracts.encoding import operations_from_json
from regiewijzer.apps.contracts.models import Change
from regiewijzer.apps.contracts.states import ChangeState
from regiewijzer.contracting.changes import Conflict, differences
from regiewijzer.ledger.installation import InstallationIncomplete
from regiewijzer.ledger.lock import LoadRunning
from regiewijzer.pipeline import registers
from regiewijzer.pipeline.forecast_store import read_run
from regiewijzer.pipeline.spending import NoSpending
from regiewijzer.web.home import current_home
from regiewijzer.web.knowledge import knowledge_changed

AGAIN_AFTER = timedelta(seconds=15)


@task()
def deliver_change(change_id: str) -> None:
    """Deliver the register with the change in it; one that was done already is left alone."""
    change = Change.objects.get(pk=change_id)
    if change.state != ChangeState.WAITING:
        return
    home, now = current_home(), datetime.now(UTC).replace(tzinfo=None)
    try:
        with processing(Activity.INGEST):
            found = registers.change(home, change.table, operations_from_json(change.table, change.operations), now)
    except LoadRunning:
        deliver_change.using(run_after=timezone.now() + AGAIN_AFTER).enqueue(change_id)
    except (Conflict, registers.NotInOrder, InstallationIncomplete) as error:
        actions.refuse_change(change=change, text=_refusal(change.table, error))
    else:
        actions.finish_change(change=change, load_number=found)
        if found is not None:
            knowledge_changed.send(Change)


def _refusal(table: str, error: Exception) -> str:
    """Say in Dutch why a change was not made; it is kept as it was said."""
    names = queries.names(current_home())
    with translation.override("nl"):
        if isinstance(error, registers.NotInOrder):
            return "\n".join(words.refusal_in_words(table, error, names)) or str(error)
        if isinstance(error, Conflict):
            return conflict_in_words(table, error, names)
    return str(error)


def conflict_in_words(table: str, error: Conflict, names: words.Names) -> str:
    """Return what changed in the register since the editor saw it."""
    base, now = error.operation.base, error.now
    row = base or error.operation.row
    assert row is not None, "an operation changes something"
    name = words.name_of(table, row, names)
    if base is None:
        return translation.gettext("%(name)s staat er inmiddels al.") % {"name": name}
    if now is None:
        return translation.gettext("%(name)s is inmiddels weggehaald.") % {"name": name}
    told = "; ".join(words.changes_in_words(table, differences(base, now), names))
    return translation.gettext("%(name)s is inmiddels veranderd: %(told)s.") % {"name": name, "told": told}


@task()
def look_at_caps(run_id: str, *, published: bool) -> None:
    """Tell whom it concerns which caps will likely run out by a forecast."""
    with suppress(NoSpending):  # one from before it kept how the year adds up says nothing of caps
        warnings.tell_caps(home=current_home(), run=read_run(current_home(), run_id), published=published)


def queue_caps(*, run_id: str, published: bool, **_more: Any) -> None:
    """Let the worker look at the caps by a forecast."""
    look_at_caps.enqueue(run_id, published=published)


@task()
def look_at_terms() -> None:
    """Remind who works on contracts of terms that end."""
    warnings.remind(home=current_home(), day=timezone.localdate())


def queue_reminders(**_more: Any) -> None:
    """Let the worker look at terms, unless it is going to."""
    if not DBTaskResult.objects.filter(task_path=look_at_terms.module_path, status=TaskResultStatus.READY).exists():
        look_at_terms.enqueue()
