"""Which state of a remark may follow which."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """How far a remark is."""

    OPEN = "open", _("open")
    ANSWERED = "answered", _("beantwoord")
    CLOSED = "closed", _("afgesloten")


class Kind(models.TextChoices):
    """What a remark wants."""

    QUESTION = "question", _("vraag")
    REMARK = "remark", _("opmerking")


NEXT = {
    State.OPEN: frozenset({State.ANSWERED, State.CLOSED}),
    State.ANSWERED: frozenset({State.OPEN, State.CLOSED}),
    State.CLOSED: frozenset({State.OPEN}),
}


def may_become(now: str, then: str) -> bool:
    """Tell whether a remark in state `now` may become `then`."""
    return State(then) in NEXT[State(now)]
