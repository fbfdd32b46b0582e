"""Organisations, their users and tokens."""

from regiewijzer.apps.accounts.models.invitation import Invitation
from regiewijzer.apps.accounts.models.organisation import Organisation
from regiewijzer.apps.accounts.models.second_factor import Authenticator, RecoveryCode
from regiewijzer.apps.accounts.models.token import ApiToken, TokenScope
from regiewijzer.apps.accounts.models.user import User

__all__ = ["ApiToken", "Authenticator", "Invitation", "Organisation", "RecoveryCode", "TokenScope", "User"]
