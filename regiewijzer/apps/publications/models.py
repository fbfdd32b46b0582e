"""An edition with its figures. What was published is never changed: another edition takes its place."""

from django.db import models
from django.db.models import F, Q

from regiewijzer.apps.publications.states import FREQUENCIES, Audience, Protection, State
from regiewijzer.pipeline.catalogue_terms import Frequency

LONGEST = 4000
ONCE_PUBLISHED = (State.PUBLISHED, State.SUPERSEDED)


class Edition(models.Model):
    """An edition of the monitor for one audience, at one published moment (day and snapshot).

    `makers` are all who wrote at it: none of them may check it. `content_sha256` is over texts and figures together, set when it
    was checked: what is published is what was checked. `wanted` holds which figures were asked: indicator and dimension.
    `audit` is what the protection found when it attacked its own outcome.
    """

    number = models.PositiveIntegerField(unique=True)
    audience = models.CharField(max_length=20, choices=Audience.choices)
    state = models.CharField(max_length=20, choices=State.choices, default=State.DRAFT)
    title = models.CharField(max_length=150)
    summary = models.TextField(max_length=LONGEST)
    day = models.DateField()
    snapshot = models.PositiveIntegerField()
    frequency = models.CharField(max_length=20, choices=FREQUENCIES, default=Frequency.IRREGULAR.value)
    corrects = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="corrections")
    wrong = models.TextField(max_length=LONGEST, blank=True)

    wanted = models.JSONField(default=list)
    protection = models.CharField(max_length=20, choices=Protection.choices, default=Protection.WAITING)
    failure = models.CharField(max_length=300, blank=True)
    audit = models.JSONField(default=dict)
    audit_ok = models.BooleanField(default=False)
    content_sha256 = models.CharField(max_length=64, blank=True)

    makers = models.JSONField(default=list)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    checked_by = models.CharField(max_length=150, blank=True)
    checked_at = models.DateTimeField(null=True)
    published_by = models.CharField(max_length=150, blank=True)
    published_at = models.DateTimeField(null=True)
    replaced_by = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replaced")
    withdrawn_by = models.CharField(max_length=150, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=500, blank=True)

    class Meta:
        """Newest first; what belongs together is tied, and nothing is published without check and audit."""

        ordering = ("-number",)
        constraints = (
            models.CheckConstraint(name="edition_state_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(name="edition_audience_known", condition=Q(audience__in=Audience.values)),
            models.CheckConstraint(
                name="edition_checked_together",
                condition=Q(checked_by="", checked_at__isnull=True, content_sha256="")
                | (~Q(checked_by="") & ~Q(content_sha256="") & Q(checked_at__isnull=False)),
            ),
            models.CheckConstraint(name="edition_checked_by_another", condition=~Q(checked_by=F("made_by"))),
            models.CheckConstraint(
                name="edition_published_together",
                condition=Q(published_by="", published_at__isnull=True) | (~Q(published_by="") & Q(published_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="edition_published_after_check_and_audit",
                condition=~Q(state__in=ONCE_PUBLISHED) | (Q(audit_ok=True, checked_at__isnull=False, published_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="edition_withdrawn_together",
                condition=Q(state=State.WITHDRAWN, withdrawn_at__isnull=False) & ~Q(withdrawn_by="") & ~Q(withdrawn_because="")
                | ~Q(state=State.WITHDRAWN) & Q(withdrawn_by="", withdrawn_at__isnull=True, withdrawn_because=""),
            ),
            models.CheckConstraint(
                name="edition_correction_says_what_was_wrong",
                condition=Q(corrects__isnull=True, wrong="") | Q(corrects__isnull=False) & ~Q(wrong=""),
            ),
            models.CheckConstraint(
                name="edition_superseded_by_another", condition=~Q(state=State.SUPERSEDED) | Q(replaced_by__isnull=False)
            ),
            models.UniqueConstraint(fields=("audience",), condition=Q(state=State.PUBLISHED), name="edition_published_one"),
        )

    def __str__(self) -> str:
        return f"edition {self.number} ({self.state})"


class EditionFigure(models.Model):
    """One figure of an edition: its values and passport as text, with the hash of that text, and the words that go with it.

    `breakdown` is a dimension, empty for the whole region. The answers are frozen too: another program may word them otherwise.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="figures")
    position = models.PositiveIntegerField()
    indicator_id = models.CharField(max_length=80)
    breakdown = models.CharField(max_length=30, blank=True)
    key = models.SlugField(max_length=120)
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    answer_nl = models.TextField(blank=True)
    answer_en = models.TextField(blank=True)
    explanation = models.TextField(max_length=LONGEST, blank=True)

    class Meta:
        """In the order of the page; once per figure."""

        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=("edition", "key"), name="edition_figure_once"),)

    def __str__(self) -> str:
        return f"{self.edition_id} {self.key}"
