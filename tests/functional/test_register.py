"""The data register: what each reader sees, editing by two at once, and a request from draft to its end."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from regiewijzer.apps.accounts.roles import OrganisationKind as Kind
from regiewijzer.apps.accounts.roles import Role
from regiewijzer.apps.audit.activities import Activity
from regiewijzer.apps.audit.models import AuditEvent
from regiewijzer.apps.register import queries
from regiewijzer.apps.register.models import DataRequest, EntryStatement
from regiewijzer.apps.register.tasks import work_out_uses
from regiewijzer.definitions.processing import load_processing
from regiewijzer.pipeline.field_uses import FieldUses, Use, UseKind
from tests.support.people import person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]
PLACES = ("capacity", "places")
USES = FieldUses({PLACES: (Use(UseKind.INDICATOR, "capacity-use"),), ("capacity", "quarter"): (Use(UseKind.KEY, "capacity"),)})


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def steward():
    return client_of(person(Role.DATA_STEWARD))


@pytest.fixture
def director():
    return client_of(person(Role.DIRECTOR))


@pytest.fixture
def provider():
    return client_of(person(Role.PROVIDER_CONTACT, Kind.PROVIDER, "01234567"))


@pytest.fixture
def known(monkeypatch):
    monkeypatch.setattr(queries, "kept_uses", lambda home: USES)


def test_a_provider_reads_what_is_asked_of_it_and_what_that_costs(provider):
    mine = provider.get("/gegevensregister").text
    assert "Capaciteit" in mine
    assert "Inkomsten van de gemeente" not in mine
    assert "Inkomsten van de gemeente" in provider.get("/gegevensregister?alles=1").text
    # 4 deliveries of 45 minutes at 39 euros an hour
    assert "Dit kost u naar schatting 3 uur en €\xa0117 per jaar." in provider.get("/gegevensregister/gegevens/capacity").text


def test_everyone_together_is_counted_over_the_region(steward):
    """Two providers in the region of the tests."""
    assert "8 leveringen, 6 uur en €\xa0234 per jaar" in steward.get("/gegevensregister/gegevens/capacity").text


def test_a_field_that_nobody_uses_is_named(known, steward):
    page = steward.get("/gegevensregister/ongebruikt").text
    assert "capacity.hours_available" in page
    assert "capacity.places" not in page
    assert "capacity.quarter" not in page


def test_what_if_shows_the_figures_that_fall(known, steward):
    page = steward.get("/gegevensregister/gegevens/capacity?weg=capacity.places").text
    assert "/monitor/capacity-use" in page[page.index("Wat wegvalt") : page.index("</section>")]
    spared = steward.get("/gegevensregister/gegevens/capacity?weg=capacity.hours_available&weg=no.such_field").text
    assert "U kunt stoppen ze te vragen" in spared


def test_without_uses_the_worker_is_asked_and_the_page_says_so(steward):
    from django_tasks_db.models import DBTaskResult

    assert "wordt nu uitgezocht" in steward.get("/gegevensregister/ongebruikt").text
    steward.get("/gegevensregister")
    assert DBTaskResult.objects.filter(task_path=work_out_uses.module_path).count() == 1


def entry_form(**change):
    said = {"minuten": "20", "wie": "professional", "basis": "measured", "noodzaak": "need", "einde": "2027-06-30"}
    return {**said, "gebruik": "Alleen om plekken te vinden.", "versie": "0", **change}


def test_the_steward_states_measured_minutes(steward, provider):
    address = "/gegevensregister/gegevens/capacity"
    assert steward.post(f"{address}/wijzigen", entry_form()).status_code == 302
    page = provider.get(address).text
    assert "20 minuten, professional of controller à €\xa054 per uur (gemeten bij wie het werk doet)" in page
    assert "30 juni 2027" in page
    assert AuditEvent.objects.filter(event="register_entry_stated", subject="capacity").exists()
    assert provider.get(f"{address}/wijzigen").status_code == 403


def test_the_second_of_two_editors_loses_nothing_of_the_first(steward):
    address = "/gegevensregister/gegevens/capacity/wijzigen"
    steward.post(address, entry_form())
    late = steward.post(address, entry_form(minuten="99"))
    assert late.status_code == 409
    assert "Iemand anders heeft dit intussen gewijzigd" in late.text
    assert EntryStatement.objects.get().minutes == 20
    assert steward.post(address, entry_form(minuten="25", versie="1")).status_code == 302


@pytest.mark.parametrize("change", [{"minuten": "-1"}, {"minuten": "veel"}, {"wie": "robot"}, {"gebruik": ""}, {"einde": "ooit"}])
def test_a_faulty_statement_is_told_and_not_kept(steward, change):
    assert steward.post("/gegevensregister/gegevens/capacity/wijzigen", entry_form(**change)).status_code == 422
    assert not EntryStatement.objects.exists()


def test_what_is_not_asked_is_not_there(steward):
    assert steward.get("/gegevensregister/gegevens/never-heard-of").status_code == 404


def request_form(**change):
    goal = next(iter(queries.goals()))
    return {
        "title": "Reistijd naar daghulp",
        "question": "Reizen jongeren te ver?",
        "goal": goal,
        "use": "We bespreken het aan tafel.",
        "fields": "Reistijd in minuten",
        "asked_of": ["provider"],
        "standard": "regional",
        "minutes": "30",
        "staff": "administrative",
        "per_year": "2",
        "deliverers": "2",
        "stops": "De oude lijst",
        "minutes_saved": "120",
        "until": (timezone.localdate() + timedelta(days=200)).isoformat(),
        "versie": "0",
        **change,
    }


def made(client, **change):
    assert client.post("/gegevensregister/uitvragen/nieuw", request_form(**change)).status_code == 302
    return DataRequest.objects.latest("pk")


def take(client, request, step, reason="Omdat het moet."):
    client.post(f"/gegevensregister/uitvragen/{request.pk}/{step}", {"reden": reason})
    request.refresh_from_db()
    return request.state


def test_a_request_passes_the_rules_and_a_second_person_before_it_is_sent(steward, director, provider):
    request = made(steward)
    address = f"/gegevensregister/uitvragen/{request.pk}"
    assert provider.get(address).status_code == 404
    assert take(steward, request, "send") == "draft"
    assert take(steward, request, "submit") == "submitted"
    assert take(steward, request, "approve") == "submitted"
    assert "Iemand anders moet haar beoordelen" in steward.get(address).text
    assert take(director, request, "approve") == "approved"
    assert take(director, request, "send") == "approved"
    assert take(steward, request, "send") == "sent"
    assert "Reistijd naar daghulp" in provider.get("/gegevensregister").text
    assert provider.get(address).status_code == 200
    assert client_of(person(Role.MUNICIPAL_ADVISER)).get(address).status_code == 404
    assert take(steward, request, "end") == "ended"
    events = list(AuditEvent.objects.filter(event__startswith="request_").order_by("number").values_list("event", flat=True))
    assert events == ["request_drafted", "request_submit", "request_approve", "request_send", "request_end"]


def test_a_request_without_an_end_stays_a_draft(steward):
    request = made(steward, until="")
    assert take(steward, request, "submit") == "draft"
    page = steward.get(f"/gegevensregister/uitvragen/{request.pk}").text
    assert "Nog niet aan de spelregels voldaan: Er is een einddatum." in page


def test_giving_back_needs_a_reason_and_lets_it_be_changed(steward, director):
    request = made(steward)
    take(steward, request, "submit")
    change = f"/gegevensregister/uitvragen/{request.pk}/wijzigen"
    assert steward.get(change).status_code == 302
    assert take(director, request, "return", reason=" ") == "submitted"
    assert take(director, request, "return") == "draft"
    assert steward.post(change, request_form(title="Korter", versie=str(request.version))).status_code == 302
    assert steward.post(change, request_form(title="Te laat", versie=str(request.version))).status_code == 409
    request.refresh_from_db()
    assert request.title == "Korter"
    assert take(steward, request, "hocuspocus") == "draft"


def test_who_wrote_at_it_may_not_approve_it_though_the_role_may(steward, director):
    request = made(steward)
    request.makers = [*request.makers, person(Role.DIRECTOR).username]
    request.save()
    take(steward, request, "submit")
    assert take(director, request, "approve") == "submitted"


def test_what_is_past_its_end_is_flagged_on_the_start_page(steward, director, provider):
    request = made(steward)
    for client, step in ((steward, "submit"), (director, "approve"), (steward, "send")):
        take(client, request, step)
    assert "terwijl de einddatum voorbij is" not in steward.get("/").text
    DataRequest.objects.update(until=timezone.localdate() - timedelta(days=1))
    assert "Reistijd naar daghulp" in steward.get("/").text
    assert "terwijl de einddatum voorbij is" not in director.get("/").text
    assert "u hoeft dit niet meer te leveren" in provider.get(f"/gegevensregister/uitvragen/{request.pk}").text


@pytest.mark.parametrize(("ending", "start"), [("xlsx", b"PK"), ("docx", b"PK"), ("pdf", b"%PDF")])
def test_the_processing_register_leaves_as_a_file(known, steward, ending, start):
    answer = steward.get(f"/verwerkingsregister.{ending}")
    assert answer.content.startswith(start)
    assert answer["Content-Disposition"] == f'attachment; filename="verwerkingsregister.{ending}"'


def test_the_processing_register_says_what_is_kept_of_persons(known, home, provider):
    page = provider.get("/verwerkingsregister").text
    assert "verzonnen personen" in page
    for table in ("Jeugdige", "Declaratieregel", "Beleidsinformatie Jeugd: jeugdhulp"):
        assert table in page
    assert "Capaciteit" not in page
    assert "Kenmerken van de bevolking" not in page
    home.installation.write_text("mode: productive\norganisation: Regio X\nrole: processor\n", "utf-8")
    told = provider.get("/verwerkingsregister").text
    assert "Verwerker, onder mandaat van de gemeenten" in told
    assert "tables.youth.purpose: het doel" in told


def test_every_activity_of_the_processing_log_is_described():
    assert load_processing().activities.keys() == {one.value for one in Activity}
