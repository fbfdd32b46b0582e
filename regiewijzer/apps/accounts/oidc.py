"""Signing in through the provider of identities of one's own organisation (OpenID Connect)."""

import logging
from collections.abc import Mapping
from typing import Any

import requests
from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from jwt import PyJWK, PyJWTError, get_unverified_header
from mozilla_django_oidc.auth import OIDCAuthenticationBackend
from mozilla_django_oidc.views import OIDCAuthenticationCallbackView, OIDCAuthenticationRequestView
from requests import RequestException

from regiewijzer.apps.accounts import actions
from regiewijzer.apps.accounts.identity_provider import ClaimsRefused, IdentityProvider
from regiewijzer.apps.accounts.models import User
from regiewijzer.apps.accounts.roles import fits

LOG = logging.getLogger(__name__)
Claims = Mapping[str, Any]
REFUSED = "sign_in_refused"  # where the session keeps why, for the page that says so


def provider() -> IdentityProvider | None:
    """Return the provider of this installation, None when there is none."""
    found: IdentityProvider | None = settings.REGIEWIJZER_IDENTITY_PROVIDER
    return found


class UnknownKey(SuspiciousOperation):
    """An identity token was signed with a key that the provider does not make known (any more)."""


def _signs(key: Mapping[str, Any], header: Mapping[str, Any], *, by_id: bool) -> bool:
    """Tell whether a key that the provider makes known is that of a token with this header; `by_id`: keys have ids here."""
    is_named = not by_id or (bool(header.get("kid")) and key.get("kid") == header["kid"])
    return is_named and key.get("use", "sig") == "sig" and key.get("alg", header.get("alg")) == header.get("alg")


class ProviderBackend(OIDCAuthenticationBackend):
    """Knows a person by issuer and subject alone: an equal name or mail address never opens somebody else's account."""

    get_user = ModelBackend.get_user  # unlike the library's, it refuses who is no longer active

    def authenticate(self, request: HttpRequest, **kwargs: Any) -> User | None:
        """Return the user whom the provider sends back; None when anything about it is not right.

        Without a nonce it is no answer to a question of ours: the form for passwords with a code in its address, say.
        """
        if kwargs.get("nonce") is None:
            return None
        try:
            user: User | None = super().authenticate(request, **kwargs)
        except UnknownKey:
            self._refuse("key")
            return None
        except (SuspiciousOperation, PyJWTError, RequestException, KeyError, ValueError) as error:
            LOG.warning("sign-in through the provider failed: %s", type(error).__name__)
            return None
        return user

    def _refuse(self, reason: str, subject: str = "") -> None:
        """Keep why someone is refused: for the page that says so, and for the log."""
        known = provider()
        assert known is not None, "the backend is only there with a provider"
        self.request.session[REFUSED] = reason
        actions.refuse_sign_in(username=f"{known.name}: {subject}" if subject else known.name, reason=reason)

    def retrieve_matching_jwk(self, token: str) -> PyJWK:
        """Return the key that signed the token, UnknownKey when there is none.

        The keys are asked anew at every sign-in, so that a provider may change them at any moment. A key of theirs without an id
        stops nobody whose token names another.
        """
        answer = requests.get(self.OIDC_OP_JWKS_ENDPOINT, timeout=self.get_settings("OIDC_TIMEOUT"))
        answer.raise_for_status()
        header, by_id = get_unverified_header(token), self.get_settings("OIDC_VERIFY_KID", True)
        keys = [key for key in answer.json()["keys"] if isinstance(key, dict)]
        matching = [key for key in keys if _signs(key, header, by_id=by_id)]
        if not matching:
            raise UnknownKey("no key of the provider signed this identity token")
        return PyJWK(matching[-1])

    def verify_token(self, token: str, **kwargs: Any) -> Claims:
        """Return the claims of an identity token that was made by our provider, for us."""
        claims: Claims = super().verify_token(token, **kwargs)
        audience = claims.get("aud")
        known = provider()
        assert known is not None, "the backend is only there with a provider"
        if claims.get("iss") != known.issuer or known.client_id not in (
            [audience] if isinstance(audience, str) else audience or []
        ):
            raise SuspiciousOperation("the identity token was not made by our provider for us")
        return claims

    def get_or_create_user(self, access_token: str, id_token: str, payload: Claims) -> User | None:
        """Return the user of these claims, made or brought up to date; None, and why in the session, when refused."""
        claims: Claims = {**payload, **self.get_userinfo(access_token, id_token, payload)}
        if not payload.get("sub") or claims["sub"] != payload["sub"]:
            raise SuspiciousOperation("user information about somebody else")
        known = provider()
        assert known is not None
        try:
            granted = known.granted(claims, fits)
            return actions.user_of_provider(issuer=known.issuer, subject=claims["sub"], granted=granted, claims=claims)
        except (ClaimsRefused, actions.UnknownOrganisation) as refused:
            reason = refused.reason if isinstance(refused, ClaimsRefused) else "organisation"
            self._refuse(reason, claims["sub"])
            return None


class ToProvider(OIDCAuthenticationRequestView):
    """Send the reader to the provider."""


class FromProvider(OIDCAuthenticationCallbackView):
    """Let the reader in who comes back from the provider."""

    def login_success(self) -> HttpResponse:
        """Open the session under a new key. A second step is the provider's to ask."""
        actions.sign_in(request=self.request, user=self.user, through="oidc", second_factor=True)
        return redirect(self.success_url)


def why_refused(request: HttpRequest) -> str:
    """Return why the provider's person was refused, once."""
    reason: str = request.session.pop(REFUSED, "")
    return reason
