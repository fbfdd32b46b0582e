"""How a decision weighed each perspective, and what each municipality still has to do."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from regiewijzer.apps.cycle.models.item import Item


class Perspective(models.TextChoices):
    """From where one looks at a decision; each of them is weighed in the open."""

    MUNICIPALITIES = "municipalities", _("gemeenten")
    PROVIDERS = "providers", _("aanbieders")
    CLIENTS = "clients", _("jongeren en ouders")


class Body(models.TextChoices):
    """Who in a municipality still has to act."""

    COLLEGE = "college", _("college")
    COUNCIL = "council", _("gemeenteraad")


class Weighing(models.Model):
    """What a perspective brought forward and how that was weighed."""

    decision = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="weighings")
    perspective = models.CharField(max_length=20, choices=Perspective.choices)
    text = models.TextField(max_length=2000)

    class Meta:
        """A perspective once."""

        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("decision", "perspective"), name="cycle_weighed_once"),)

    def __str__(self) -> str:
        return f"{self.decision_id} {self.perspective}"


class MunicipalTask(models.Model):
    """What a municipality has to do with a decision: which body, what, before which day, and when it was done."""

    decision = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="tasks")
    municipality_code = models.CharField(max_length=4)
    body = models.CharField(max_length=10, choices=Body.choices)
    what = models.CharField(max_length=300)
    due = models.DateField()
    done_on = models.DateField(null=True)
    done_by = models.CharField(max_length=150, blank=True)

    class Meta:
        """What is due first comes first; the same thing is asked once."""

        ordering = ("due", "municipality_code", "pk")
        constraints = (
            models.UniqueConstraint(fields=("decision", "municipality_code", "body", "what"), name="cycle_task_once"),
            models.CheckConstraint(
                name="cycle_task_done_together",
                condition=models.Q(done_on__isnull=True, done_by="") | models.Q(done_on__isnull=False) & ~models.Q(done_by=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.decision_id} {self.municipality_code} {self.body}"
