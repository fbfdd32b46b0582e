"""One item of the policy cycle, its goals and figures, how items hang together, and what was changed."""

from django.db import models
from django.urls import reverse
from django.utils import timezone

from regiewijzer.apps.cycle.kinds import Kind
from regiewijzer.apps.cycle.states import UNSEEN, State

LONGEST = 6000


class Item(models.Model):
    """A question, analysis, interpretation, advice, response, decision, action or effect.

    `details` holds what only its kind asks, by the name of the field in the form of that kind (`forms/kinds.py`). `version` goes
    up with every change: who saved an older one is told so. `due`: the day on which someone must look at it again.
    """

    kind = models.CharField(max_length=20, choices=Kind.choices)
    state = models.CharField(max_length=20, choices=State.choices)
    title = models.CharField(max_length=150)
    text = models.TextField(max_length=LONGEST)
    details = models.JSONField(default=dict)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    author = models.CharField(max_length=150)
    due = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)
    moved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        """Newest first."""

        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(name="cycle_kind_known", condition=models.Q(kind__in=Kind.values)),
            models.CheckConstraint(name="cycle_state_known", condition=models.Q(state__in=State.values)),
        )
        indexes = (models.Index(fields=("kind", "state"), name="cycle_kind_state"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} ({self.state})"

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("cycle:item", args=[self.pk])

    @property
    def is_unseen(self) -> bool:
        """Tell whether it is still being written, and read by its makers alone."""
        return self.state in UNSEEN


class ItemGoal(models.Model):
    """An item serves a goal of a tree."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="goals")
    tree_id = models.CharField(max_length=80)
    code = models.CharField(max_length=80)

    class Meta:
        """In the order of the trees; a goal once."""

        ordering = ("tree_id", "code")
        constraints = (models.UniqueConstraint(fields=("item", "tree_id", "code"), name="cycle_goal_once"),)

    def __str__(self) -> str:
        return f"{self.item_id} {self.tree_id} {self.code}"


class Link(models.Model):
    """`after` came of `before`."""

    before = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="links_after")
    after = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="links_before")

    class Meta:
        """A link once, and never to itself."""

        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("before", "after"), name="cycle_link_once"),
            models.CheckConstraint(name="cycle_link_between_two", condition=~models.Q(before=models.F("after"))),
        )

    def __str__(self) -> str:
        return f"{self.before_id} -> {self.after_id}"


class ItemFigure(models.Model):
    """A frozen figure (its permanent id) that an item rests on, with what it says there.

    `drift` tells, in words, how the same question is answered now when that is otherwise; `drift_seen` that someone looked at it
    and let the item stand.
    """

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="figures")
    figure_id = models.CharField(max_length=80)
    caption = models.CharField(max_length=300)
    position = models.PositiveIntegerField()
    drift = models.CharField(max_length=500, blank=True)
    drift_seen = models.CharField(max_length=150, blank=True)
    compared_at = models.DateTimeField(null=True)

    class Meta:
        """In the order in which they were added; a figure once."""

        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=("item", "figure_id"), name="cycle_figure_once"),)

    def __str__(self) -> str:
        return f"{self.item_id} {self.figure_id}"


class Change(models.Model):
    """Who did what to an item, and how it read from then on. Never changed; gone with an item only."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="changes")
    at = models.DateTimeField(default=timezone.now)
    by = models.CharField(max_length=150)
    what = models.CharField(max_length=40)
    reason = models.CharField(max_length=1000, blank=True)
    content = models.JSONField(default=dict)

    class Meta:
        """Newest first."""

        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.item_id} {self.what}"


class Reminder(models.Model):
    """Someone was told that an item waits: once as long as it stands in the same state for the same reason."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")
    gap = models.CharField(max_length=30)
    since = models.DateTimeField()
    told_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Once."""

        constraints = (models.UniqueConstraint(fields=("item", "gap", "since"), name="cycle_reminded_once"),)

    def __str__(self) -> str:
        return f"{self.item_id} {self.gap}"
