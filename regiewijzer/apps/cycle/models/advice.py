"""The points of an advice, and what was said to each."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from regiewijzer.apps.cycle.models.item import Item


class Answer(models.TextChoices):
    """What becomes of a point."""

    ADOPT = "adopt", _("overnemen")
    ADAPT = "adapt", _("aangepast overnemen")
    NOT = "not", _("niet overnemen")


class AdvicePoint(models.Model):
    """One point of an advice. `stops`: what need not be done any more when this is done (nieuw voor oud)."""

    advice = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="points")
    position = models.PositiveIntegerField()
    text = models.TextField(max_length=1000)
    stops = models.CharField(max_length=500, blank=True)

    class Meta:
        """In their order."""

        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=("advice", "position"), name="cycle_point_once"),)

    def __str__(self) -> str:
        return f"{self.advice_id} {self.position}"


class PointResponse(models.Model):
    """What a response says to one point; anything but adopting it asks a reason."""

    response = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="answers")
    point = models.ForeignKey(AdvicePoint, on_delete=models.CASCADE, related_name="answers")
    answer = models.CharField(max_length=10, choices=Answer.choices)
    reason = models.TextField(max_length=1000, blank=True)

    class Meta:
        """In the order of the points; a point once."""

        ordering = ("point__position",)
        constraints = (
            models.UniqueConstraint(fields=("response", "point"), name="cycle_point_answered_once"),
            models.CheckConstraint(name="cycle_answer_with_reason", condition=Q(answer=Answer.ADOPT) | ~Q(reason="")),
        )

    def __str__(self) -> str:
        return f"{self.response_id} {self.point_id} {self.answer}"
