"""Taking a step with an item, and what else happens by it."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from regiewijzer.apps.cycle import policies
from regiewijzer.apps.cycle.actions.items import begin, move, step_or_refuse
from regiewijzer.apps.cycle.actions.keeping import held, refuse
from regiewijzer.apps.cycle.kinds import Kind
from regiewijzer.apps.cycle.models import Item
from regiewijzer.apps.cycle.states import State


def _answer_advice(response: Item, by: str, at: datetime | None) -> None:
    """An advice is answered when the response to it is given."""
    for link in response.links_before.filter(before__kind=Kind.ADVICE, before__state=State.OFFERED):
        advice = held(link.before)
        move(advice, step_or_refuse(advice, "beantwoord"), by, at=at)


def _await_effect(action: Item, by: Any, at: datetime | None) -> None:
    """An action that starts has an effect to look for, on a day."""
    expectation = action.expectation
    effect = begin(
        kind=Kind.EFFECT,
        title=action.title,
        text=expectation.consequences,
        goals=list(action.goals.values_list("tree_id", "code")),
        after=[action],
        by=by,
        at=at,
    )
    Item.objects.filter(pk=effect.pk).update(due=expectation.look_on)


def _review(decision: Item) -> None:
    """A decision is looked at again on the day that it names."""
    named = decision.details.get("herzien_op")
    Item.objects.filter(pk=decision.pk).update(due=date.fromisoformat(named) if named else None)


@transaction.atomic
def take(*, item: Item, code: str, by: Any, reason: str = "", at: datetime | None = None) -> Item:
    """Take a step. NotNow when it cannot be taken from here, or not yet; the text says why."""
    found = held(item)
    step = step_or_refuse(found, code)
    refuse(policies.why_not(found, step))
    move(found, step, by.username, reason=reason, at=at)
    match (found.kind, code):
        case (Kind.RESPONSE, "geven"):
            _answer_advice(found, by.username, at)
        case (Kind.ACTION, "starten"):
            _await_effect(found, by, at)
        case (Kind.DECISION, "nemen"):
            _review(found)
    return found
