"""The steps that people take with a group: one transaction and one audit event each, and the other side is told."""

from datetime import date
from typing import Any

from django.db import transaction

from regiewijzer.apps.audit.service import record_event
from regiewijzer.apps.findings import actions_register, policies, telling
from regiewijzer.apps.findings.models import Group, Involved, Line
from regiewijzer.apps.findings.queries import is_lapsed
from regiewijzer.apps.findings.states import TRANSITIONS, State, Step, may_follow
from regiewijzer.apps.findings.terms import LONGEST_WAIVER, due
from regiewijzer.web.refusals import ChangedMeanwhile, NotNow


class NotYours(Exception):
    """The step is for another party."""


class NoEnd(ValueError):
    """A waiver needs a last day, today or later and at most a year away."""


@transaction.atomic
def take(
    *, group_id: Any, step: Step, by: Any, text: str, today: date, version: int | None = None, until: date | None = None
) -> Line:
    """Take a step, or say something. `version` is that of the page on which the user decided; it is not needed to say something.

    NotYours, ChangedMeanwhile, NotNow or NoEnd when it cannot be.
    """
    group = Group.objects.select_for_update().get(pk=group_id)
    if is_lapsed(group, today):
        actions_register.lapse(today=today)
        group.refresh_from_db()
    if not policies.may_take(by, group, step):
        raise NotYours(step)
    end = None if step is Step.SAY else _checked_end(step, until, today)
    if step is not Step.SAY:
        _move(group, step, version, end, today)
    line = Line.objects.create(group=group, step=step, author=by, text=text, until=end)
    record_event(f"finding_{step.value}", actor=by.username, subject=str(group.pk), details={"rule": group.rule})
    telling.tell_of_step(group, line)
    return line


def _checked_end(step: Step, until: date | None, today: date) -> date | None:
    if not TRANSITIONS[step].needs_end:
        return None
    if until is None or not today <= until <= today + LONGEST_WAIVER:
        raise NoEnd(until)
    return until


def _move(group: Group, step: Step, version: int | None, until: date | None, today: date) -> None:
    if version != group.version:
        raise ChangedMeanwhile(group.version)
    if not may_follow(step, group.state):
        raise NotNow(group.state)
    group.state, group.version, group.waived_until = TRANSITIONS[step].to, group.version + 1, until
    if step is Step.REFUSE:  # the owner must do something again, and has its term for it
        group.due_on = due(group.rule, group.severity, today)
    group.save()


@transaction.atomic
def involve(*, group: Group, organisation: Any, by: Any) -> None:
    """Ask an organisation of the other side into the conversation; who is in it already stays."""
    if group.state == State.MENDED:
        raise NotNow(group.state)
    _found, made = Involved.objects.get_or_create(group=group, organisation=organisation, defaults={"by": by.username})
    if made:
        record_event("finding_involved", actor=by.username, subject=str(group.pk), details={"organisation": organisation.code})
