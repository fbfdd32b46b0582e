"""The states of each kind of item, and the steps between them, as one table."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from regiewijzer.apps.cycle.kinds import Kind


class State(models.TextChoices):
    """How far an item is; which of these a kind knows stands in FLOWS."""

    DRAFT = "draft", _("concept")
    ASKED = "asked", _("ingediend")
    TAKEN_UP = "taken_up", _("opgepakt")
    NOT_TAKEN_UP = "not_taken_up", _("niet opgepakt")
    HANDED_BACK = "handed_back", _("teruggegeven")
    DISPUTED = "disputed", _("betwist")
    ANSWERED = "answered", _("beantwoord")
    READY = "ready", _("klaar")
    OPEN = "open", _("open voor bijdragen")
    CONCLUDED = "concluded", _("vastgesteld")
    OFFERED = "offered", _("aangeboden")
    GIVEN = "given", _("gegeven")
    TAKEN = "taken", _("genomen")
    RECONSIDERED = "reconsidered", _("in heroverweging")
    WITHDRAWN = "withdrawn", _("ingetrokken")
    PLANNED = "planned", _("gepland")
    RUNNING = "running", _("loopt")
    DONE = "done", _("afgerond")
    STOPPED = "stopped", _("gestopt")
    AWAITED = "awaited", _("wordt afgewacht")
    MIRRORED = "mirrored", _("teruggespiegeld")
    JUDGED = "judged", _("beoordeeld")


class Who(models.TextChoices):
    """Who may take a step; `policies.may_take` says who those are."""

    MAKERS = "makers", _("wie eraan werkt")
    READERS = "readers", _("wie het leest")
    DECIDERS = "deciders", _("wie besluit")


@dataclass(frozen=True, slots=True)
class Step:
    """A step from any of `before` to `after`: its word in an address, its name on a button, and who takes it.

    `reason`: one must say why. The program takes a step without a name itself, as part of another act.
    """

    code: str
    before: tuple[State, ...]
    after: State
    name: Promise | str = ""
    who: Who = Who.MAKERS
    reason: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """The states of a kind: where it begins, its steps, and in which of them others see it and nothing more is expected."""

    first: State
    steps: tuple[Step, ...]
    ends: frozenset[State]
    changes_in: frozenset[State]

    @property
    def states(self) -> tuple[State, ...]:
        """The states in the order in which the steps name them."""
        found = [self.first, *(state for step in self.steps for state in (*step.before, step.after))]
        return tuple(dict.fromkeys(found))

    def step(self, code: str, now: str) -> Step | None:
        """Return the step of that code from the state `now`, None when there is none."""
        return next((one for one in self.steps if one.code == code and State(now) in one.before), None)


S = State
_CHOICE = (S.ASKED, S.DISPUTED)
_STANDING = (S.DRAFT, S.TAKEN, S.RECONSIDERED)
FLOWS: Mapping[Kind, Flow] = {
    Kind.QUESTION: Flow(
        S.DRAFT,
        (
            Step("indienen", (S.DRAFT, S.HANDED_BACK, S.NOT_TAKEN_UP), S.ASKED, _("Dien de vraag in")),
            Step("oppakken", _CHOICE, S.TAKEN_UP, _("Pak de vraag op"), Who.DECIDERS),
            Step("niet-oppakken", _CHOICE, S.NOT_TAKEN_UP, _("Pak de vraag niet op"), Who.DECIDERS, reason=True),
            Step("teruggeven", (S.ASKED, S.TAKEN_UP), S.HANDED_BACK, _("Geef de vraag terug"), Who.MAKERS, reason=True),
            Step("betwisten", (S.ASKED, S.TAKEN_UP, S.NOT_TAKEN_UP), S.DISPUTED, _("Betwist de vraag"), Who.READERS, reason=True),
            Step("beantwoorden", (S.TAKEN_UP,), S.ANSWERED, _("Sluit af als beantwoord"), Who.MAKERS, reason=True),
            Step("heropenen", (S.ANSWERED,), S.TAKEN_UP, _("Heropen de vraag"), Who.DECIDERS, reason=True),
        ),
        frozenset({S.ANSWERED, S.NOT_TAKEN_UP}),
        frozenset({S.DRAFT, S.HANDED_BACK}),
    ),
    Kind.ANALYSIS: Flow(
        S.DRAFT,
        (
            Step("klaar", (S.DRAFT,), S.READY, _("De analyse is klaar")),
            Step("heropenen", (S.READY,), S.DRAFT, _("Werk verder aan de analyse"), reason=True),
        ),
        frozenset({S.READY}),
        frozenset({S.DRAFT}),
    ),
    Kind.INTERPRETATION: Flow(
        S.PLANNED,
        (
            Step("openen", (S.PLANNED,), S.OPEN, _("Open voor bijdragen")),
            Step("vaststellen", (S.OPEN,), S.CONCLUDED, _("Stel de duiding vast")),
            Step("heropenen", (S.CONCLUDED,), S.OPEN, _("Heropen de duiding"), Who.DECIDERS, reason=True),
        ),
        frozenset({S.CONCLUDED}),
        frozenset({S.PLANNED, S.OPEN}),
    ),
    Kind.ADVICE: Flow(
        S.DRAFT,
        (
            Step("aanbieden", (S.DRAFT,), S.OFFERED, _("Bied het advies aan")),
            Step("beantwoord", (S.OFFERED,), S.ANSWERED),
            Step("intrekken", (S.DRAFT, S.OFFERED), S.WITHDRAWN, _("Trek het advies in"), reason=True),
        ),
        frozenset({S.ANSWERED, S.WITHDRAWN}),
        frozenset({S.DRAFT}),
    ),
    Kind.RESPONSE: Flow(
        S.DRAFT,
        (Step("geven", (S.DRAFT,), S.GIVEN, _("Geef de reactie"), Who.DECIDERS),),
        frozenset({S.GIVEN}),
        frozenset({S.DRAFT}),
    ),
    Kind.DECISION: Flow(
        S.DRAFT,
        (
            Step("nemen", (S.DRAFT, S.RECONSIDERED), S.TAKEN, _("Leg vast dat het besluit genomen is"), Who.DECIDERS),
            Step("heroverwegen", (S.TAKEN,), S.RECONSIDERED, _("Heroverweeg het besluit"), Who.DECIDERS, reason=True),
            Step(
                "intrekken", (S.DRAFT, S.TAKEN, S.RECONSIDERED), S.WITHDRAWN, _("Trek het besluit in"), Who.DECIDERS, reason=True
            ),
        ),
        frozenset({S.TAKEN, S.WITHDRAWN}),
        frozenset({S.DRAFT, S.RECONSIDERED}),
    ),
    Kind.ACTION: Flow(
        S.PLANNED,
        (
            Step("starten", (S.PLANNED,), S.RUNNING, _("Start de actie")),
            Step("afronden", (S.RUNNING,), S.DONE, _("Rond de actie af")),
            Step("stoppen", (S.PLANNED, S.RUNNING), S.STOPPED, _("Stop de actie"), reason=True),
        ),
        frozenset({S.DONE, S.STOPPED}),
        frozenset({S.PLANNED}),
    ),
    Kind.EFFECT: Flow(
        S.AWAITED,
        (
            Step("terugspiegelen", (S.AWAITED, S.MIRRORED), S.MIRRORED),
            Step("beoordelen", (S.MIRRORED,), S.JUDGED),
            Step("opnieuw", (S.JUDGED,), S.MIRRORED, _("Beoordeel opnieuw"), Who.DECIDERS, reason=True),
        ),
        frozenset({S.JUDGED}),
        frozenset({S.AWAITED}),
    ),
}
# Not shown to others yet: it is still being written.
UNSEEN = frozenset({State.DRAFT})


def steps_from(kind: str, state: str) -> tuple[Step, ...]:
    """Return the steps that people may take from a state."""
    return tuple(one for one in FLOWS[Kind(kind)].steps if State(state) in one.before and one.name)
