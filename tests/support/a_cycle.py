"""Items of the policy cycle for tests: one of each kind, and a chain of them."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone

from regiewijzer.apps.accounts.models import User
from regiewijzer.apps.cycle.actions import effects, items, parts, steps
from regiewijzer.apps.cycle.kinds import Kind
from regiewijzer.apps.cycle.models import Item
from regiewijzer.apps.cycle.models.decision import Perspective
from regiewijzer.apps.cycle.models.effect import Direction
from regiewijzer.apps.cycle.models.interpretation import Outcome

QUESTION = {
    "opdrachtgever": "Bestuurlijk overleg",
    "waarom_nu": "De inkoop begint.",
    "welk_besluit": "Of er een kader komt.",
    "andere_gedachte": "Als het maar één aanbieder is.",
    "nodig": "moet",
}


def now(item: Item) -> Item:
    """Return the item as it stands now."""
    return Item.objects.get(pk=item.pk)


def begun(kind: Kind, by: User, *after: Item, title: str = "", **details: object) -> Item:
    """Begin an item of a kind."""
    return items.begin(kind=kind, title=title or f"Een {kind.label}", text="Tekst.", details=details, after=after, by=by)


def taken(item: Item, by: User, *codes: str, reason: str = "omdat") -> Item:
    """Take steps with an item, and return it as it stands then."""
    for code in codes:
        steps.take(item=item, code=code, by=by, reason=reason)
    return now(item)


def a_question(by: User, *codes: str) -> Item:
    """Return a question; a draft without steps."""
    return taken(begun(Kind.QUESTION, by, **QUESTION), by, *codes)


def a_table(by: User) -> Item:
    """Return an interpretation that everyone may speak at."""
    question = a_question(by, "indienen", "oppakken")
    return taken(begun(Kind.INTERPRETATION, by, question, voorzitter="x", gewone_taal="Hoe was het wachten?"), by, "openen")


def an_advice(by: User, *after: Item, points: Sequence[str] = ("Eerste punt", "Tweede punt")) -> Item:
    """Return an advice that was offered."""
    advice = begun(Kind.ADVICE, by, *after)
    parts.set_points(advice=advice, points=[(one, "") for one in points], version=now(advice).version, by=by)
    return taken(advice, by, "aanbieden")


def a_response(by: User, advice: Item) -> Item:
    """Return a response that adopts every point."""
    response = begun(Kind.RESPONSE, by, advice)
    told = dict.fromkeys(advice.points.all(), ("adopt", ""))
    parts.answer_points(response=response, answers=told, version=now(response).version, by=by)
    return taken(response, by, "geven")


def a_decision(by: User, *after: Item, **details: object) -> Item:
    """Return a decision that was taken."""
    decision = begun(Kind.DECISION, by, *after, genomen_op="2026-10-01", **details)
    told = {one.value: "Gehoord en gewogen." for one in Perspective}
    parts.weigh(decision=decision, weighings=told, version=now(decision).version, by=by)
    return taken(decision, by, "nemen")


def meant(**changed: object) -> effects.Meant:
    """Return what an action is to bring about."""
    usual = {
        "indicator_id": "application-to-start",
        "outcome": "application_to_start_median",
        "direction": Direction.DOWN,
        "size": 10.0,
        "look_on": timezone.localdate() + timedelta(days=300),
        "other_causes": "De zomer.",
        "consequences": "Doorgaan of stoppen.",
    }
    return effects.Meant(**{**usual, **changed})


def an_action(by: User, decision: Item, **changed: object) -> Item:
    """Return an action with what it is to bring about; it has not begun."""
    action = begun(Kind.ACTION, by, decision)
    effects.expect(action=action, meant=meant(**changed), version=now(action).version, by=by)
    return now(action)


def a_chain(by: User) -> list[Item]:
    """Return a whole chain, from a question to an effect that is awaited."""
    question = a_question(by, "indienen", "oppakken")
    table = taken(begun(Kind.INTERPRETATION, by, question, voorzitter="x"), by, "openen")
    parts.conclude(interpretation=table, kind=Outcome.MEANING, text="Zo zit het.", consent_of="", by=by)
    table = taken(table, by, "vaststellen")
    advice = an_advice(by, table)
    response = a_response(by, advice)
    decision = a_decision(by, response)
    action = taken(an_action(by, decision), by, "starten")
    return [question, table, now(advice), response, decision, action, Item.objects.get(links_before__before=action)]
