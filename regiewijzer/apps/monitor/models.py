"""What the monitor keeps of its own: moments that were published, and notes beside a timeline."""

from django.db import models


class PublishedMoment(models.Model):
    """A state of knowledge that the service organisation published: what readers outside it may see (F9).

    `day` is the last day whose messages count, `snapshot` the loads up to which; together they fix every figure.
    """

    day = models.DateField(unique=True)
    snapshot = models.PositiveIntegerField()
    published_at = models.DateTimeField(auto_now_add=True)
    published_by = models.CharField(max_length=150)

    class Meta:
        """Newest first."""

        ordering = ("-day",)

    def __str__(self) -> str:
        return f"{self.day} (snapshot {self.snapshot})"


class Annotation(models.Model):
    """A note at a month of a timeline. Empty `indicator_id`: every indicator; empty `municipality_code`: every choice of place.

    A note is never erased: who withdraws it stays known, so that a reader who saw it can find out what became of it.
    """

    month = models.DateField()
    text = models.CharField(max_length=200)
    indicator_id = models.CharField(max_length=80, blank=True)
    municipality_code = models.CharField(max_length=4, blank=True)
    written_at = models.DateTimeField(auto_now_add=True)
    written_by = models.CharField(max_length=150)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=150, blank=True)

    class Meta:
        """In the order of the timeline."""

        ordering = ("month", "pk")
        constraints = (
            models.CheckConstraint(
                name="annotation_withdrawn_together",
                condition=models.Q(withdrawn_at__isnull=True, withdrawn_by="")
                | models.Q(withdrawn_at__isnull=False) & ~models.Q(withdrawn_by=""),
            ),
            models.CheckConstraint(name="annotation_first_of_month", condition=models.Q(month__day=1)),
        )

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.text}"
