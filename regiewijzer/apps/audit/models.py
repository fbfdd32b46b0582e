"""The audit event: plain values only, so that history neither blocks nor follows a deletion."""

from django.db import models


class AuditEvent(models.Model):
    """One thing that someone did. No names of youths, no message content: codes and counts only."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    event = models.CharField(max_length=60)
    actor = models.CharField(max_length=150, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    details = models.JSONField(default=dict)

    class Meta:
        """Newest first."""

        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=("event", "subject", "at"), name="audit_event_subject"),)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.event} {self.subject}"
