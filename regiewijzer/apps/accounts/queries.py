"""Everything that accounts reads."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef
from django.utils import timezone

from regiewijzer.apps.accounts.models import ApiToken, Authenticator, Invitation, Organisation, TokenScope, User
from regiewijzer.apps.accounts.tokens import read_token


def users() -> Sequence[User]:
    """Return all users, by organisation; each knows whether it has a second step."""
    second = Exists(Authenticator.objects.filter(user=OuterRef("pk")))
    found = User.objects.select_related("organisation").annotate(has_second_factor=second)
    return list(found.order_by("organisation__kind", "organisation__name", "username"))


def open_invitations() -> Sequence[Invitation]:
    """Return the invitations that can still be accepted, newest first."""
    found = Invitation.objects.filter(accepted_at=None, withdrawn_at=None).select_related("organisation")
    return [one for one in found if one.is_open]


def has_second_factor(user: User) -> bool:
    """Tell whether the user has set up the second step."""
    return Authenticator.objects.filter(user=user).exists()


def organisations() -> Sequence[Organisation]:
    """Return all organisations, by kind and name."""
    return list(Organisation.objects.all())


def count_organisations(kind: str) -> int:
    """Return how many organisations of a kind have people here."""
    return Organisation.objects.filter(kind=kind).count()


def tokens() -> Sequence[ApiToken]:
    """Return all tokens, newest first."""
    return list(ApiToken.objects.select_related("organisation"))


def valid_token(text: str, *, needs: TokenScope | str) -> ApiToken | None:
    """Return the token of this text when it is known, not ended, and for what is asked; else None."""
    read = read_token(text)
    if read is None:
        return None
    found = ApiToken.objects.filter(prefix=read.prefix).select_related("organisation").first()
    if found is None or not read.is_of(found.hash) or not found.is_valid or not found.may(needs):
        return None
    return found


def was_used_today(token: ApiToken) -> bool:
    """Tell whether it was already noted that the token was used today."""
    return token.last_used_on == timezone.localdate()
