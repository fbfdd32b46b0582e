"""What other apps and the set-up may use of accounts."""

from regiewijzer.apps.accounts.actions import create_administrator, renew_password
from regiewijzer.figures.scope import REGION, Scope

__all__ = ["create_administrator", "renew_password", "scope_of"]


def scope_of(user: object) -> Scope:
    """Return what this user may see: decided here and nowhere else.

    There is one role, the administrator, who sees the whole region through the disclosure gate.
    """
    assert getattr(user, "is_authenticated", False), "a figure was asked for without a user"
    return REGION
