"""What is kept of changes while they are on their way. What holds stands in the ledger alone."""

import uuid
from typing import Any

from django.db import models

from regiewijzer.apps.contracts.states import ChangeState


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
