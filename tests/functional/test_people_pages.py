"""Inviting, changing and ending users, organisations and tokens."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from regiewijzer.apps.accounts.models import ApiToken, Invitation, Organisation, User
from regiewijzer.apps.accounts.roles import OrganisationKind, Role
from regiewijzer.apps.accounts.service import organisation_of_token
from regiewijzer.apps.audit.models import AuditEvent
from tests.support.people import organisation, person

from .conftest import PASSWORD

pytestmark = pytest.mark.django_db
GOOD = "vier-rustige-egels"


@pytest.fixture(autouse=True)
def mail_after_the_transaction(django_capture_on_commit_callbacks, monkeypatch):
    """Mails go out after the commit, which a test never reaches: run them at once."""
    from django.db import transaction

    monkeypatch.setattr(transaction, "on_commit", lambda function, **said: function())


def _invite(page, **said):
    chosen = {"email": "Rolf@Gemeente.example", "role": Role.MUNICIPAL_CONTROLLER, **said}
    chosen.setdefault("organisation", organisation(OrganisationKind.MUNICIPALITY).pk)
    return page.post("/gebruikers/uitnodigen", chosen)


def _link(mailoutbox) -> str:
    return re.search(r"https?://testserver(/uitnodiging/\S+)", mailoutbox[-1].body)[1]


def test_an_invitation_leads_to_a_user_once(page, mailoutbox, visitor):
    assert _invite(page).status_code == 302
    assert mailoutbox[0].to == ["rolf@gemeente.example"]
    assert "U bent uitgenodigd als Controller gemeente" in mailoutbox[0].body
    assert "Choose a password" in mailoutbox[0].body
    link = _link(mailoutbox)
    assert "rolf@gemeente.example" in visitor.get(link).content.decode()

    assert visitor.post(link, {"new_password1": "kort", "new_password2": "kort"}).status_code == 422
    assert visitor.post(link, {"new_password1": GOOD, "new_password2": GOOD})["Location"] == "/inloggen"

    user = User.objects.get(username="rolf@gemeente.example")
    assert (user.role, user.organisation.kind) == (Role.MUNICIPAL_CONTROLLER, OrganisationKind.MUNICIPALITY)
    assert visitor.post("/inloggen", {"username": user.username, "password": GOOD}).status_code == 302
    again = visitor.post(link, {"new_password1": GOOD, "new_password2": GOOD})
    assert again.status_code == 410
    assert User.objects.filter(email="rolf@gemeente.example").count() == 1


def test_a_link_ends_by_time_withdrawal_and_a_newer_invitation(page, mailoutbox, visitor):
    _invite(page)
    first = _link(mailoutbox)
    _invite(page)
    second = _link(mailoutbox)
    assert visitor.get(first).status_code == 410, "asking again makes the former void"
    assert visitor.get(second).status_code == 200
    Invitation.objects.filter(withdrawn_at=None).update(invited_at=timezone.now() - timedelta(days=8))
    assert visitor.get(second).status_code == 410
    Invitation.objects.filter(withdrawn_at=None).update(invited_at=timezone.now())
    assert visitor.get(second).status_code == 200
    page.post(f"/gebruikers/uitnodigingen/{Invitation.objects.first().pk}/intrekken")
    assert visitor.get(second).status_code == 410


@pytest.mark.parametrize("token", ["x", "eyJ", "WzEsIngiXQ:1abcde:AAAA", "%00"])
def test_a_made_up_link_is_void(visitor, token):
    assert visitor.get(f"/uitnodiging/{token}").status_code == 410


@pytest.mark.parametrize(
    "said", [{"role": Role.DIRECTOR}, {"email": "geen adres"}, {"organisation": 0}, {"role": "keizer"}, {"email": ""}]
)
def test_an_invitation_that_cannot_be_is_refused(page, mailoutbox, said):
    assert _invite(page, **said).status_code == 422
    assert mailoutbox == []


def test_who_is_a_user_is_not_invited(page, mailoutbox):
    User.objects.create_user("rolf@gemeente.example", role=Role.COUNCILLOR, organisation=organisation(OrganisationKind.COUNCIL))
    assert "al van een gebruiker" in _invite(page).content.decode()


def test_a_role_changes_at_once(page):
    user = person(Role.MUNICIPAL_ADVISER)
    client = Client()
    client.force_login(user)
    assert client.get("/controles").status_code == 200
    page.post(f"/gebruikers/{user.pk}", {"role": Role.ALDERMAN})
    assert client.get("/controles").status_code == 403
    event = AuditEvent.objects.get(event="role_changed")
    assert (event.actor, event.subject, event.details["to"]) == ("beheerder", user.username, "alderman")
    assert page.post(f"/gebruikers/{user.pk}", {"role": Role.DIRECTOR}).status_code == 422


def test_ended_access_ends_open_sessions(page):
    user = person(Role.COUNCILLOR)
    client = Client()
    client.force_login(user)
    page.post(f"/gebruikers/{user.pk}/toegang")
    assert client.get("/monitor").status_code == 302
    page.post(f"/gebruikers/{user.pk}/toegang")
    assert User.objects.get(pk=user.pk).is_active


def test_the_last_administrator_stays(page, administrator):
    address = f"/gebruikers/{administrator.pk}"
    assert "laatste beheerder" in page.post(f"{address}/toegang", follow=True).content.decode()
    assert "laatste beheerder" in page.post(address, {"role": Role.DIRECTOR}).content.decode()
    person(Role.ADMINISTRATOR)
    assert page.post(address, {"role": Role.DIRECTOR}).status_code == 302


def test_lists_show_everyone(page):
    user = person(Role.COUNCILLOR)
    assert user.username in page.get("/gebruikers").content.decode()
    assert "council 0518" in page.get("/organisaties").content.decode()


def test_an_organisation_joins_once(page):
    said = {"kind": OrganisationKind.SCHOOL_BOARD, "code": "41234", "name": "Stichting Lucht"}
    assert page.post("/organisaties", said).status_code == 302
    assert page.post("/organisaties", said).status_code == 422
    assert page.post("/organisaties", {**said, "kind": OrganisationKind.MUNICIPALITY, "code": "0518"}).status_code == 422
    assert Organisation.objects.filter(name="Stichting Lucht").count() == 1


def _issue(page, **said):
    until = date.today() + timedelta(days=30)
    chosen = {"organisation": organisation(OrganisationKind.PROVIDER).pk, "name": "EPD", "until": until.isoformat(), **said}
    found = re.search(r"<code class=\"rw-wrap\">(rw_\S+)</code>", page.post("/toegangssleutels", chosen).content.decode())
    return found[1] if found else None


def test_a_token_is_shown_once_and_opens_what_it_is_for(page):
    text = _issue(page, may_deliver="on")
    assert text not in page.get("/toegangssleutels").content.decode()
    assert text not in str(list(ApiToken.objects.values()))
    assert organisation_of_token(text, needs="deliver").code == "47000001"
    assert organisation_of_token(text, needs="read") is None
    assert organisation_of_token(text[:-1] + "x", needs="deliver") is None
    assert AuditEvent.objects.filter(event="token_used").count() == 1
    organisation_of_token(text, needs="deliver")
    assert AuditEvent.objects.filter(event="token_used").count() == 1, "once a day"


def test_a_token_ends(page):
    text = _issue(page, may_read="on")
    assert organisation_of_token(text) is not None
    page.post(f"/toegangssleutels/{ApiToken.objects.get().pk}/intrekken")
    assert organisation_of_token(text) is None
    other = _issue(page, may_read="on")
    moment = timezone.now() - timedelta(days=60)
    ApiToken.objects.filter(revoked_at=None).update(created_at=moment, expires_at=moment + timedelta(days=1))
    assert organisation_of_token(other) is None


@pytest.mark.parametrize("said", [{}, {"may_read": "on", "until": "2020-01-01"}, {"may_read": "on", "until": "2099-01-01"}])
def test_a_token_for_nothing_or_for_ever_is_not_made(page, said):
    assert _issue(page, **said) is None
    assert ApiToken.objects.count() == 0


@pytest.mark.parametrize("text", ["", "rw_", "rw_abcdefgh_x", "x" * 300, "rw_ABCDEFGH_" + "a" * 43, "rw_abcdefgh_" + "é" * 43])
def test_what_has_not_the_form_of_a_token_opens_nothing(db, text):
    assert organisation_of_token(text) is None


def test_a_lost_password_is_replaced_by_a_link_that_works_once(visitor, administrator, mailoutbox):
    administrator.email = "beheer@regio.example"
    administrator.save()
    answer = visitor.post("/wachtwoord-vergeten", {"email": "beheer@regio.example"})
    nobody = visitor.post("/wachtwoord-vergeten", {"email": "niemand@regio.example"})
    assert [_main(answer), len(mailoutbox)] == [_main(nobody), 1], "the answer does not say who is a user"
    link = re.search(r"http://testserver(/\S+)", mailoutbox[0].body)[1]
    form = visitor.get(link)["Location"]
    assert visitor.post(form, {"new_password1": GOOD, "new_password2": GOOD})["Location"] == "/inloggen"
    assert "_auth_user_id" not in visitor.session
    administrator.refresh_from_db()
    assert administrator.check_password(GOOD)
    assert not administrator.check_password(PASSWORD)
    assert "werkt niet meer" in Client().get(link, follow=True).content.decode()


def _main(answer) -> str:
    return answer.content.decode().split("<main")[1].split("</main")[0]


def test_a_mailbox_is_not_filled_by_a_stranger(visitor, administrator, mailoutbox):
    administrator.email = "beheer@regio.example"
    administrator.save()
    for _ in range(6):
        visitor.post("/wachtwoord-vergeten", {"email": "Beheer@regio.example"})
    assert len(mailoutbox) == 3
