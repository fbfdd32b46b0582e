"""What an action is to bring about, said beforehand, and what came of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from regiewijzer.apps.cycle.models.item import Item


class Direction(models.TextChoices):
    """Which way a figure is to go."""

    UP = "up", _("omhoog")
    DOWN = "down", _("omlaag")


class Verdict(models.TextChoices):
    """What people find of an effect, once they have seen it mirrored."""

    REACHED = "reached", _("bereikt")
    PARTLY = "partly", _("deels bereikt")
    NOT = "not", _("niet bereikt")
    UNKNOWN = "unknown", _("niet te zeggen")


class Then(models.TextChoices):
    """What comes of that verdict."""

    CONTINUE = "continue", _("doorgaan")
    ADAPT = "adapt", _("aanpassen")
    STOP = "stop", _("stoppen")


class Expectation(models.Model):
    """What an action is to bring about: which figure, which way, how much, where and when we look. No action starts without.

    `size` is in the unit of the outcome, a share as a fraction. `municipalities` took part, empty for the whole region. What
    would have come without the action is what was expected on the day it started, kept here as it was known then: `baseline`
    has per place the periods with the expected value and its quantiles, and `known_on` is the day whose messages counted.
    """

    action = models.OneToOneField(Item, on_delete=models.CASCADE, related_name="expectation")
    indicator_id = models.CharField(max_length=80)
    outcome = models.CharField(max_length=80)
    direction = models.CharField(max_length=5, choices=Direction.choices)
    size = models.FloatField()
    municipalities = models.JSONField(default=list)
    look_on = models.DateField()
    other_causes = models.TextField(max_length=2000)
    consequences = models.TextField(max_length=2000)
    baseline = models.JSONField(default=dict)
    known_on = models.DateField(null=True)
    snapshot = models.PositiveIntegerField(null=True)

    class Meta:
        """An effect has a size."""

        constraints = (models.CheckConstraint(name="cycle_effect_has_a_size", condition=Q(size__gt=0)),)

    def __str__(self) -> str:
        return f"{self.action_id} {self.indicator_id} {self.direction}"


class Mirror(models.Model):
    """What came of an action: the figure beside what was expected without it, and what people make of it.

    `found` holds what was worked out (see `effects.Mirrored`) and is never changed after the verdict; `figure_id` is the frozen
    figure that holds the outcome.
    """

    effect = models.OneToOneField(Item, on_delete=models.CASCADE, related_name="mirror")
    figure_id = models.CharField(max_length=80, blank=True)
    found = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    verdict = models.CharField(max_length=10, choices=Verdict.choices, blank=True)
    then = models.CharField(max_length=10, choices=Then.choices, blank=True)
    because = models.TextField(max_length=2000, blank=True)
    judged_by = models.CharField(max_length=150, blank=True)
    judged_at = models.DateTimeField(null=True)

    class Meta:
        """A verdict has all its parts, or none."""

        constraints = (
            models.CheckConstraint(
                name="cycle_verdict_whole",
                condition=Q(verdict="", then="", because="", judged_by="", judged_at__isnull=True)
                | ~Q(verdict="") & ~Q(then="") & ~Q(because="") & ~Q(judged_by="") & Q(judged_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.effect_id} {self.verdict}"
