"""Signing in at the provider of one's own organisation: against a real provider, in a process of its own."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.contrib.auth import authenticate
from django.test import Client, RequestFactory

from regiewijzer.apps.accounts.identity_provider import IdentityProvider, parse_provider, provider_settings
from regiewijzer.apps.accounts.models import User
from regiewijzer.apps.accounts.roles import OrganisationKind, Role
from regiewijzer.apps.audit.models import AuditEvent
from tests.support.people import organisation, person

pytestmark = pytest.mark.django_db
BACKENDS = ["django.contrib.auth.backends.ModelBackend", "regiewijzer.apps.accounts.oidc.ProviderBackend"]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where the provider listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "-p", str(port)], stderr=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 60
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            break
        except OSError:
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.1)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(30)


def _provider(address: str) -> IdentityProvider:
    return parse_provider(
        {
            "name": "Inloggen met uw organisatie",
            "issuer": address,
            "client_id": "regiewijzer",
            "client_secret": "geheim",
            "authorization_endpoint": f"{address}/oauth2/authorize",
            "token_endpoint": f"{address}/oauth2/token",
            "userinfo_endpoint": f"{address}/userinfo",
            "jwks_uri": f"{address}/jwks",
            "check_key_id": False,  # this provider gives its keys no name
            "organisations": {"oostveen": "municipality:0518", "SO": "service_organisation:service", "weg": "municipality:9999"},
            "roles": {"controller": "municipal_controller", "wethouder": "alderman", "directeur": "director"},
            "second_factor": ["mfa"],
        }
    )


@pytest.fixture
def provider(address, home, settings) -> IdentityProvider:
    organisation(OrganisationKind.MUNICIPALITY)
    return _use(settings, _provider(address))


def _use(settings, found: IdentityProvider) -> IdentityProvider:
    settings.REGIEWIJZER_IDENTITY_PROVIDER, settings.AUTHENTICATION_BACKENDS = found, BACKENDS
    for name, value in provider_settings(found).items():
        setattr(settings, name, value)
    return found


@pytest.fixture
def known(address):
    """Let the provider know a person with claims."""

    def set_user(subject: str, **claims: object) -> str:
        requests.put(f"{address}/users/{subject}", json=claims, timeout=10).raise_for_status()
        return subject

    return set_user


def _sign_in(client: Client, subject: str, following: str = "/monitor"):
    """Go to the provider, sign in there, come back."""
    away = client.get("/inloggen/organisatie", {"next": following})["Location"]
    back = requests.post(away, data={"sub": subject}, allow_redirects=False, timeout=10).headers["Location"]
    parts = urlsplit(back)
    return client.get(f"{parts.path}?{parts.query}")


def _user(client: Client) -> User:
    return User.objects.get(pk=client.session["_auth_user_id"])


def test_someone_comes_in_with_organisation_and_role_of_the_claims(provider, known, visitor):
    assert "Inloggen met uw organisatie" in visitor.get("/inloggen").content.decode()
    known("anna", organisation="oostveen", roles=["controller"], email="anna@oostveen.example", name="Anna")
    before = visitor.session.session_key
    assert _sign_in(visitor, "anna")["Location"] == "/monitor"
    user = _user(visitor)
    assert (user.organisation.code, user.role, user.subject) == ("0518", Role.MUNICIPAL_CONTROLLER, "anna")
    assert not user.has_usable_password()
    assert visitor.session.session_key != before
    assert visitor.get("/monitor").status_code == 200
    assert AuditEvent.objects.filter(event="sign_in").first().details["through"] == "oidc"


def test_the_way_there_is_bound_to_this_browser(provider, visitor):
    asked = parse_qs(urlsplit(visitor.get("/inloggen/organisatie")["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert {"state", "nonce", "code_challenge"} <= asked.keys()


def test_the_role_follows_the_claims_at_every_sign_in(provider, known):
    for role, expected in (("controller", Role.MUNICIPAL_CONTROLLER), ("wethouder", Role.ALDERMAN)):
        known("bea", organisation="oostveen", roles=[role], email="bea@oostveen.example")
        client = Client()
        _sign_in(client, "bea")
        assert _user(client).role == expected
    assert User.objects.filter(subject="bea").count() == 1


@pytest.mark.parametrize(
    ("claims", "says"),
    [
        ({"organisation": "elders", "roles": ["controller"]}, "Uw organisatie is hier niet bekend"),
        ({"organisation": "weg", "roles": ["controller"]}, "Uw organisatie is hier niet bekend"),
        ({"organisation": "oostveen", "roles": ["directeur"]}, "geen rol in Regiewijzer"),
        ({"organisation": "oostveen"}, "geen rol in Regiewijzer"),
        ({"organisation": "SO", "roles": ["directeur"]}, "tweede stap"),
    ],
)
def test_who_does_not_belong_is_told_why_and_gets_no_account(provider, known, visitor, claims, says):
    known("cor", email="cor@elders.example", **claims)
    answer = _sign_in(visitor, "cor")
    assert answer["Location"] == "/inloggen/geweigerd"
    assert says in visitor.get("/inloggen/geweigerd").content.decode()
    assert "_auth_user_id" not in visitor.session
    assert not User.objects.filter(subject="cor").exists()
    assert AuditEvent.objects.filter(event="sign_in_failed").count() == 1


def test_an_equal_name_or_address_opens_nobody_else_s_account(provider, known, visitor, administrator):
    administrator.email = "beheer@regio.example"
    administrator.save()
    known("beheerder", organisation="oostveen", roles=["wethouder"], email="beheer@regio.example", preferred_username="beheerder")
    _sign_in(visitor, "beheerder")
    user = _user(visitor)
    assert user.pk != administrator.pk
    assert user.role == Role.ALDERMAN
    assert visitor.get("/gebruikers").status_code == 403


def test_who_was_deactivated_here_stays_out(provider, known, visitor):
    known("dirk", organisation="oostveen", roles=["controller"], email="dirk@oostveen.example")
    _sign_in(visitor, "dirk")
    User.objects.filter(subject="dirk").update(is_active=False)
    assert visitor.get("/monitor").status_code == 302, "also the session that was open"
    other = Client()
    assert _sign_in(other, "dirk")["Location"] == "/inloggen/geweigerd"
    assert "_auth_user_id" not in other.session


def test_a_token_of_another_issuer_or_for_another_program_is_refused(provider, known, visitor, settings):
    known("eva", organisation="oostveen", roles=["controller"], email="eva@oostveen.example")
    settings.REGIEWIJZER_IDENTITY_PROVIDER = replace(provider, issuer="https://elders.example")
    assert _sign_in(visitor, "eva")["Location"] == "/inloggen/geweigerd"
    settings.REGIEWIJZER_IDENTITY_PROVIDER = replace(provider, client_id="ander-programma")
    assert _sign_in(visitor, "eva")["Location"] == "/inloggen/geweigerd"
    assert not User.objects.filter(subject="eva").exists()


def test_an_answer_that_was_not_asked_in_this_browser_is_refused(provider, known, visitor):
    """Somebody else's answer, as in a link that an attacker sends, signs nobody in."""
    known("fred", organisation="oostveen", roles=["controller"], email="fred@oostveen.example")
    away = Client().get("/inloggen/organisatie")["Location"]
    back = requests.post(away, data={"sub": "fred"}, allow_redirects=False, timeout=10).headers["Location"]
    answer = visitor.get(f"{urlsplit(back).path}?{urlsplit(back).query}")
    assert answer["Location"] == "/inloggen/geweigerd"
    assert "_auth_user_id" not in visitor.session


