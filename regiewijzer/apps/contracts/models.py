"""What is kept of changes while they are on their way. What holds stands in the ledger alone."""

import uuid
from typing import Any

from django.db import models

from regiewijzer.apps.contracts.states import ChangeState, RoundState


class Change(models.Model):
    """A change of one register, made of operations (see `encoding.py`), that the worker delivers to the ledger."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    table = models.CharField(max_length=40)
    operations: Any = models.JSONField()
    reason = models.CharField(max_length=500)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)
    created_by = models.CharField(max_length=150)
    state = models.CharField(max_length=10, choices=ChangeState.choices, default=ChangeState.WAITING)
    finished_at = models.DateTimeField(null=True, blank=True)
    refusal = models.TextField(blank=True)
    load_number = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        """Newest first; fields that belong together are tied."""

        ordering = ("-created_at",)
        constraints = (
            models.CheckConstraint(
                name="change_finished_has_moment",
                condition=models.Q(state="waiting", finished_at__isnull=True)
                | models.Q(state__in=("done", "refused"), finished_at__isnull=False),
            ),
            models.CheckConstraint(name="change_refused_has_text", condition=~models.Q(state="refused") | ~models.Q(refusal="")),
        )

    def __str__(self) -> str:
        return f"{self.table} {self.id} ({self.state})"


class TariffRound(models.Model):
    """A round of new tariffs: which products, how much, from when; somebody else than who prepared it decides."""

    title = models.CharField(max_length=200)
    products: Any = models.JSONField()  # "45|45A04"; without a code after the bar: the whole category
    lot_code = models.CharField(max_length=60, blank=True)  # only tariffs agreed in contracts of this lot
    percent = models.DecimalField(max_digits=6, decimal_places=3, null=True, blank=True)
    cents = models.IntegerField(null=True, blank=True)
    starts_on = models.DateField()
    reason = models.CharField(max_length=500)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.CharField(max_length=150)
    state = models.CharField(max_length=10, choices=RoundState.choices, default=RoundState.PREPARED)
    decided_by = models.CharField(max_length=150, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    change = models.ForeignKey(Change, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        """Newest first; one measure, and whoever decides is another."""

        ordering = ("-created_at",)
        constraints = (
            models.CheckConstraint(
                name="round_has_one_measure",
                condition=models.Q(percent__isnull=True, cents__isnull=False)
                | models.Q(percent__isnull=False, cents__isnull=True),
            ),
            models.CheckConstraint(
                name="round_approved_by_another",
                condition=~models.Q(state="approved") | ~models.Q(decided_by=models.F("created_by")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.title} ({self.state})"


class HeldRow(models.Model):
    """A row of a register that a waiting change touches: until that is done nobody else can change it."""

    change = models.ForeignKey(Change, on_delete=models.CASCADE, related_name="held")
    table = models.CharField(max_length=40)
    row_id = models.CharField(max_length=16)

    class Meta:
        """One change at a time per row."""

        constraints = (models.UniqueConstraint(fields=("table", "row_id"), name="held_row_once"),)

    def __str__(self) -> str:
        return f"{self.table} {self.row_id}"


class Contact(models.Model):
    """Someone at a provider whom the service organisation speaks with, in that role. Work details only."""

    provider_code = models.CharField(max_length=20, db_index=True)
    name = models.CharField(max_length=150)
    role = models.CharField(max_length=150, blank=True)
    email = models.EmailField(blank=True)
    telephone = models.CharField(max_length=30, blank=True)

    class Meta:
        """By name."""

        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name


class Conversation(models.Model):
    """A conversation with a provider: when, with whom, about what. Both sides read it."""

    provider_code = models.CharField(max_length=20, db_index=True)
    held_on = models.DateField()
    people = models.CharField(max_length=300)
    text = models.TextField(max_length=4000)
    written_by = models.CharField(max_length=150)
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Newest first."""

        ordering = ("-held_on", "-pk")

    def __str__(self) -> str:
        return f"{self.provider_code} {self.held_on:%Y-%m-%d}"


class Agreement(models.Model):
    """Something that was agreed with a provider: who does what before when, and whether it was done."""

    provider_code = models.CharField(max_length=20, db_index=True)
    text = models.CharField(max_length=500)
    owner = models.CharField(max_length=150)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    written_by = models.CharField(max_length=150)
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Those that are due first on top."""

        ordering = ("due_on", "pk")

    def __str__(self) -> str:
        return self.text


class Document(models.Model):
    """A link to a document of a contract; the document itself stays where it is."""

    contract_number = models.CharField(max_length=100, db_index=True)
    title = models.CharField(max_length=200)
    address = models.URLField(max_length=500)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.CharField(max_length=150)

    class Meta:
        """Newest first."""

        ordering = ("-added_at", "-pk")

    def __str__(self) -> str:
        return self.title


class CapWarning(models.Model):
    """Whether a cap will likely run out, as it was told last: to both sides by published forecasts, inside by all of them."""

    provider_code = models.CharField(max_length=20)
    place = models.CharField(max_length=20, blank=True)  # a municipality; empty: all together
    year = models.PositiveSmallIntegerField()
    published = models.BooleanField()
    is_over = models.BooleanField()
    run_id = models.CharField(max_length=30)
    told_at = models.DateTimeField(auto_now=True)

    class Meta:
        """One per cap and audience."""

        constraints = (models.UniqueConstraint(fields=("provider_code", "place", "year", "published"), name="cap_warning_once"),)

    def __str__(self) -> str:
        return f"{self.provider_code} {self.place} {self.year}"


class Reminder(models.Model):
    """Whoever works on contracts was told once that a term ends: in so many months (`months`), of that row and end."""

    table = models.CharField(max_length=40)
    row_id = models.CharField(max_length=16)
    ends_on = models.DateField()
    months = models.PositiveSmallIntegerField()
    told_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Each once."""

        constraints = (models.UniqueConstraint(fields=("table", "row_id", "ends_on", "months"), name="reminder_once"),)

    def __str__(self) -> str:
        return f"{self.table} {self.row_id} {self.ends_on:%Y-%m-%d}"
