"""Organisations and their users."""

from regiewijzer.apps.accounts.models.organisation import Organisation
from regiewijzer.apps.accounts.models.user import User

__all__ = ["Organisation", "User"]
