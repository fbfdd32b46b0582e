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

    objects = PeopleManager()

    class Meta(AbstractUser.Meta):
        """A user always has a role."""

        constraints = (models.CheckConstraint(name="user_role_known", condition=models.Q(role__in=Role.values)),)
