"""Everything that the data register writes: one transaction and one audit event each."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from regiewijzer.apps.audit.service import record_event
from regiewijzer.apps.register import policies
from regiewijzer.apps.register.game import Rule
from regiewijzer.apps.register.models import DataRequest, EntryStatement
from regiewijzer.apps.register.states import TRANSITIONS, State, Step
from regiewijzer.web.refusals import ChangedMeanwhile, NotNow


def _held(model: Any, version: int, **found: Any) -> Any:
    """Return the row, held until the transaction ends; ChangedMeanwhile when it is not the version that was read."""
    row = model.objects.select_for_update().filter(**found).first()
    if (row.version if row else 0) != version:
        raise ChangedMeanwhile
    return row


@transaction.atomic
def state_entry(*, entry_id: str, values: Mapping[str, Any], version: int, by: Any) -> EntryStatement:
    """State an entry in the place of its definition; `version` is what the form was made from, 0 when nothing was stated."""
    row = _held(EntryStatement, version, entry_id=entry_id) or EntryStatement(entry_id=entry_id, version=0)
    before = {name: str(getattr(row, name)) for name in values} if row.pk else {}
    for name, value in values.items():
        setattr(row, name, value)
    row.version, row.changed_by = version + 1, by.get_username()
    row.save()
    changed = sorted(name for name, value in values.items() if before.get(name) != str(value))
    record_event("register_entry_stated", actor=by.get_username(), subject=entry_id, details={"changed": changed})
    return row


@transaction.atomic
def draft(*, values: Mapping[str, Any], by: Any) -> DataRequest:
    """Begin a request."""
    made = DataRequest.objects.create(**values, makers=[by.get_username()])
    record_event("request_drafted", actor=by.get_username(), subject=str(made.pk))
    return made


@transaction.atomic
def change(*, request: DataRequest, values: Mapping[str, Any], version: int, by: Any) -> DataRequest:
    """Change a draft. NotNow in another state, ChangedMeanwhile when another version was saved since."""
    row = _held(DataRequest, version, pk=request.pk)
    if reason := policies.why_no_change(row):
        raise NotNow(reason)
    for name, value in values.items():
        setattr(row, name, value)
    row.version, row.makers = version + 1, sorted({*row.makers, by.get_username()})
    row.save()
    record_event("request_changed", actor=by.get_username(), subject=str(row.pk), details={"version": row.version})
    return row


@transaction.atomic
def take(
    *, step: Step, request: DataRequest, by: Any, rules: Callable[[DataRequest], Sequence[Rule]], reason: str = ""
) -> DataRequest:
    """Take a step with a request; `rules` tells how it stands to the rules now. NotNow says why it cannot be taken."""
    row = DataRequest.objects.select_for_update().get(pk=request.pk)
    if refusal := policies.why_not(step, row, by, rules(row)):
        raise NotNow(refusal)
    row.state, row.version, row.reason = TRANSITIONS[step].target, row.version + 1, reason
    if step is Step.APPROVE:
        row.approved_by = by.get_username()
    if row.state == State.DRAFT:
        row.approved_by = ""
    if step is Step.SEND:
        row.sent_on = timezone.localdate()
    row.save()
    record_event(f"request_{step.value}", actor=by.get_username(), subject=str(row.pk), details={"state": str(row.state)})
    return row
