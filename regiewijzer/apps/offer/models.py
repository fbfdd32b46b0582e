"""The agreement on one function of the necessary offer, every version kept."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Unit(models.TextChoices):
    """What the norm counts."""

    PLACES = "places", _("plekken")
    HOURS = "hours", _("uren per maand")


class Agreement(models.Model):
    """One version of what was agreed for a function: `number` 1, 2, ...; the highest holds.

    `products` are product categories whose running trajectories are the demand, `care_forms` the forms of care whose places are
    the capacity. `per_hundred`: how many places, or hours a month, a hundred running trajectories take.
    """

    code = models.SlugField(max_length=40)
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=120)
    products: Any = models.JSONField()
    care_forms: Any = models.JSONField()
    unit = models.CharField(max_length=10, choices=Unit.choices, default=Unit.PLACES)
    norm = models.PositiveIntegerField()
    per_hundred = models.PositiveIntegerField(default=100)
    owner = models.CharField(max_length=150)
    agreed_on = models.DateField()
    consequence = models.TextField(max_length=2000)
    why = models.TextField(max_length=2000, blank=True)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """By name; a version of a function once."""

        ordering = ("name", "-number")
        constraints = (
            models.UniqueConstraint(fields=("code", "number"), name="agreement_version_once"),
            models.CheckConstraint(name="agreement_unit_known", condition=Q(unit__in=Unit.values)),
            models.CheckConstraint(name="agreement_takes_something", condition=Q(per_hundred__gt=0)),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.number}"
