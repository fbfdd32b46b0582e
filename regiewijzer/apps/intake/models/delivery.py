"""A delivery: one file of an extract that an organisation handed in, through the page or a program."""

import uuid
from typing import Any

from django.db import models
from django.db.models import F, Q

from regiewijzer.apps.intake.states import DeliveryState

_ENDED = ("done", "refused", "failed")


class Delivery(models.Model):
    """One file of one organisation. `load_number` is None when nothing was recorded: a check, or a file that was known.

    `summary` holds what became of it per table, see `summaries.py`. Findings are not here: they stand in the record, and
    those of a file that was only checked wait in the folder of what is returned (`returned.py`).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)
    created_by = models.CharField(max_length=150)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="deliveries")
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size_bytes = models.PositiveBigIntegerField()
    table = models.CharField(max_length=60, blank=True)  # as the sender chose it; empty: recognised by its name and titles
    check_only = models.BooleanField(default=False)
    language = models.CharField(max_length=5, default="nl")  # of what is returned
    state = models.CharField(max_length=10, choices=DeliveryState.choices, default=DeliveryState.WAITING)
    finished_at = models.DateTimeField(null=True, blank=True)
    load_number = models.PositiveIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    summary: Any = models.JSONField(default=dict, blank=True)

    class Meta:
        """Newest first; fields that belong together are tied."""

        ordering = ("-created_at",)
        verbose_name_plural = "deliveries"
        constraints = (
            models.CheckConstraint(
                name="delivery_ended_has_moment",
                condition=Q(state__in=_ENDED, finished_at__isnull=False) | (~Q(state__in=_ENDED) & Q(finished_at__isnull=True)),
            ),
            models.CheckConstraint(name="delivery_failed_has_reason", condition=~Q(state="failed") | ~Q(reason="")),
            models.CheckConstraint(
                name="delivery_check_records_nothing", condition=Q(check_only=False) | Q(load_number__isnull=True)
            ),
            models.CheckConstraint(
                name="delivery_ended_after_created",
                condition=Q(finished_at__isnull=True) | Q(finished_at__gte=F("created_at")),
            ),
        )

    def __str__(self) -> str:
        return f"delivery {self.id} ({self.state})"

    @property
    def is_ended(self) -> bool:
        """Tell whether nothing more will happen to it."""
        return self.state in _ENDED
