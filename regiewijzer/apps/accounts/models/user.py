"""The user of the pages."""

from typing import Any

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models

from regiewijzer.apps.accounts.models.organisation import Organisation
from regiewijzer.apps.accounts.roles import Role


class PeopleManager(UserManager["User"]):
    """Makes users; the first administrator belongs to the service organisation."""

    def create_superuser(self, username: str, email: str | None = None, password: str | None = None, **extra: Any) -> "User":
        """Make an administrator. Django's own superuser rights mean nothing here: rights follow from the role."""
        extra = {"role": Role.ADMINISTRATOR, "organisation": Organisation.objects.service_organisation(), **extra}
        return self.create_user(username, email, password, **extra)


class User(AbstractUser):
    """A user; own class from the start, since changing it later moves every table that points to it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="users")
    role = models.CharField(max_length=30, choices=Role.choices)
    # Who comes in through the door of the own organisation (OpenID Connect) is known by these two, never by name or address.
    issuer = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=255, blank=True)

    objects = PeopleManager()

    class Meta(AbstractUser.Meta):
        """A user always has a role; someone of another provider of identities is one user."""

        constraints = (
            models.CheckConstraint(name="user_role_known", condition=models.Q(role__in=Role.values)),
            models.CheckConstraint(
                name="user_subject_of_issuer",
                condition=models.Q(issuer="", subject="") | (~models.Q(issuer="") & ~models.Q(subject="")),
            ),
            models.UniqueConstraint(fields=("issuer", "subject"), condition=~models.Q(issuer=""), name="user_subject_once"),
        )
