"""One line in the conversation about a group: what was done or said, by whom. Nothing in it is ever changed."""

from django.conf import settings
from django.db import models

from regiewijzer.apps.findings.models.group import Group
from regiewijzer.apps.findings.states import Step

LONGEST = 2000


class Line(models.Model):
    """A step with its text. Without an author the program did it; `until` is the last day of a waiver, `count` of how many."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="lines")
    step = models.CharField(max_length=20, choices=Step.choices)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    text = models.TextField(max_length=LONGEST, blank=True)
    until = models.DateField(null=True, blank=True)
    count = models.PositiveIntegerField(null=True, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """In the order in which things happened."""

        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.step} {self.group_id}"

    @property
    def writer(self) -> str:
        """Who did it: organisation and name, or the program."""
        return f"{self.author.organisation.name}, {self.author.get_username()}" if self.author else "Regiewijzer"
