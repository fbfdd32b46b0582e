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


class RoundState(models.TextChoices):
    """Where a tariff round is: prepared by one, decided by another."""

    PREPARED = "prepared", _("wacht op goedkeuring")
    APPROVED = "approved", _("goedgekeurd")
    REJECTED = "rejected", _("afgewezen")
    WITHDRAWN = "withdrawn", _("ingetrokken")


ROUND_ALLOWED: dict[RoundState, frozenset[RoundState]] = {
    RoundState.PREPARED: frozenset({RoundState.APPROVED, RoundState.REJECTED, RoundState.WITHDRAWN}),
    RoundState.APPROVED: frozenset(),
    RoundState.REJECTED: frozenset(),
    RoundState.WITHDRAWN: frozenset(),
}


class WrongState(Exception):
    """Something cannot go from where it is to where it was asked to go."""
