"""Signing in and out."""

import pytest
from django.urls import reverse

from regiewijzer.apps.accounts import policies
from regiewijzer.apps.audit.models import AuditEvent

from .conftest import PASSWORD

pytestmark = pytest.mark.django_db


def _sign_in(client, password=PASSWORD, username="beheerder", **extra):
    return client.post(reverse("accounts:sign_in"), {"username": username, "password": password, **extra})


def test_signing_in_leads_to_the_page_that_was_asked_for(visitor, administrator):
    asked = visitor.get("/leveringen")
    assert asked.status_code == 302
    assert asked["Location"] == "/inloggen?next=/leveringen"
    assert _sign_in(visitor, next="/leveringen")["Location"] == "/leveringen"
    assert visitor.get("/leveringen").status_code == 200


def test_signing_in_never_leads_to_another_site(visitor, administrator):
    assert _sign_in(visitor, next="https://elsewhere.example/")["Location"] == "/"


def test_a_wrong_password_is_refused_without_telling_which_part_was_wrong(visitor, administrator):
    wrong_name = _sign_in(visitor, username="niemand").content.decode()
    wrong_password = _sign_in(visitor, password="fout").content.decode()
    assert "horen niet bij elkaar" in wrong_name
    assert "horen niet bij elkaar" in wrong_password
    assert "_auth_user_id" not in visitor.session


def test_guessing_is_slowed_down_and_other_names_are_not(visitor, administrator):
    for _ in range(policies.TRIES):
        _sign_in(visitor, password="fout")
    assert "te vaak" in _sign_in(visitor).content.decode()
    assert "te vaak" not in _sign_in(visitor, username="ander").content.decode()


def test_a_success_clears_the_failures_before_it(visitor, administrator):
    for _ in range(policies.TRIES - 1):
        _sign_in(visitor, password="fout")
    assert _sign_in(visitor).status_code == 302
    _sign_in(visitor, password="fout")
    assert _sign_in(visitor).status_code == 302


def test_every_write_leaves_one_audit_event(visitor, administrator):
    _sign_in(visitor, password="fout")
    _sign_in(visitor)
    visitor.post(reverse("accounts:sign_out"))
    events = AuditEvent.objects.order_by("pk").values_list("event", "actor", "subject")
    assert list(events) == [
        ("sign_in_failed", "", "beheerder"),
        ("sign_in", "beheerder", "beheerder"),
        ("sign_out", "beheerder", "beheerder"),
    ]
    assert visitor.get("/").status_code == 302


def test_the_password_can_be_changed_and_must_be_good(page):
    address = reverse("accounts:change_password")
    weak = page.post(address, {"old_password": PASSWORD, "new_password1": "kort", "new_password2": "kort"})
    assert weak.status_code == 200
    assert "utrecht-form-field--invalid" in weak.content.decode()
    good = {"old_password": PASSWORD, "new_password1": "vier-rustige-egels", "new_password2": "vier-rustige-egels"}
    assert page.post(address, good).status_code == 302
    assert page.get("/").status_code == 200, "the one who changed it stays signed in"
    assert AuditEvent.objects.filter(event="password_changed").count() == 1
