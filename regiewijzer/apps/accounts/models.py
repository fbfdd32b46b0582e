"""The user of the pages."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A user; own class from the start, since changing it later moves every table that points to it."""
