"""The second step of signing in."""

import re

import pyotp
import pytest
from django.test import Client
from django.utils import timezone

from regiewijzer.apps.accounts import policies, totp
from regiewijzer.apps.accounts.models import Authenticator, RecoveryCode
from regiewijzer.apps.audit.models import AuditEvent

from .conftest import PASSWORD

pytestmark = pytest.mark.django_db


def _password(client, **extra):
    return client.post("/inloggen", {"username": "beheerder", "password": PASSWORD, **extra})


def _secret(html: str) -> str:
    return re.search(r'<code class="rw-wrap">([A-Z2-7 ]+)</code>', html)[1].replace(" ", "")


@pytest.fixture
def app(page):
    """Someone who set up the second step; returns the generator of codes and the recovery codes."""
    generator = pyotp.TOTP(_secret(page.get("/tweede-stap").content.decode()))
    before = page.session.session_key
    html = page.post("/tweede-stap", {"code": generator.now()}).content.decode()
    assert page.session.session_key != before, "a session that may do more gets another key"
    codes = re.findall(r"<code>([a-z2-9-]{19})</code>", html)
    assert len(codes) == totp.RECOVERY_CODES
    return generator, codes


def _later(generator, steps: int = 1) -> str:
    """Return a code that was not used when the app was set up."""
    return generator.at(int(timezone.now().timestamp()) + steps * totp.STEP)


def test_after_the_password_a_code_is_asked(app, visitor):
    generator, _ = app
    first = _password(visitor, next="/leveringen")
    assert first["Location"] == "/inloggen/tweede-stap"
    assert "_auth_user_id" not in visitor.session
    assert visitor.get("/leveringen").status_code == 302, "half signed in is not signed in"
    done = visitor.post("/inloggen/tweede-stap", {"code": _later(generator)})
    assert done["Location"] == "/leveringen"
    assert visitor.get("/leveringen").status_code == 200
    assert AuditEvent.objects.filter(event="sign_in").first().details == {"through": "password", "second_factor": True}


def test_a_code_works_once(app, visitor):
    generator, _ = app
    code = _later(generator)
    for expected in (302, 200):
        client = Client()
        _password(client)
        assert client.post("/inloggen/tweede-stap", {"code": code}).status_code == expected


def test_a_recovery_code_works_once_however_it_is_typed(app):
    _, codes = app
    typed = codes[0].upper().replace("-", " ")
    for expected in (302, 200):
        client = Client()
        _password(client)
        assert client.post("/inloggen/tweede-stap", {"code": typed}).status_code == expected
    assert RecoveryCode.objects.filter(used_at=None).count() == len(codes) - 1


def test_guessing_codes_is_slowed_down_also_for_the_right_one(app, visitor):
    generator, _ = app
    _password(visitor)
    for _ in range(policies.CODE_TRIES):
        visitor.post("/inloggen/tweede-stap", {"code": "000000"})
    answer = visitor.post("/inloggen/tweede-stap", {"code": _later(generator)})
    assert "te vaak een verkeerde code" in answer.content.decode()


def test_the_second_step_is_nothing_without_the_first(app, visitor):
    assert visitor.get("/inloggen/tweede-stap")["Location"] == "/inloggen"


def test_a_password_of_long_ago_is_asked_again(app, visitor):
    _password(visitor)
    session = visitor.session
    key, moment, address = session["second_step"]
    session["second_step"] = [key, moment - 601, address]
    session.save()
    assert visitor.get("/inloggen/tweede-stap")["Location"] == "/inloggen"


def test_someone_who_was_deactivated_between_the_steps_stays_out(app, visitor, administrator):
    generator, _ = app
    _password(visitor)
    administrator.is_active = False
    administrator.save()
    assert visitor.post("/inloggen/tweede-stap", {"code": _later(generator)})["Location"] == "/inloggen"


def test_it_is_turned_off_or_renewed_with_a_code_only(app, page):
    generator, codes = app
    assert page.post("/tweede-stap", {"doel": "uit", "code": "123456"}).status_code == 200
    assert Authenticator.objects.count() == 1
    renewed = page.post("/tweede-stap", {"doel": "codes", "code": codes[0]}).content.decode()
    assert len(re.findall(r"<code>[a-z2-9-]{19}</code>", renewed)) == totp.RECOVERY_CODES
    assert codes[1] not in renewed
    assert page.post("/tweede-stap", {"doel": "uit", "code": _later(generator)}).status_code == 302
    assert (Authenticator.objects.count(), RecoveryCode.objects.count()) == (0, 0)


def test_a_wrong_first_code_sets_nothing_up_and_keeps_the_secret(page):
    secret = _secret(page.get("/tweede-stap").content.decode())
    html = page.post("/tweede-stap", {"code": "000000"}).content.decode()
    assert "Deze code klopt niet" in html
    assert _secret(html) == secret
    assert Authenticator.objects.count() == 0


def test_neither_secret_nor_recovery_codes_can_be_read_in_the_database(app):
    generator, codes = app
    kept = Authenticator.objects.get().sealed_secret
    assert generator.secret not in kept
    assert not {code for code in codes for row in RecoveryCode.objects.all() if code in row.hash}


@pytest.fixture
def productive(home):
    home.installation.write_text("mode: productive\n", "utf-8")


def test_where_persons_are_real_the_service_organisation_needs_it(productive, page, administrator):
    asked = page.get("/leveringen")
    assert (asked.status_code, asked["Location"]) == (302, "/tweede-stap")
    assert page.get("/")["Location"] == "/tweede-stap", "also the start page shows what is loaded"
    html = page.get("/tweede-stap").content.decode()
    assert "Voor uw rol is een tweede stap nodig" in html
    generator = pyotp.TOTP(_secret(html))
    page.post("/tweede-stap", {"code": generator.now()})
    assert page.get("/leveringen").status_code == 200
    page.post("/tweede-stap", {"doel": "uit", "code": _later(generator)})
    assert Authenticator.objects.count() == 1, "who needs it cannot turn it off"


def test_others_may_do_without_it(productive, home):
    from regiewijzer.apps.accounts.roles import Role
    from tests.support.people import person

    client = Client()
    client.force_login(person(Role.COUNCILLOR))
    assert client.get("/monitor").status_code == 200
