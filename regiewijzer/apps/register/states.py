"""How far a request for data is, and which step leads from one state to the next."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """How far a request is. Only what is sent out is asked of anyone."""

    DRAFT = "draft", _("concept")
    SUBMITTED = "submitted", _("voorgelegd")
    APPROVED = "approved", _("goedgekeurd")
    SENT = "sent", _("uitgezet")
    ENDED = "ended", _("beëindigd")
    WITHDRAWN = "withdrawn", _("ingetrokken")


class Step(StrEnum):
    """What someone does with a request."""

    SUBMIT = "submit"
    RETURN = "return"
    APPROVE = "approve"
    SEND = "send"
    END = "end"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Transition:
    """From which states a step may be taken and where it leads. `rules`: every rule of the game must hold.

    `second`: by someone who did not write at it. `reason`: with a reason in words.
    """

    sources: frozenset[State]
    target: State
    rules: bool = False
    second: bool = False
    reason: bool = False


TRANSITIONS: Mapping[Step, Transition] = {
    Step.SUBMIT: Transition(frozenset({State.DRAFT}), State.SUBMITTED, rules=True),
    Step.RETURN: Transition(frozenset({State.SUBMITTED, State.APPROVED}), State.DRAFT, reason=True),
    Step.APPROVE: Transition(frozenset({State.SUBMITTED}), State.APPROVED, rules=True, second=True),
    Step.SEND: Transition(frozenset({State.APPROVED}), State.SENT, rules=True),
    Step.END: Transition(frozenset({State.SENT}), State.ENDED, reason=True),
    Step.WITHDRAW: Transition(frozenset({State.DRAFT, State.SUBMITTED, State.APPROVED}), State.WITHDRAWN, reason=True),
}
