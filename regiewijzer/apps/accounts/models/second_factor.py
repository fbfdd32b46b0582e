"""The second step of signing in: an app with codes (TOTP), and codes on paper for when it is lost."""

from django.conf import settings
from django.db import models


class Authenticator(models.Model):
    """The app of a user. `sealed_secret` can be read with the key of the installation only; `last_step` is never used again."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="authenticator")
    sealed_secret = models.TextField()
    last_step = models.PositiveBigIntegerField(default=0)
    confirmed_at = models.DateTimeField()


class RecoveryCode(models.Model):
    """A code that works once in the place of the app; only its hash is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="recovery_codes")
    hash = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    class Meta:
        """A code once per user."""

        constraints = (models.UniqueConstraint(fields=("user", "hash"), name="recovery_code_once"),)
