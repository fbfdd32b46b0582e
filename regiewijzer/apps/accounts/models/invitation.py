"""An invitation to become a user."""

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.crypto import get_random_string

from regiewijzer.apps.accounts.models.organisation import Organisation
from regiewijzer.apps.accounts.roles import Role

VALID_FOR = timedelta(days=7)


def new_nonce() -> str:
    """Return what makes one invitation unlike the next."""
    return get_random_string(32)


class Invitation(models.Model):
    """Someone was asked, by mail, to become a user in a role. It works once, for a week; asking again makes the former void."""

    email = models.EmailField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invitations")
    role = models.CharField(max_length=30, choices=Role.choices)
    nonce = models.CharField(max_length=32, default=new_nonce)
    invited_at = models.DateTimeField(default=timezone.now)
    invited_by = models.CharField(max_length=150)
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        """Newest first; what was accepted was not withdrawn."""

        ordering = ("-invited_at",)
        constraints = (
            models.CheckConstraint(
                name="invitation_one_end", condition=models.Q(accepted_at__isnull=True) | models.Q(withdrawn_at__isnull=True)
            ),
        )

    def __str__(self) -> str:
        return f"{self.email} ({self.role})"

    @property
    def is_open(self) -> bool:
        """Tell whether it can still be accepted."""
        return self.accepted_at is None and self.withdrawn_at is None and timezone.now() < self.invited_at + VALID_FOR
