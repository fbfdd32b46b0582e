"""An upload: files that a user handed in through the page."""

import uuid

from django.db import models
from django.db.models import F, Q

from regiewijzer.apps.intake.states import UploadState


class Upload(models.Model):
    """One handing-in of files; `load_number` is None when nothing in it was new."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)
    created_by = models.CharField(max_length=150)
    file_count = models.PositiveIntegerField()
    size_bytes = models.PositiveBigIntegerField()
    state = models.CharField(max_length=10, choices=UploadState.choices, default=UploadState.QUEUED)
    finished_at = models.DateTimeField(null=True, blank=True)
    load_number = models.PositiveIntegerField(null=True, blank=True)
    accepted = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    already_known = models.PositiveIntegerField(default=0)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        """Newest first; fields that belong together are tied."""

        ordering = ("-created_at",)
        constraints = (
            models.CheckConstraint(
                name="upload_finished_has_moment",
                condition=Q(state__in=("done", "failed"), finished_at__isnull=False)
                | Q(state__in=("queued", "running"), finished_at__isnull=True),
            ),
            models.CheckConstraint(name="upload_failed_has_reason", condition=~Q(state="failed") | ~Q(reason="")),
            models.CheckConstraint(
                name="upload_finished_after_created", condition=Q(finished_at__isnull=True) | Q(finished_at__gte=F("created_at"))
            ),
        )

    def __str__(self) -> str:
        return f"upload {self.id} ({self.state})"
