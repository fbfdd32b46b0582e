"""A token with which a program of an organisation asks the API."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from regiewijzer.apps.accounts.models.organisation import Organisation


class TokenScope(models.TextChoices):
    """What a token is for."""

    READ = "read", _("cijfers lezen")
    DELIVER = "deliver", _("gegevens aanleveren")


class ApiToken(models.Model):
    """A token: shown once, kept as a hash. `prefix` is its beginning, by which people recognise it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=100)
    prefix = models.CharField(max_length=12, unique=True)
    hash = models.CharField(max_length=64)
    may_read = models.BooleanField(default=True)
    may_deliver = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.CharField(max_length=150)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.CharField(max_length=150, blank=True)
    last_used_on = models.DateField(null=True)

    class Meta:
        """Newest first; fields that belong together are tied."""

        ordering = ("-created_at",)
        constraints = (
            models.CheckConstraint(name="token_ends_later", condition=models.Q(expires_at__gt=models.F("created_at"))),
            models.CheckConstraint(name="token_is_for_something", condition=models.Q(may_read=True) | models.Q(may_deliver=True)),
            models.CheckConstraint(
                name="token_revoked_by_someone",
                condition=models.Q(revoked_at__isnull=True, revoked_by="")
                | models.Q(revoked_at__isnull=False) & ~models.Q(revoked_by=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.prefix}… {self.name}"

    @property
    def is_valid(self) -> bool:
        """Tell whether it still opens anything."""
        return self.revoked_at is None and timezone.now() < self.expires_at

    def may(self, scope: str) -> bool:
        """Tell whether it is for this."""
        return {TokenScope.READ: self.may_read, TokenScope.DELIVER: self.may_deliver}[TokenScope(scope)]
