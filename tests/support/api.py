"""A caller of the interface for programs: a client with a token of an organisation."""

from datetime import UTC, datetime, timedelta

from django.test import Client

from regiewijzer.apps.accounts.actions.tokens import issue_token
from regiewijzer.apps.accounts.models import Organisation
from regiewijzer.apps.accounts.roles import OrganisationKind
from tests.support.people import organisation

ROOT = "/api/v1"


def token_of(which: Organisation, *, may_read: bool = True, may_deliver: bool = False) -> str:
    """Return a new token that is valid for a day."""
    expires = datetime.now(UTC) + timedelta(days=1)
    _kept, secret = issue_token(
        organisation=which, name="test", may_read=may_read, may_deliver=may_deliver, expires_at=expires, by="test"
    )
    return secret


def caller(kind: OrganisationKind, code: str = "", *, may_read: bool = True, may_deliver: bool = False) -> Client:
    """Return a client that calls for an organisation of this kind."""
    secret = token_of(organisation(kind, code), may_read=may_read, may_deliver=may_deliver)
    return Client(headers={"authorization": f"Bearer {secret}"})
