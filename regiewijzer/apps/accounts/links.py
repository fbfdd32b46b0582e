"""The signed text in the link of an invitation."""

from django.core import signing

from regiewijzer.apps.accounts.models import Invitation
from regiewijzer.apps.accounts.models.invitation import VALID_FOR

_SALT = "accounts.invitation"


def invitation_token(invitation: Invitation) -> str:
    """Return the text for the link: signed with the moment, so that it can be neither made up nor kept."""
    return signing.dumps([invitation.pk, invitation.nonce], salt=_SALT)


def invitation_of(token: str) -> Invitation | None:
    """Return the invitation of a link, None when it is made up, too old, used, withdrawn or replaced."""
    try:
        key, nonce = signing.loads(token, salt=_SALT, max_age=VALID_FOR)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    found = Invitation.objects.filter(pk=key, nonce=nonce).select_related("organisation").first()
    return found if found and found.is_open else None
