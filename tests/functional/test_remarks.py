"""Questions and remarks at a figure: who reads them, who is told, and which state may follow which."""

import pytest
from django.core import mail
from django.test import Client

from regiewijzer.apps.accounts.roles import OrganisationKind as Kind
from regiewijzer.apps.accounts.roles import Role
from regiewijzer.apps.post.models import Notice
from regiewijzer.apps.post.service import Topic, send_digests
from regiewijzer.apps.remarks.models import Remark
from tests.support.people import person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]
PLACE = "/monitor/flow?gemeente=0518"


def with_mail(user, username):
    user.username, user.email = username, f"{username}@example.org"
    user.save()
    return user


@pytest.fixture
def adviser():
    return with_mail(person(Role.MUNICIPAL_ADVISER, Kind.MUNICIPALITY, "0518"), "anne")


@pytest.fixture
def neighbour():
    return with_mail(person(Role.MUNICIPAL_ADVISER, Kind.MUNICIPALITY, "0519"), "bert")


@pytest.fixture
def steward():
    return with_mail(person(Role.DATA_STEWARD), "carla")


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def placed(user, text="Waarom daalt dit?", address=PLACE, **more):
    answer = client_of(user).post(
        "/opmerkingen/nieuw", {"bij": address, "titel": "Stromen", "soort": "question", "tekst": text, **more}
    )
    assert answer.status_code == 302, answer.context["form"].errors
    return Remark.objects.latest("created_at")


def test_a_question_is_read_by_the_own_organisation_and_who_answers(adviser, neighbour, steward):
    remark = placed(adviser)
    page = f"/opmerkingen/{remark.pk}"
    assert [client_of(one).get(page).status_code for one in (adviser, steward, neighbour)] == [200, 200, 404]
    assert "Waarom daalt dit" not in client_of(neighbour).get("/opmerkingen").text
    assert "Waarom daalt dit" in client_of(adviser).get("/opmerkingen?stand=open").text
    assert "Waarom daalt dit" not in client_of(adviser).get("/opmerkingen?stand=closed").text


def test_the_same_view_is_one_place_whatever_the_order_of_its_choices(adviser):
    placed(adviser, address="/monitor/flow?peildatum=&gemeente=0518&aanbieder=1")
    shown = client_of(adviser).get("/opmerkingen/bij", {"bij": "/monitor/flow?aanbieder=1&gemeente=0518"})
    assert "Waarom daalt dit" in shown.text


@pytest.mark.parametrize(
    "address", ["https://elders.example/x", "//elders.example/x", "javascript:alert(1)", "/\\elders", "", "x"]
)
def test_a_remark_stands_on_our_own_site_only(adviser, address):
    answer = client_of(adviser).post("/opmerkingen/nieuw", {"bij": address, "titel": "t", "soort": "question", "tekst": "x"})
    assert answer.status_code == 404
    assert not Remark.objects.exists()


def test_an_answer_and_a_reply_move_the_state(adviser, steward):
    remark = placed(adviser)
    client_of(steward).post(f"/opmerkingen/{remark.pk}", {"tekst": "Door de vakantie."})
    remark.refresh_from_db()
    assert remark.state == "answered"
    client_of(adviser).post(f"/opmerkingen/{remark.pk}", {"tekst": "Ook in november?"})
    remark.refresh_from_db()
    assert remark.state == "open"
    client_of(adviser).post(f"/opmerkingen/{remark.pk}/afsluiten")
    assert client_of(adviser).post(f"/opmerkingen/{remark.pk}", {"tekst": "Nog iets"}).status_code == 403
    client_of(adviser).post(f"/opmerkingen/{remark.pk}/heropenen")
    remark.refresh_from_db()
    assert remark.state == "open"
    assert [reply.text for reply in remark.replies.all()] == ["Door de vakantie.", "Ook in november?"]


def test_a_colleague_reads_but_does_not_close(adviser):
    colleague = with_mail(person(Role.MUNICIPAL_CONTROLLER, Kind.MUNICIPALITY, "0518"), "dirk")
    remark = placed(adviser)
    assert client_of(colleague).get(f"/opmerkingen/{remark.pk}").status_code == 200
    assert client_of(colleague).post(f"/opmerkingen/{remark.pk}/afsluiten").status_code == 403


def test_who_is_mentioned_is_mailed_at_once_and_others_in_a_digest(adviser, steward, django_capture_on_commit_callbacks):
    second = with_mail(person(Role.CONTROLLER), "erik")
    with django_capture_on_commit_callbacks(execute=True):
        placed(adviser, text="Kijk je mee @carla?")
    assert [one.to for one in mail.outbox] == [["carla@example.org"]]
    assert "Kijk je mee" not in mail.outbox[0].body, "what people write stays on the pages"
    assert send_digests() == 1
    assert mail.outbox[1].to == ["erik@example.org"]
    assert second.email == "erik@example.org"
    assert send_digests() == 0


def test_a_name_of_elsewhere_is_just_text(adviser, neighbour):
    placed(adviser, text="Vraag het @bert en @niemand.")
    assert not Remark.objects.get().mentioned.exists()
    assert not Notice.objects.filter(user=neighbour).exists()


def test_who_wants_no_mail_gets_none(adviser, steward):
    chosen = client_of(steward).post("/post", {**dict.fromkeys(Topic.values, "daily"), "mention": "never", "remark": "never"})
    assert chosen.status_code == 302
    placed(adviser, text="Kijk je mee @carla?")
    assert not Notice.objects.filter(user=steward).exists()


def test_a_mail_server_that_is_away_loses_nothing(adviser, steward, django_capture_on_commit_callbacks, monkeypatch):
    def away(*_args, **_more):
        raise ConnectionRefusedError

    with monkeypatch.context() as broken, django_capture_on_commit_callbacks(execute=True):
        broken.setattr("regiewijzer.apps.post.mails.EmailMessage.send", away)
        placed(adviser, text="Kijk je mee @carla?")
    assert Notice.objects.get(user=steward).sent_at is None
    assert send_digests() == 1
    assert mail.outbox[0].to == ["carla@example.org"]


def test_a_text_is_shown_as_text(adviser):
    remark = placed(adviser, text="<script>alert(1)</script>")
    assert "<script>alert(1)" not in client_of(adviser).get(f"/opmerkingen/{remark.pk}").text


def test_too_long_or_empty_is_said(adviser):
    for text in ("", "x" * 2001):
        answer = client_of(adviser).post("/opmerkingen/nieuw", {"bij": PLACE, "soort": "question", "tekst": text})
        assert answer.status_code == 422
        assert answer.context["form"].errors["tekst"]
