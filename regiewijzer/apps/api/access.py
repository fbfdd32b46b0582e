"""Who calls: the organisation behind a token. What it may see follows from its scope, as on the pages."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer

from regiewijzer.apps.accounts.service import TokenScope, organisation_of_token, scope_of_organisation
from regiewijzer.figures.scope import Scope


class Token(HttpBearer):
    """A bearer token of an organisation that is valid for reading, or for delivering."""

    openapi_description = "Token of an organisation, made on the page Toegang voor programma's."

    def __init__(self, needs: TokenScope) -> None:
        super().__init__()
        self.needs = needs

    def authenticate(self, request: HttpRequest, token: str) -> Any:  # noqa: ARG002 (the framework's signature)
        """Return the organisation, None (401) for a token that is unknown, withdrawn, expired or for something else."""
        return organisation_of_token(token, needs=self.needs)


READS, DELIVERS = Token(TokenScope.READ), Token(TokenScope.DELIVER)


@dataclass(frozen=True, slots=True)
class NeedsToken:
    """The rule of an address of the interface: no user opens it, a token does. The use of a token is in the audit log."""

    is_recorded = False

    def allows(self, user: Any) -> bool:  # noqa: ARG002 (a signed-in user is not what it asks for)
        """Signing in does not help."""
        return False


def caller(request: HttpRequest) -> Any:
    """Return the organisation behind the token; the framework has put it there."""
    return request.auth  # type: ignore[attr-defined]


def scope_of_caller(request: HttpRequest) -> Scope:
    """Return what the organisation behind the token may see."""
    return scope_of_organisation(caller(request))
