"""Which state of an edition may follow which, and for whom an edition is."""

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _

from regiewijzer.pipeline.catalogue_terms import Frequency


class State(models.TextChoices):
    """How far an edition is."""

    DRAFT = "draft", _("concept")
    CHECKED = "checked", _("gecontroleerd")
    PUBLISHED = "published", _("gepubliceerd")
    SUPERSEDED = "superseded", _("vervangen")
    WITHDRAWN = "withdrawn", _("ingetrokken")


class Protection(models.TextChoices):
    """How far working out and protecting the figures of a draft is."""

    WAITING = "waiting", _("de cijfers worden berekend en beschermd")
    READY = "ready", _("klaar")
    FAILED = "failed", _("mislukt")


class Audience(models.TextChoices):
    """For whom an edition is."""

    PUBLIC = "public", _("inwoners")
    COUNCILS = "councils", _("gemeenteraden")
    BOARDS = "boards", _("colleges en gemeenten")
    PROVIDERS = "providers", _("aanbieders")


NEXT: Mapping[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.CHECKED, State.WITHDRAWN}),
    State.CHECKED: frozenset({State.DRAFT, State.PUBLISHED, State.WITHDRAWN}),
    State.PUBLISHED: frozenset({State.SUPERSEDED, State.WITHDRAWN}),
    State.SUPERSEDED: frozenset({State.WITHDRAWN}),
    State.WITHDRAWN: frozenset(),
}

# Read by others than those who make it. What was withdrawn after it was published keeps its address, without its figures.
READABLE = frozenset({State.PUBLISHED, State.SUPERSEDED})

FREQUENCIES = (
    (Frequency.QUARTERLY.value, _("elk kwartaal")),
    (Frequency.TWICE_A_YEAR.value, _("elk half jaar")),
    (Frequency.YEARLY.value, _("elk jaar")),
    (Frequency.IRREGULAR.value, _("niet op vaste momenten")),
)


def may_become(now: str, then: str) -> bool:
    """Tell whether an edition in state `now` may become `then`."""
    return State(then) in NEXT[State(now)]
