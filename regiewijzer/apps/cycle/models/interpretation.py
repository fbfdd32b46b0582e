"""What is said at an interpretation table, and what came out of it."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from regiewijzer.apps.cycle.models.item import Item


class Voice(models.TextChoices):
    """In which role someone speaks at the table; the name of the role is what is kept."""

    CLIENT = "client", _("jongere")
    PARENT = "parent", _("ouder")
    PROFESSIONAL = "professional", _("hulpverlener")
    MUNICIPALITY = "municipality", _("gemeente")
    PROVIDER = "provider", _("aanbieder")
    EDUCATION = "education", _("onderwijs")
    SCIENCE = "science", _("wetenschap")


class Says(models.TextChoices):
    """What a contribution does with the figure beside it."""

    TELLS = "tells", _("vertelt het verhaal erachter")
    ADDS = "adds", _("vult aan wat ontbreekt")
    AGREES = "agrees", _("is het ermee eens")
    DISSENTS = "dissents", _("is het er niet mee eens")
    DOUBTS = "doubts", _("twijfelt")


class Shown(models.TextChoices):
    """Whether others read a contribution: someone looks first whether it tells of a child."""

    WAITING = "waiting", _("wacht op beoordeling")
    SHOWN = "shown", _("te lezen")
    REFUSED = "refused", _("niet geplaatst")
    REMOVED = "removed", _("verwijderd op verzoek")


class Outcome(models.TextChoices):
    """What a table may end with."""

    MEANING = "meaning", _("betekenis van de cijfers")
    VERDICT = "verdict", _("oordeel over een beleidsdoel")
    URGENT = "urgent", _("dringend advies")
    RESEARCH = "research", _("vervolgonderzoek")


class Contribution(models.Model):
    """What someone says, in the name of a role. The name of a person is shown only when that person chose so.

    A text that was refused or removed is empty: free text can hold what nobody may keep. `secret`: with which a visitor without
    an account finds it again and takes it back.
    """

    interpretation = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="contributions")
    voice = models.CharField(max_length=20, choices=Voice.choices)
    says = models.CharField(max_length=10, choices=Says.choices)
    text = models.TextField(max_length=2000, blank=True)
    name = models.CharField(max_length=100, blank=True)
    writer = models.CharField(max_length=150, blank=True)
    secret = models.CharField(max_length=64, blank=True, db_index=True)
    shown = models.CharField(max_length=10, choices=Shown.choices, default=Shown.WAITING)
    consent = models.BooleanField(default=False)
    written_at = models.DateTimeField(default=timezone.now)
    judged_by = models.CharField(max_length=150, blank=True)
    judged_because = models.CharField(max_length=300, blank=True)

    class Meta:
        """In the order in which they came; nothing is kept of what nobody may read."""

        ordering = ("written_at", "pk")
        constraints = (
            models.CheckConstraint(
                name="cycle_nothing_kept_of_refused", condition=Q(shown__in=[Shown.WAITING, Shown.SHOWN]) | Q(text="", name="")
            ),
        )

    def __str__(self) -> str:
        return f"{self.interpretation_id} {self.voice} {self.says}"


class TableOutcome(models.Model):
    """What a table ends with. Follow-up research needs the consent of who asked the question."""

    interpretation = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="outcomes")
    kind = models.CharField(max_length=10, choices=Outcome.choices)
    text = models.TextField(max_length=2000)
    consent_of = models.CharField(max_length=150, blank=True)

    class Meta:
        """In the order in which they were written."""

        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(name="cycle_research_with_consent", condition=~Q(kind=Outcome.RESEARCH) | ~Q(consent_of="")),
        )

    def __str__(self) -> str:
        return f"{self.interpretation_id} {self.kind}"
