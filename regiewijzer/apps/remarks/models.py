"""A remark with its replies, and who is mentioned in it."""

import uuid

from django.conf import settings
from django.db import models

from regiewijzer.apps.remarks.states import Kind, State

LONGEST = 2000


class Remark(models.Model):
    """A question or remark at an address of our own site. `part` names what of the page it is about: a chart, a row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    address = models.CharField(max_length=600, db_index=True)
    title = models.CharField(max_length=200)
    part = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    state = models.CharField(max_length=20, choices=State.choices, default=State.OPEN)
    text = models.TextField(max_length=LONGEST)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    mentioned = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")

    class Meta:
        """What changed last comes first."""

        ordering = ("-changed_at",)
        constraints = (
            models.CheckConstraint(name="remark_state_known", condition=models.Q(state__in=State.values)),
            models.CheckConstraint(name="remark_at_our_own_site", condition=models.Q(address__startswith="/")),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.address}"


class Reply(models.Model):
    """One reply; what was said is never changed."""

    remark = models.ForeignKey(Remark, on_delete=models.CASCADE, related_name="replies")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=LONGEST)
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """In the order in which they were written."""

        ordering = ("written_at", "pk")

    def __str__(self) -> str:
        return f"{self.author_id} {self.written_at:%Y-%m-%d %H:%M}"
