"""Everything that mail reads."""

from typing import Any

from django.db.models import QuerySet

from regiewijzer.apps.post.models import Notice, Preference
from regiewijzer.apps.post.topics import DEFAULTS, Frequency, Topic


def frequency_of(user: Any, topic: Topic) -> Frequency:
    """Return how often the user wants mail about the topic."""
    chosen = Preference.objects.filter(user=user, topic=topic).values_list("frequency", flat=True).first()
    return Frequency(chosen) if chosen else DEFAULTS[topic]


def frequencies_of(user: Any) -> dict[Topic, Frequency]:
    """Return the choice of the user per topic."""
    return {topic: frequency_of(user, topic) for topic in Topic}


def waiting() -> QuerySet[Notice]:
    """Return the notices that were not mailed, by user, oldest first."""
    return Notice.objects.filter(sent_at__isnull=True).select_related("user").order_by("user_id", "created_at", "pk")
