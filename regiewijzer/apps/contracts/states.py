"""The states of a change of a register, and which may follow which."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ChangeState(models.TextChoices):
    """Where a change is on its way into the ledger."""

    WAITING = "waiting", _("wacht op verwerking")
    DONE = "done", _("verwerkt")
    REFUSED = "refused", _("niet verwerkt")


CHANGE_ALLOWED: dict[ChangeState, frozenset[ChangeState]] = {
    ChangeState.WAITING: frozenset({ChangeState.DONE, ChangeState.REFUSED}),
    ChangeState.DONE: frozenset(),
    ChangeState.REFUSED: frozenset(),
}


class WrongState(Exception):
    """Something cannot go from where it is to where it was asked to go."""
