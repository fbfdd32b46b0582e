"""Who looked at what is kept, once a day; what was done with persons is kept every time, without users."""

import pytest
from django.test import Client

from regiewijzer.apps.accounts.roles import Role
from regiewijzer.apps.audit.looking import RecordLooking, Seen
from regiewijzer.apps.audit.models import AuditEvent, ProcessingRecord
from tests.support.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def forgetful(monkeypatch):
    monkeypatch.setattr(RecordLooking, "seen", Seen())


def _client(role: Role) -> Client:
    client = Client()
    client.force_login(person(role))
    return client


def _looks() -> list[tuple[str, str, str]]:
    kinds = ("looked", "refused")
    return list(AuditEvent.objects.filter(event__in=kinds).order_by("number").values_list("event", "actor", "subject"))


def test_a_page_is_noted_once_a_day_per_reader_and_address(home):
    steward, director = _client(Role.DATA_STEWARD), _client(Role.DIRECTOR)
    for client in (steward, steward, director):
        client.get("/leveringen")
    steward.get("/leveringen", {"pagina": "2", "zoek": "Jansen"})
    name = "{}.service_organisation."
    assert _looks() == [
        ("looked", name.format("data_steward"), "/leveringen"),
        ("looked", name.format("director"), "/leveringen"),
        ("looked", name.format("data_steward"), "/leveringen"),
    ]
    assert AuditEvent.objects.get(number=3).details == {"query": "pagina=2"}, "what someone typed is not kept"


def test_a_refusal_is_noted(home):
    _client(Role.COUNCILLOR).get("/leveringen")
    assert _looks() == [("refused", "councillor.council.", "/leveringen")]


def test_pages_about_oneself_are_not_noted(home):
    _client(Role.COUNCILLOR).get("/wachtwoord")
    assert _looks() == []


def test_what_is_seen_is_forgotten_in_the_end():
    seen = Seen(size=2)
    assert [seen.is_new(thing) for thing in "aabca"] == [True, False, True, True, True]


def test_every_look_at_findings_is_a_processing_linked_to_who_looked(loaded, settings):
    settings.REGIEWIJZER_HOME = loaded
    client = _client(Role.CONTROLLER)
    for _ in range(2):
        assert client.get("/leveringen/1").status_code == 200
    records = ProcessingRecord.objects.all()
    assert {record.activity_id for record in records} == {"verwerkingen/formal-control/1"}
    assert {record.operation.hex for record in records} == set(AuditEvent.objects.values_list("operation", flat=True))
    assert len(records) == 2


def test_the_logs_are_pages_for_those_who_keep_them(loaded, settings):
    settings.REGIEWIJZER_HOME = loaded
    _client(Role.CONTROLLER).get("/leveringen/1")
    log = _client(Role.ADMINISTRATOR).get("/auditlog", {"gebeurtenis": "looked"}).content.decode()
    assert "controller.service_organisation." in log
    processings = _client(Role.DATA_STEWARD).get("/verwerkingen").content.decode()
    assert ProcessingRecord.objects.get().operation.hex in processings
    assert "controller" not in processings.split("<main")[1]
    assert _client(Role.DIRECTOR).get("/auditlog").status_code == 403


@pytest.mark.parametrize("page", ["0", "x", "-1", "99999999"])
def test_a_page_that_cannot_be_is_not_found(home, page):
    assert _client(Role.ADMINISTRATOR).get("/auditlog", {"pagina": page}).status_code == 404
