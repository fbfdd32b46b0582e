"""How far a group of findings is, and every step from one state to another: from where, by whom, and what it asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a group of findings stands."""

    OPEN = "open", _("open")
    EXPLAINED = "explained", _("toegelicht")
    DISPUTED = "disputed", _("betwist")
    ASKED = "asked", _("ontheffing gevraagd")
    WAIVED = "waived", _("ontheffing")
    MENDED = "mended", _("hersteld")


class Step(models.TextChoices):
    """What can be done with a group; each is one line in its conversation."""

    SAY = "say", _("Reageren")
    EXPLAIN = "explain", _("Toelichten")
    DISPUTE = "dispute", _("Betwisten")
    ASK_WAIVER = "ask_waiver", _("Ontheffing vragen")
    WITHDRAW = "withdraw", _("Antwoord intrekken")
    WAIVE = "waive", _("Ontheffing geven")
    REFUSE = "refuse", _("Terugleggen bij de eigenaar")
    LAPSE = "lapse", _("Ontheffing vervallen")
    MEND = "mend", _("Hersteld")
    RETURN = "return", _("Opnieuw gevonden")
    GROW = "grow", _("Nieuwe bevindingen erbij")


class Party(StrEnum):
    """Who takes a step."""

    OWNER = "owner"  # must mend it
    STEWARD = "steward"  # judges answers for the service organisation
    PROGRAM = "program"


@dataclass(frozen=True, slots=True)
class Transition:
    """One step: the states it may be taken in, where it leads, and who takes it. `needs_end`: with the last day it holds."""

    since: frozenset[State]
    to: State
    by: Party
    needs_end: bool = False


def _step(since: tuple[State, ...], to: State, by: Party, *, needs_end: bool = False) -> Transition:
    return Transition(frozenset(since), to, by, needs_end)


_ANSWERED = (State.EXPLAINED, State.DISPUTED, State.ASKED)
_STANDING = (State.OPEN, *_ANSWERED, State.WAIVED)

TRANSITIONS: Mapping[Step, Transition] = {
    Step.EXPLAIN: _step((State.OPEN,), State.EXPLAINED, Party.OWNER),
    Step.DISPUTE: _step((State.OPEN, State.EXPLAINED), State.DISPUTED, Party.OWNER),
    Step.ASK_WAIVER: _step((State.OPEN, State.EXPLAINED, State.DISPUTED), State.ASKED, Party.OWNER, needs_end=True),
    Step.WITHDRAW: _step(_ANSWERED, State.OPEN, Party.OWNER),
    Step.WAIVE: _step((State.OPEN, *_ANSWERED), State.WAIVED, Party.STEWARD, needs_end=True),
    Step.REFUSE: _step((*_ANSWERED, State.WAIVED), State.OPEN, Party.STEWARD),
    Step.LAPSE: _step((State.WAIVED,), State.OPEN, Party.PROGRAM),
    Step.MEND: _step(_STANDING, State.MENDED, Party.PROGRAM),
    Step.RETURN: _step((State.MENDED,), State.OPEN, Party.PROGRAM),
    Step.GROW: _step((State.EXPLAINED,), State.OPEN, Party.PROGRAM),
}

HUMAN = tuple(step for step in Step if step is Step.SAY or TRANSITIONS[step].by is not Party.PROGRAM)
WAITS_FOR_OWNER = (State.OPEN,)
WAITS_FOR_STEWARD = _ANSWERED


def may_follow(step: Step, state: str) -> bool:
    """Tell whether the step may be taken in that state; to say something changes no state and may always be done."""
    return step is Step.SAY or State(state) in TRANSITIONS[step].since
