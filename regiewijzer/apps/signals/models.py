"""Which lines people follow, and the changes that were found in them."""

import uuid

from django.conf import settings
from django.db import models

from regiewijzer.apps.monitor.service import Line
from regiewijzer.apps.signals.series import Series
from regiewijzer.apps.signals.states import State
from regiewijzer.indicators.change_detection import Direction
from regiewijzer.indicators.change_detection import Signal as Change

DIRECTIONS = [(one.value, one.value) for one in Direction]


class Subscription(models.Model):
    """Someone follows a line. How far that person sees is asked anew at every look, and never kept here."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    indicator_id = models.CharField(max_length=80)
    outcome = models.CharField(max_length=80)
    choice = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """In the order in which they were made; a line once per person."""

        ordering = ("created_at", "pk")
        constraints = (
            models.UniqueConstraint(fields=("user", "indicator_id", "outcome", "choice"), name="subscription_once_per_line"),
        )

    def __str__(self) -> str:
        return f"{self.user_id} {self.indicator_id} {self.outcome} {self.choice}"

    @property
    def line(self) -> Line:
        """What is followed."""
        return Line(self.indicator_id, self.outcome, self.choice)


class Signal(models.Model):
    """A change that lasts, found in a line as one kind of reader may see it.

    The same change seen again is the same signal; one that is no longer in the figures stays, with that said of it.
    `municipalities`, `providers` and `published_only` say for which readers it was worked out, see `series.py`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    indicator_id = models.CharField(max_length=80)
    outcome = models.CharField(max_length=80)
    choice = models.CharField(max_length=500, blank=True)
    municipalities = models.CharField(max_length=500, blank=True)
    providers = models.CharField(max_length=500, blank=True)
    published_only = models.BooleanField()
    direction = models.CharField(max_length=10, choices=DIRECTIONS)
    began = models.DateField()
    seen_in = models.DateField()
    ratio = models.FloatField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.VISIBLE)
    found_at = models.DateTimeField(auto_now_add=True)
    found_on = models.DateField()
    looked_on = models.DateField()
    remark = models.ForeignKey("remarks.Remark", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        """Newest first; one signal per change."""

        ordering = ("-found_at",)
        constraints = (
            models.UniqueConstraint(
                fields=(
                    *("indicator_id", "outcome", "choice", "municipalities", "providers", "published_only"),
                    *("direction", "began"),
                ),
                name="signal_once_per_change",
            ),
            models.CheckConstraint(name="signal_state_known", condition=models.Q(state__in=State.values)),
        )

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.outcome} {self.direction} {self.began:%Y-%m}"

    @property
    def series(self) -> Series:
        """The line, and for which readers it was worked out."""
        line = Line(self.indicator_id, self.outcome, self.choice)
        return Series(line, self.municipalities, self.providers, self.published_only)

    @property
    def change(self) -> Change:
        """The change as it was seen last."""
        return Change(self.seen_in, self.began, Direction(self.direction), self.ratio)