def test_a_code_on_the_form_for_passwords_is_no_sign_in(provider, known):
    known("gijs", organisation="oostveen", roles=["controller"], email="gijs@oostveen.example")
    away = Client().get("/inloggen/organisatie")["Location"]
    back = requests.post(away, data={"sub": "gijs"}, allow_redirects=False, timeout=10).headers["Location"]
    request = RequestFactory().post(f"/inloggen?{urlsplit(back).query}", {"username": "x", "password": "y"})
    request.session = {}
    assert authenticate(request, username="x", password="y") is None


def test_a_provider_that_is_away_is_told_and_is_no_fault_of_ours(provider, visitor, settings):
    settings.OIDC_OP_TOKEN_ENDPOINT = "http://127.0.0.1:9/token"
    visitor.get("/inloggen/organisatie")
    state = next(iter(visitor.session["oidc_states"]))
    answer = visitor.get("/inloggen/organisatie/terug", {"code": "x", "state": state})
    assert answer["Location"] == "/inloggen/geweigerd"
    assert "niet gelukt" in visitor.get("/inloggen/geweigerd").content.decode()


def test_the_way_back_never_leads_elsewhere(provider, known, visitor):
    known("hans", organisation="oostveen", roles=["controller"], email="hans@oostveen.example")
    assert _sign_in(visitor, "hans", following="https://elsewhere.example/")["Location"] == "/"


def test_without_a_provider_the_door_is_not_there(home, visitor):
    assert visitor.get("/inloggen/organisatie")["Location"] == "/inloggen"
    assert "met een wachtwoord van Regiewijzer" not in visitor.get("/inloggen").content.decode()


def test_passwords_keep_working_beside_the_provider(provider, visitor):
    user = person(Role.COUNCILLOR)
    user.set_password("een-lang-wachtwoord")
    user.save()
    assert visitor.post("/inloggen", {"username": user.username, "password": "een-lang-wachtwoord"}).status_code == 302
    assert _user(visitor) == user
