"""What a browser is told, and what it is not given."""

import re
import stat

import pytest
from django.test import Client

from regiewijzer.config.environment import SECRET_FILE, create_secret_key, read_environment, read_secret_key

from .conftest import PASSWORD

pytestmark = pytest.mark.django_db
ADDRESSES = ("/", "/monitor", "/monitor/waiting", "/monitor/waiting/berekening", "/leveringen", "/controles", "/wachtwoord")


@pytest.mark.usefixtures("invented")
def test_every_page_has_a_strict_policy_and_obeys_it(page, monkeypatch):
    from regiewijzer.apps.intake import queries

    monkeypatch.setattr(queries, "latest_snapshot", lambda home: 0)
    for address in ADDRESSES:
        answer = page.get(address)
        policy = answer["Content-Security-Policy"]
        assert "script-src 'self'" in policy
        assert "style-src 'self'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        html = answer.content.decode()
        assert not re.search(r'\sstyle="|<style|\son\w+="|javascript:', html), address
        scripts = re.findall(r"<script(?![^>]*application/json)[^>]*>(.*?)</script>", html, re.DOTALL)
        assert not [text for text in scripts if text.strip()], address
        assert not re.findall(r'(?:src|href|action)="(?:https?:)?//', html), "nothing comes from elsewhere"


def test_headers_of_a_page(page):
    answer = page.get("/leveringen")
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert "private" in answer["Cache-Control"]
    assert "HX-Request" in answer["Vary"]


def test_forms_are_refused_without_their_token(home, administrator):
    client = Client(enforce_csrf_checks=True)
    client.force_login(administrator)
    for address in ("/leveringen", "/uitloggen", "/taal", "/monitor/flow/vastleggen"):
        answer = client.post(address)
        assert answer.status_code == 403, address
        assert "Dit mag niet" in answer.content.decode()


def test_session_cookie_is_not_for_scripts(visitor, administrator):
    answer = visitor.post("/inloggen", {"username": "beheerder", "password": PASSWORD})
    cookie = answer.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_the_secret_key_is_made_once_and_for_the_owner_only(home):
    create_secret_key(home)
    first = read_secret_key(home)
    create_secret_key(home)
    assert read_secret_key(home) == first
    assert len(first) > 60
    assert stat.S_IMODE((home.path / SECRET_FILE).stat().st_mode) == 0o600


def test_an_installation_with_a_public_address_is_https_only():
    plain = read_environment({})
    assert not plain.is_https
    assert plain.hosts == ["localhost", "127.0.0.1", "[::1]"]
    public = read_environment({"REGIEWIJZER_ADDRESS": "https://monitor.example.nl/, https://regio.example.nl"})
    assert public.is_https
    assert public.addresses == ("https://monitor.example.nl", "https://regio.example.nl")
    assert public.hosts[:2] == ["monitor.example.nl", "regio.example.nl"]


def test_texts_from_messages_are_escaped(page, home, monkeypatch):
    from regiewijzer.apps.intake import queries
    from regiewijzer.checks.run import CheckResult
    from regiewijzer.figures.finding import Finding, Severity

    nasty = Finding("X", 2, Severity.ERROR, source_file="<script>a</script>.xml", value="<img onerror=a>", path="</dd><script>")
    monkeypatch.setattr(queries, "checks", lambda home: CheckResult((nasty,), (), ("X",)))
    html = page.get("/controles").content.decode()
    assert "<script>a" not in html
    assert "<img" not in html
    assert "&lt;img onerror=a&gt;" in html


def test_chart_data_cannot_end_its_element():
    from regiewijzer.web.templatetags.regiewijzer import element_data

    assert element_data({"a": "</script><!-- & "}, "x").count("<") == 2


def test_mail_goes_to_the_server_in_the_environment_or_is_shown():
    assert read_environment({}).mail is None
    found = read_environment({"REGIEWIJZER_MAIL": "smtp://jan%40regio:ge%3Aheim@mail.example.nl"}).mail
    assert (found.host, found.port, found.user, found.password, found.implicit_tls) == (
        *("mail.example.nl", 587, "jan@regio", "ge:heim"),
        False,
    )
    assert read_environment({"REGIEWIJZER_MAIL": "smtps://mail.example.nl"}).mail.port == 465
    for wrong in ("mail.example.nl", "http://mail.example.nl", "smtp://"):
        with pytest.raises(ValueError, match="REGIEWIJZER_MAIL"):
            read_environment({"REGIEWIJZER_MAIL": wrong})


def test_passwords_are_kept_as_argon2():
    from regiewijzer.config import settings

    assert settings.PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")
