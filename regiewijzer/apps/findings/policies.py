"""Who may take which step with a group, and who sees it."""

from typing import Any

from regiewijzer.apps.accounts.service import Permission, may, organisation_of
from regiewijzer.apps.findings.models import Group
from regiewijzer.apps.findings.owners import owns
from regiewijzer.apps.findings.states import TRANSITIONS, Party, State, Step, may_follow


def parties(user: Any, group: Group) -> frozenset[Party]:
    """Return as whom the user stands to the group; the data steward of an owner that is the service organisation is both."""
    found = set()
    if may(user, Permission.ANSWER_FINDINGS) and owns(organisation_of(user), group):
        found.add(Party.OWNER)
    if may(user, Permission.JUDGE_FINDINGS):
        found.add(Party.STEWARD)
    return frozenset(found)


def may_take(user: Any, group: Group, step: Step) -> bool:
    """Tell whether this user is one who takes such a step, whatever the state."""
    if step is Step.SAY:
        return True  # whoever sees the conversation takes part in it
    return TRANSITIONS[step].by in parties(user, group)


def steps_for(user: Any, group: Group) -> list[Step]:
    """Return the steps that this user may take now; nothing is asked of who only looks, but everyone may say something."""
    return [step for step in Step if may_take(user, group, step) and may_follow(step, group.state)]


def may_involve(user: Any, group: Group) -> bool:
    """Tell whether this user may ask the other side into the conversation."""
    return may(user, Permission.JUDGE_FINDINGS) and group.state != State.MENDED
