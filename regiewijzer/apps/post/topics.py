"""What mail can be about, and how often someone wants it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Topic(models.TextChoices):
    """What a notice is about."""

    MENTION = "mention", _("iemand noemt u")
    REMARK = "remark", _("vragen en opmerkingen van en aan uw organisatie")
    DELIVERY = "delivery", _("wat er van een levering werd")
    SIGNAL = "signal", _("een verandering in een cijfer dat u volgt")
    FINDING = "finding", _("bevindingen in uw gegevens, en reacties daarop")
    BUDGET = "budget", _("een kans op overschrijding van de begroting boven de grens")
    CYCLE = "cycle", _("wat in de beleidscyclus op u wacht")
    CONTRACT = "contract", _("contracten die eindigen en plafonds die op raken")


class Frequency(models.TextChoices):
    """When a notice is mailed."""

    AT_ONCE = "at_once", _("meteen")
    DAILY = "daily", _("elke dag in één mail")
    NEVER = "never", _("niet")


def topics() -> list[tuple[str, object]]:
    """Return what mail can be about, for a field: asked when it is needed, so that a new topic does not change the database."""
    return list(Topic.choices)


DEFAULTS = {
    Topic.MENTION: Frequency.AT_ONCE,
    Topic.REMARK: Frequency.DAILY,
    Topic.DELIVERY: Frequency.DAILY,
    Topic.SIGNAL: Frequency.DAILY,
    Topic.FINDING: Frequency.DAILY,
    Topic.BUDGET: Frequency.DAILY,
    Topic.CYCLE: Frequency.DAILY,
    Topic.CONTRACT: Frequency.DAILY,
}
