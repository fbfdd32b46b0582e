"""The keys of the provider of identities: they change, and an answer signed with any other is refused with the reason."""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from django.test import Client

from regiewijzer.apps.accounts.identity_provider import parse_provider, provider_settings
from regiewijzer.apps.accounts.models import User
from regiewijzer.apps.accounts.roles import OrganisationKind
from regiewijzer.apps.audit.models import AuditEvent
from tests.support.people import organisation

pytestmark = pytest.mark.django_db
CLAIMS = {"sub": "anna", "organisation": "oostveen", "roles": ["controller"], "email": "anna@oostveen.example"}


@pytest.fixture(scope="module")
def keys() -> tuple[RSAPrivateKey, RSAPrivateKey]:
    return generate_private_key(65537, 2048), generate_private_key(65537, 2048)


@dataclass
class Provider:
    """What a provider answers, to be changed by a test: the keys it makes known, and its token."""

    address: str = ""
    known: list[object] = field(default_factory=list)
    token: str = ""

    def make_known(self, key: RSAPrivateKey, **names: str) -> None:
        shown = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key()))
        self.known.append({**shown, "alg": "RS256", "use": "sig", **names})

    def answers(self) -> dict[str, object]:
        return {
            "/jwks": {"keys": self.known},
            "/token": {"id_token": self.token, "access_token": "a", "token_type": "Bearer"},
            "/userinfo": CLAIMS,
        }


@pytest.fixture
def provider(home, settings) -> Iterator[Provider]:
    found = Provider()

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps(found.answers()[self.path]).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.do_GET()

        def log_message(self, *_args: object) -> None:
            """Keep quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        found.address = f"http://127.0.0.1:{server.server_address[1]}"
        _use(settings, found.address)
        organisation(OrganisationKind.MUNICIPALITY)
        yield found
        server.shutdown()


def _use(settings, address: str) -> None:
    places = {
        "authorization_endpoint": "authorize",
        "token_endpoint": "token",
        "userinfo_endpoint": "userinfo",
        "jwks_uri": "jwks",
    }
    said = {"name": "Oostveen", "issuer": address, "client_id": "regiewijzer", "client_secret": "geheim"}
    mapped = {"organisations": {"oostveen": "municipality:0518"}, "roles": {"controller": "municipal_controller"}}
    known = parse_provider({**said, **mapped, **{name: f"{address}/{place}" for name, place in places.items()}})
    settings.REGIEWIJZER_IDENTITY_PROVIDER = known
    settings.AUTHENTICATION_BACKENDS = ["regiewijzer.apps.accounts.oidc.ProviderBackend"]
    for name, value in provider_settings(known).items():
        setattr(settings, name, value)


def sign_in(client: Client, provider: Provider, key: RSAPrivateKey, **header: str):
    """Go to the provider and come back with a token signed with that key."""
    asked = parse_qs(urlsplit(client.get("/inloggen/organisatie")["Location"]).query)
    now = int(time.time())
    said = {"iss": provider.address, "aud": "regiewijzer", "nonce": asked["nonce"][0], "iat": now, "exp": now + 300}
    provider.token = jwt.encode({**CLAIMS, **said}, key, algorithm="RS256", headers=header)
    return client.get("/inloggen/organisatie/terug", {"code": "c", "state": asked["state"][0]})


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_key_that_the_provider_changed_is_taken_at_once_and_the_old_one_no_more(provider, keys):
    old, new = keys
    provider.make_known(old, kid="old")
    first = Client()
    sign_in(first, provider, old, kid="old")
    assert is_in(first)
    provider.known.clear()
    provider.make_known(new, kid="new")
    second, third = Client(), Client()
    sign_in(second, provider, new, kid="new")
    assert is_in(second)
    assert sign_in(third, provider, old, kid="old")["Location"] == "/inloggen/geweigerd"
    assert not is_in(third)


@pytest.mark.parametrize("header", [{"kid": "elsewhere"}, {}, {"kid": ""}])
def test_an_unknown_key_is_refused_with_the_reason_and_recorded(provider, keys, visitor, header):
    provider.make_known(keys[0], kid="known")
    answer = sign_in(visitor, provider, keys[1], **header)
    assert answer["Location"] == "/inloggen/geweigerd"
    assert "een sleutel die zij niet bekendmaakt" in visitor.get("/inloggen/geweigerd").content.decode()
    assert not is_in(visitor)
    assert not User.objects.filter(subject="anna").exists()
    assert AuditEvent.objects.get(event="sign_in_failed").details["reason"] == "key"


def test_another_key_under_the_name_of_a_known_one_is_refused(provider, keys, visitor):
    provider.make_known(keys[0], kid="known")
    assert sign_in(visitor, provider, keys[1], kid="known")["Location"] == "/inloggen/geweigerd"
    assert not is_in(visitor)


def test_keys_for_other_uses_or_without_a_name_stop_nobody(provider, keys, visitor):
    provider.known.append("no key at all")
    provider.known.append({"kty": "RSA", "n": "AQAB", "e": "AQAB"})
    provider.make_known(keys[0], kid="known")
    provider.make_known(keys[1], kid="known", use="enc")
    sign_in(visitor, provider, keys[0], kid="known")
    assert is_in(visitor)


def test_a_set_without_keys_refuses_everyone(provider, keys, visitor):
    assert sign_in(visitor, provider, keys[0], kid="known")["Location"] == "/inloggen/geweigerd"
    assert not is_in(visitor)
