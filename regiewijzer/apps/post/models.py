"""What is to be mailed to whom, and what each user wants."""

from django.conf import settings
from django.db import models

from regiewijzer.apps.post.topics import Frequency, topics


class Preference(models.Model):
    """How often a user wants mail about a topic; without a row the default of the topic holds."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    topic = models.CharField(max_length=20, choices=topics)
    frequency = models.CharField(max_length=20, choices=Frequency.choices)

    class Meta:
        """One choice per topic."""

        constraints = (models.UniqueConstraint(fields=("user", "topic"), name="preference_once_per_topic"),)

    def __str__(self) -> str:
        return f"{self.user_id} {self.topic} {self.frequency}"


class Notice(models.Model):
    """One thing to tell one user. `address` is a path on our own site; `sent_at` is empty until it was mailed.

    `stop_address`: the page where this user can end what the notice comes from, empty when that is only the preference.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    topic = models.CharField(max_length=20, choices=topics)
    frequency = models.CharField(max_length=20, choices=Frequency.choices)
    subject = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    address = models.CharField(max_length=600)
    stop_address = models.CharField(max_length=600, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        """In the order in which things happened."""

        ordering = ("created_at", "pk")
        indexes = (models.Index(fields=("sent_at", "user"), name="notice_to_send"),)

    def __str__(self) -> str:
        return f"{self.topic} {self.subject}"
