"""What a data steward states of an entry of the register, and requests for data that are not asked yet or no longer."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from regiewijzer.apps.register.states import State
from regiewijzer.definitions.data_register_types import Basis, Necessity, Staff, Standard


class NecessityChoice(models.TextChoices):
    """Necessity in the words of a page."""

    NEED = Necessity.NEED.value, _("nodig om de vraag te beantwoorden")
    NICE = Necessity.NICE.value, _("prettig om te hebben")


class StaffChoice(models.TextChoices):
    """Who does the work, in the words of a page."""

    ADMINISTRATIVE = Staff.ADMINISTRATIVE.value, _("administratief medewerker")
    PROFESSIONAL = Staff.PROFESSIONAL.value, _("professional of controller")
    MANAGER = Staff.MANAGER.value, _("leidinggevende")


class BasisChoice(models.TextChoices):
    """What the minutes rest on, in the words of a page."""

    ESTIMATE = Basis.ESTIMATE.value, _("schatting")
    MEASURED = Basis.MEASURED.value, _("gemeten bij wie het werk doet")


class StandardChoice(models.TextChoices):
    """How widely it is asked in the same way, in the words of a page."""

    NATIONAL = Standard.NATIONAL.value, _("landelijk")
    REGIONAL = Standard.REGIONAL.value, _("regionaal")
    LOCAL = Standard.LOCAL.value, _("lokaal")


class EntryStatement(models.Model):
    """What is stated of an entry in the place of its definition. One per entry; `version` tells two editors apart."""

    entry_id = models.CharField(max_length=60, unique=True)
    minutes = models.PositiveIntegerField()
    staff = models.CharField(max_length=20, choices=StaffChoice.choices)
    basis = models.CharField(max_length=20, choices=BasisChoice.choices)
    necessity = models.CharField(max_length=10, choices=NecessityChoice.choices)
    until = models.DateField(null=True, blank=True)
    use = models.TextField(max_length=2000)
    version = models.PositiveIntegerField(default=1)
    changed_by = models.CharField(max_length=150)
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.entry_id


class DataRequest(models.Model):
    """A request for data (uitvraag) that must pass the rules of the game before it is sent out.

    `fields` holds one field per line; `asked_of` kinds of organisations; `goal` is "<tree>:<code>" of the goal trees. `makers`
    wrote at it, so that none of them approves it. `deliverers`: how many organisations must answer.
    """

    title = models.CharField(max_length=150)
    question = models.TextField(max_length=1000)
    goal = models.CharField(max_length=120, blank=True)
    use = models.TextField(max_length=2000, blank=True)
    fields = models.TextField(max_length=4000)
    why_new = models.TextField(max_length=1000, blank=True)
    personal = models.BooleanField(default=False)
    legal_ground = models.CharField(max_length=300, blank=True)
    dpia = models.CharField(max_length=300, blank=True)
    asked_of: Any = models.JSONField(default=list)
    standard = models.CharField(max_length=20, choices=StandardChoice.choices, default=StandardChoice.REGIONAL)
    why_local = models.TextField(max_length=1000, blank=True)
    minutes = models.PositiveIntegerField()
    staff = models.CharField(max_length=20, choices=StaffChoice.choices, default=StaffChoice.ADMINISTRATIVE)
    per_year = models.PositiveIntegerField(default=1)
    deliverers = models.PositiveIntegerField()
    minutes_saved = models.PositiveIntegerField(default=0)
    stops = models.TextField(max_length=1000, blank=True)
    why_more = models.TextField(max_length=1000, blank=True)
    until = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    reason = models.TextField(max_length=1000, blank=True)
    makers: Any = models.JSONField(default=list)
    approved_by = models.CharField(max_length=150, blank=True)
    sent_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        """Newest first; what was sent out was approved, has a day and an end."""

        ordering = ("-created_at", "-pk")
        constraints = (
            models.CheckConstraint(name="request_state_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(
                name="request_sent_is_approved",
                condition=~Q(state__in=(State.SENT, State.ENDED))
                | (Q(sent_on__isnull=False, until__isnull=False) & ~Q(approved_by="")),
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def asked_fields(self) -> tuple[str, ...]:
        """The fields that are asked, one per line."""
        return tuple(line.strip() for line in self.fields.splitlines() if line.strip())

    @property
    def minutes_a_year(self) -> int:
        """The work of everyone together in a year."""
        return self.minutes * self.per_year * self.deliverers

    def is_expired(self, today: date) -> bool:
        """Tell whether it is still asked though its end has passed."""
        return self.state == State.SENT and self.until is not None and self.until < today
