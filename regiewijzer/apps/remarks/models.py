"""A remark with its replies, and who is mentioned in it."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _

from regiewijzer.apps.remarks.states import Kind, State

LONGEST = 2000


class Remark(models.Model):
    """A question or remark at an address of our own site. `part` names what of the page it is about: a chart, a row.

    Without an author the program itself asks, in the name of nobody, and `organisation` is who reads and answers it.
    `beside`: a page of our own site with what must be known with it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    address = models.CharField(max_length=600, db_index=True)
    title = models.CharField(max_length=200)
    part = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    state = models.CharField(max_length=20, choices=State.choices, default=State.OPEN)
    text = models.TextField(max_length=LONGEST)
    beside = models.CharField(max_length=600, blank=True)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
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

    @property
    def writer(self) -> str:
        """Who wrote it: someone's name, or the program."""
        return self.author.get_username() if self.author else _("gemaakt door Regiewijzer")


class Reply(models.Model):
    """One reply; what was said is never changed. Without an author it is a note of the program."""

    remark = models.ForeignKey(Remark, on_delete=models.CASCADE, related_name="replies")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    text = models.TextField(max_length=LONGEST)
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """In the order in which they were written."""

        ordering = ("written_at", "pk")

    def __str__(self) -> str:
        return f"{self.author_id} {self.written_at:%Y-%m-%d %H:%M}"

    @property
    def writer(self) -> str:
        """Who wrote it: organisation and name, or the program."""
        return f"{self.author.organisation.name}, {self.author.get_username()}" if self.author else "Regiewijzer"
