"""The provider of identities of this installation (OpenID Connect): where it is, and what its claims mean here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ENDPOINTS = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
KNOWN = {*ENDPOINTS, "name", "issuer", "client_id", "client_secret", "sign_algorithm", "check_key_id", "claims"}
KNOWN |= {"organisations", "roles", "second_factor"}
SIGNATURES = ("RS256", "RS384", "RS512", "ES256", "ES384")  # with a key of the provider's own; never unsigned


class ProviderConfigurationError(ValueError):
    """The file cannot be used; the text (Dutch) names the place."""


class ClaimsRefused(Exception):
    """Someone is known to the provider, but may not come in here; `reason` is organisation, role or second_factor."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Granted:
    """What claims give: an organisation (kind and code) and a role there."""

    kind: str
    code: str
    role: str


@dataclass(frozen=True, slots=True)
class IdentityProvider:
    """Where the provider is and how its claims are read.

    `organisations` maps a value of the claim to kind and code, `roles` a value to a role, in the order in which they are tried.
    With `second_factor` one of these values must be in the claims amr or acr of who works for the service organisation.
    """

    name: str
    issuer: str
    client_id: str
    client_secret: str
    authorization_endpoint: str
    token_endpoint: str
    userinfo_endpoint: str
    jwks_uri: str
    sign_algorithm: str
    check_key_id: bool
    organisation_claim: str
    role_claim: str
    organisations: Mapping[str, tuple[str, str]]
    roles: Mapping[str, str]
    second_factor: frozenset[str]

    def granted(self, claims: Mapping[str, Any], fits: Callable[[str, str], bool]) -> Granted:
        """Return organisation and role of these claims; ClaimsRefused when one of them is not known here.

        `fits` tells whether an organisation of a kind has people in a role: fits(role, kind).
        """
        stated = _values(claims, self.organisation_claim)
        organisation = next((self.organisations[one] for one in stated if one in self.organisations), None)
        if organisation is None:
            raise ClaimsRefused("organisation")
        kind, code = organisation
        held = set(_values(claims, self.role_claim))
        role = next((role for value, role in self.roles.items() if value in held and fits(role, kind)), None)
        if role is None:
            raise ClaimsRefused("role")
        used = {*_values(claims, "amr"), *_values(claims, "acr")}
        if kind == "service_organisation" and self.second_factor and used.isdisjoint(self.second_factor):
            raise ClaimsRefused("second_factor")
        return Granted(kind, code, role)


def _values(claims: Mapping[str, Any], name: str) -> Sequence[str]:
    """Return a claim that may hold one value or a list; what is not text is no value."""
    value = claims.get(name, ())
    found = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    return [one for one in found if isinstance(one, str)]


def _text(raw: Mapping[str, Any], name: str) -> str:
    value = raw.get(name)
    if not isinstance(value, str) or not value:
        raise ProviderConfigurationError(f"oidc.yaml: {name} ontbreekt of is geen tekst")
    return value


def _organisation(value: str, stated: object) -> tuple[str, str]:
    kind, colon, code = stated.partition(":") if isinstance(stated, str) else ("", "", "")
    if not (kind and colon and code):
        raise ProviderConfigurationError(f"oidc.yaml: organisations.{value}: 'municipality:0518' werd verwacht, niet {stated!r}")
    return kind, code


def _signature(value: object) -> str:
    if value not in SIGNATURES:
        raise ProviderConfigurationError(f"oidc.yaml: sign_algorithm: een van {', '.join(SIGNATURES)} werd verwacht")
    return str(value)


def parse_provider(raw: Mapping[str, Any]) -> IdentityProvider:
    """Return the provider of a parsed file; ProviderConfigurationError names what is wrong."""
    if unknown := set(raw) - KNOWN:
        raise ProviderConfigurationError(f"oidc.yaml: onbekend: {', '.join(sorted(unknown))}")
    claims = raw.get("claims") or {}
    return IdentityProvider(
        name=_text(raw, "name"),
        issuer=_text(raw, "issuer"),
        client_id=_text(raw, "client_id"),
        client_secret=_text(raw, "client_secret"),
        **{name: _text(raw, name) for name in ENDPOINTS},
        sign_algorithm=_signature(raw.get("sign_algorithm", "RS256")),
        check_key_id=bool(raw.get("check_key_id", True)),
        organisation_claim=claims.get("organisation", "organisation"),
        role_claim=claims.get("role", "roles"),
        organisations={str(value): _organisation(value, stated) for value, stated in (raw.get("organisations") or {}).items()},
        roles={str(value): str(role) for value, role in (raw.get("roles") or {}).items()},
        second_factor=frozenset(raw.get("second_factor") or ()),
    )


def read_provider(path: Path) -> IdentityProvider | None:
    """Return the provider in the file, None without a file."""
    if not path.exists():
        return None
    try:
        raw = yaml.safe_load(path.read_text("utf-8"))
    except yaml.YAMLError as error:
        raise ProviderConfigurationError(f"oidc.yaml: geen YAML: {error}") from error
    if not isinstance(raw, dict):
        raise ProviderConfigurationError("oidc.yaml: een lijst van namen met waarden werd verwacht")
    return parse_provider(raw)


def provider_settings(provider: IdentityProvider) -> dict[str, object]:
    """Return the settings of the library for this provider: code flow with PKCE, state and nonce, signed tokens only."""
    return {
        "OIDC_RP_CLIENT_ID": provider.client_id,
        "OIDC_RP_CLIENT_SECRET": provider.client_secret,
        "OIDC_RP_SIGN_ALGO": provider.sign_algorithm,
        "OIDC_RP_SCOPES": "openid email profile",
        "OIDC_OP_AUTHORIZATION_ENDPOINT": provider.authorization_endpoint,
        "OIDC_OP_TOKEN_ENDPOINT": provider.token_endpoint,
        "OIDC_OP_USER_ENDPOINT": provider.userinfo_endpoint,
        "OIDC_OP_JWKS_ENDPOINT": provider.jwks_uri,
        "OIDC_VERIFY_KID": provider.check_key_id,
        "OIDC_USE_PKCE": True,
        "OIDC_TIMEOUT": 10,
        "OIDC_AUTHENTICATION_CALLBACK_URL": "accounts:from_provider",
    }
