"""The steps of the policy cycle, and which may follow which."""

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What an item of the cycle is, in the order in which they usually come."""

    QUESTION = "question", _("vraag")
    ANALYSIS = "analysis", _("analyse")
    INTERPRETATION = "interpretation", _("duiding")
    ADVICE = "advice", _("advies")
    RESPONSE = "response", _("reactie")
    DECISION = "decision", _("besluit")
    ACTION = "action", _("actie")
    EFFECT = "effect", _("effect")


# A step may be passed over (a question that is interpreted at once), never taken back: what comes of an effect is a new item.
FOLLOWERS: Mapping[Kind, tuple[Kind, ...]] = {
    Kind.QUESTION: (Kind.ANALYSIS, Kind.INTERPRETATION, Kind.ADVICE),
    Kind.ANALYSIS: (Kind.INTERPRETATION, Kind.ADVICE, Kind.QUESTION),
    Kind.INTERPRETATION: (Kind.ADVICE, Kind.ANALYSIS, Kind.QUESTION, Kind.DECISION),
    Kind.ADVICE: (Kind.RESPONSE,),
    Kind.RESPONSE: (Kind.DECISION, Kind.ADVICE),
    Kind.DECISION: (Kind.ACTION, Kind.DECISION),
    Kind.ACTION: (Kind.EFFECT,),
    Kind.EFFECT: (Kind.QUESTION, Kind.DECISION),
}

PLURAL = {
    Kind.QUESTION: _("Vragen"),
    Kind.ANALYSIS: _("Analyses"),
    Kind.INTERPRETATION: _("Duidingen"),
    Kind.ADVICE: _("Adviezen"),
    Kind.RESPONSE: _("Reacties"),
    Kind.DECISION: _("Besluiten"),
    Kind.ACTION: _("Acties"),
    Kind.EFFECT: _("Effecten"),
}


def may_follow(before: str, after: str) -> bool:
    """Tell whether an item of kind `after` may come of one of kind `before`."""
    return Kind(after) in FOLLOWERS[Kind(before)]


def predecessors(kind: str) -> tuple[Kind, ...]:
    """Return the kinds that an item of this kind may come of."""
    return tuple(one for one, those in FOLLOWERS.items() if Kind(kind) in those)
