"""The file that says where the provider of identities is, and what its claims mean here."""

import pytest

from regiewijzer.apps.accounts.identity_provider import (
    ClaimsRefused,
    Granted,
    ProviderConfigurationError,
    parse_provider,
    provider_settings,
    read_provider,
)
from regiewijzer.apps.accounts.roles import fits

FILE = {
    "name": "Inloggen met uw organisatie",
    "issuer": "https://id.example",
    "client_id": "regiewijzer",
    "client_secret": "geheim",
    "authorization_endpoint": "https://id.example/authorize",
    "token_endpoint": "https://id.example/token",
    "userinfo_endpoint": "https://id.example/userinfo",
    "jwks_uri": "https://id.example/jwks",
    "claims": {"organisation": "org", "role": "groups"},
    "organisations": {"Oostveen": "municipality:9901", "SO": "service_organisation:service"},
    "roles": {"rw-controller": "municipal_controller", "rw-adviser": "municipal_adviser", "rw-director": "director"},
    "second_factor": ["mfa"],
}


def _granted(**claims):
    return parse_provider(FILE).granted(claims, fits)


def test_claims_give_an_organisation_and_a_role():
    assert _granted(org="Oostveen", groups=["x", "rw-adviser"]) == Granted("municipality", "9901", "municipal_adviser")
    assert _granted(org=["niets", "Oostveen"], groups="rw-adviser").code == "9901"


def test_of_several_roles_the_first_of_the_file_counts():
    assert _granted(org="Oostveen", groups=["rw-adviser", "rw-controller"]).role == "municipal_controller"


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        ({"groups": ["rw-controller"]}, "organisation"),
        ({"org": "Elders", "groups": ["rw-controller"]}, "organisation"),
        ({"org": {"x": 1}, "groups": ["rw-controller"]}, "organisation"),
        ({"org": "Oostveen"}, "role"),
        ({"org": "Oostveen", "groups": ["keizer"]}, "role"),
        ({"org": "Oostveen", "groups": ["rw-director"]}, "role"),
        ({"org": "SO", "groups": ["rw-director"]}, "second_factor"),
        ({"org": "SO", "groups": ["rw-director"], "amr": ["pwd"]}, "second_factor"),
    ],
)
def test_what_is_not_in_the_file_is_refused_with_the_reason(claims, reason):
    with pytest.raises(ClaimsRefused) as refused:
        _granted(**claims)
    assert refused.value.reason == reason


def test_a_second_step_at_the_provider_is_seen_in_either_claim():
    assert _granted(org="SO", groups="rw-director", amr=["pwd", "mfa"]).role == "director"
    assert _granted(org="SO", groups="rw-director", acr="mfa").role == "director"


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"issuer": None}, "issuer"),
        ({"jwks_uri": ""}, "jwks_uri"),
        ({"organisations": {"x": "9901"}}, "organisations.x"),
        ({"sign_algorithm": "none"}, "sign_algorithm"),
        ({"sign_algorithm": "HS256"}, "sign_algorithm"),
        ({"geheim": "x"}, "geheim"),
    ],
)
def test_a_file_that_cannot_be_used_says_where(changed, named):
    with pytest.raises(ProviderConfigurationError, match=named):
        parse_provider({**FILE, **changed})


def test_without_a_file_there_is_no_provider(tmp_path):
    assert read_provider(tmp_path / "oidc.yaml") is None


@pytest.mark.parametrize("text", ["- a", "a: [", "zomaar"])
def test_a_file_of_another_shape_is_refused(tmp_path, text):
    file = tmp_path / "oidc.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(ProviderConfigurationError):
        read_provider(file)


def test_the_flow_is_the_strict_one():
    settings = provider_settings(parse_provider(FILE))
    assert settings["OIDC_USE_PKCE"] is True
    assert settings["OIDC_VERIFY_KID"] is True
    assert settings["OIDC_RP_SIGN_ALGO"] == "RS256"
    assert "OIDC_ALLOW_UNSECURED_JWT" not in settings
