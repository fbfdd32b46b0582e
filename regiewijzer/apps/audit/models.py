"""What is kept of who did what, and apart from it of what was done with the data of persons."""

import uuid

from django.db import models

from regiewijzer.apps.audit.activities import Activity
from regiewijzer.apps.audit.chain import START, Link


class AuditEvent(models.Model):
    """One thing that someone did or looked at. No names of youths, no message content: codes and counts only.

    Plain values, so that history neither blocks nor follows a deletion. `operation` links it to the processing log.
    """

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField(db_index=True)
    event = models.CharField(max_length=60)
    actor = models.CharField(max_length=150, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    details = models.JSONField(default=dict)
    operation = models.CharField(max_length=32, blank=True)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        """Newest first."""

        ordering = ("-number",)
        indexes = (models.Index(fields=("event", "subject", "at"), name="audit_event_subject"),)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.event} {self.subject}"

    @property
    def link(self) -> Link:
        """The event as a link of the chain."""
        return Link(
            self.number, self.at, self.event, self.actor, self.subject, self.details, self.operation, previous=self.previous
        )


class AuditHead(models.Model):
    """The end of the chain: one row. Whoever writes an event holds this row, so that two writers follow one another."""

    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=START)


class ProcessingRecord(models.Model):
    """One processing of the data of persons, as in the Logboek dataverwerkingen: which activity, when, whose kind of data.

    It names no user: who did it stands in the audit log, under the same operation.
    """

    class Status(models.IntegerChoices):
        """As the standard numbers them."""

        UNSET = 0
        OK = 1
        ERROR = 2

    operation = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    activity = models.CharField(max_length=60, choices=[(one.value, one.value) for one in Activity])
    activity_id = models.CharField(max_length=200)  # address of the entry in the register of processings, with its version
    subject_category = models.CharField(max_length=40)
    subjects = models.PositiveIntegerField(null=True)  # how many persons, where that is known
    started_at = models.DateTimeField(db_index=True)
    finished_at = models.DateTimeField(null=True)
    status = models.PositiveSmallIntegerField(choices=Status.choices, default=Status.UNSET)

    class Meta:
        """Newest first; an end belongs to an outcome."""

        ordering = ("-started_at",)
        constraints = (
            models.CheckConstraint(
                name="processing_finished_has_outcome",
                condition=models.Q(status=0, finished_at__isnull=True) | models.Q(status__in=(1, 2), finished_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M:%S} {self.activity}"
