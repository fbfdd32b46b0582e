"""Files, the course of the pile, the start page, and the dry run."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from regiewijzer.apps.accounts.roles import OrganisationKind as Kind
from regiewijzer.apps.accounts.roles import Role
from regiewijzer.apps.findings import tasks
from regiewijzer.apps.findings.counting import keep_month
from regiewijzer.apps.findings.models import Finding, MonthCount
from regiewijzer.apps.findings.queries import RISKY
from regiewijzer.ledger.snapshots import latest_snapshot
from regiewijzer.pipeline.figures_risk import messages_at_risk
from tests.support.message_world import Youth
from tests.support.people import person
from tests.support.small_delivery import PROVIDER, assigned, claimed, started

from .conftest import client_of, faulty

pytestmark = pytest.mark.django_db
OTHER = "47000002"


@pytest.fixture(autouse=True)
def day(monkeypatch, faulty_world):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_given: faulty_world.today)


def _sheet(answer) -> list[tuple]:
    assert answer.status_code == 200
    return list(openpyxl.load_workbook(BytesIO(answer.content)).active.values)


def test_the_worklist_as_excel_has_every_open_finding_with_its_mend(faulty_world, provider):
    rows = _sheet(client_of(provider).get("/bevindingen/werklijst.xlsx"))
    assert len(rows) - 1 == Finding.objects.filter(group__owner_code=PROVIDER, gone_on=None).count() > 0
    said = dict(zip(rows[0], next(row for row in rows if row[0] == "TR338"), strict=True))
    assert said["Raakt (euro)"] in {640, 160}
    assert said["Herstel"]
    assert said["Bestand"] == "zonder-toewijzing.xml"


def test_a_formula_in_a_value_stays_text(faulty_world, provider):
    Finding.objects.filter(group=faulty_world.group()).update(value="=1+1")
    rows = _sheet(client_of(provider).get(f"/bevindingen/{faulty_world.group().pk}/bevindingen.xlsx"))
    book = openpyxl.load_workbook(
        BytesIO(client_of(provider).get(f"/bevindingen/{faulty_world.group().pk}/bevindingen.xlsx").content)
    )
    assert {cell.data_type for cell in book.active["L"][1:]} == {"s"}
    assert {row[11] for row in rows[1:]} == {"=1+1"}


def test_another_gets_an_empty_file(faulty_world):
    other = client_of(person(Role.PROVIDER_CONTACT, Kind.PROVIDER, OTHER))
    assert len(_sheet(other.get("/bevindingen/werklijst.xlsx"))) == 1
    assert other.get(f"/bevindingen/{faulty_world.group().pk}/bevindingen.xlsx").status_code == 404


def test_the_pile_shrinks_on_the_page(faulty_world, provider, steward):
    faulty_world.days += 30
    faulty_world.reconciles([])
    assert "De stapel slinkt" in client_of(provider).get("/bevindingen/verloop").text
    every = client_of(steward).get("/bevindingen/verloop").text
    assert "Per eigenaar" in every
    assert 'id="verloop"' in every


def test_another_s_pile_is_not_there(faulty_world, provider):
    MonthCount.objects.create(month=date(2024, 7, 1), rule="TR999", owner_role="provider", owner_code=OTHER, findings=77)
    assert "TR999" not in client_of(provider).get("/bevindingen/verloop").text
    assert client_of(provider).get(f"/bevindingen/verloop?eigenaar=provider:{OTHER}").status_code == 404


def test_past_months_are_counted_with_what_was_known_then(faulty_world):
    tasks.count_past_month.func("2024-06-01")
    assert not MonthCount.objects.filter(month=date(2024, 6, 1)).exists()  # nothing had been received in June
    keep_month(month=date(2024, 7, 1), counts={("TR1", "provider", PROVIDER): 5})
    assert not MonthCount.objects.filter(rule="TR1").exists()  # what was counted stays


def test_the_start_page_says_what_waits(faulty_world, provider):
    page = client_of(provider).get("/").text
    assert "Wat op u wacht" in page
    assert 'href="/bevindingen"' in page


def _judge(client, **files: bytes):
    uploads = [SimpleUploadedFile(name.replace("_", ".", 1), content) for name, content in files.items()]
    return client.post("/aanleveren/proefcontrole", {"files": uploads})


def test_a_dry_run_shows_the_faults_and_keeps_nothing(faulty_world, provider):
    home = faulty_world.stage.home
    before = latest_snapshot(home), sorted(home.inbox.rglob("*")), Finding.objects.count()
    good = assigned(77, Youth("999900006"))
    wrong = started(1, Youth("999900006")).replace(b":Geslacht>1<", b":Geslacht>7<")
    page = _judge(client_of(provider), goed_xml=good, fout_xml=wrong)
    assert page.status_code == 200
    assert "2 berichten bekeken; daarvan zou" in page.text
    assert "fout.xml" in page.text
    assert str(home.path) not in page.text
    assert (latest_snapshot(home), sorted(home.inbox.rglob("*")), Finding.objects.count()) == before


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [("leeg.txt", b"x", "geen XML of ZIP"), ("tabel.csv", b"a;b", "geen XML of ZIP")],
)
def test_a_dry_run_refuses_what_is_no_message(faulty_world, provider, name, content, text):
    page = client_of(provider).post("/aanleveren/proefcontrole", {"files": [SimpleUploadedFile(name, content)]})
    assert page.status_code == 422
    assert text in page.text


@pytest.mark.parametrize("content", [b"", b"<x", b"PK\x03\x04rommel", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'])
def test_a_dry_run_of_rubbish_is_a_finding(faulty_world, provider, content):
    page = _judge(client_of(provider), rommel_xml=content)
    assert page.status_code in (200, 422)
    assert "rommel.xml" in page.text
    assert not list(faulty_world.stage.home.inbox.rglob("*"))


def test_a_dry_run_needs_files(faulty_world, provider):
    assert client_of(provider).post("/aanleveren/proefcontrole").status_code == 422


def test_a_real_person_number_is_refused_outside_a_productive_installation(faulty_world, provider):
    page = _judge(client_of(provider), echt_xml=assigned(78, Youth("111222333")))
    assert "daarvan zou 0 worden aangenomen" in page.text
    assert "111222333" not in page.text


def test_what_the_faulty_delivery_holds_is_found_in_a_dry_run_too(faulty_world, provider):
    page = _judge(client_of(provider), claim_xml=claimed("DN1", []), ok_xml=next(iter(faulty().values())))
    assert page.status_code == 200


def test_the_findings_behind_a_figure_and_the_figures_behind_a_finding(faulty_world, provider):
    client, group = client_of(provider), faulty_world.group()
    assert str(group.pk) in client.get("/bevindingen?cijfer=claimed-care").text
    assert str(group.pk) not in client.get("/bevindingen?cijfer=capacity-use").text
    assert client.get("/bevindingen?cijfer=bestaat-niet").status_code == 404
    assert 'href="/monitor/claimed-care"' in client.get(f"/bevindingen/{group.pk}").text


def test_the_figure_is_better_after_the_mend(faulty_world, provider):
    """The share of a figure at risk and the list behind it say the same before and after."""
    before, after = (messages_at_risk(stage.home, latest_snapshot(stage.home)) for stage in faulty_world.stages.values())
    risky = Finding.objects.filter(gone_on=None, severity__in=RISKY).values_list("message_id", flat=True)
    assert set(risky) == before
    claim = set(faulty_world.group().findings.values_list("message_id", flat=True))
    assert claim <= before
    faulty_world.mends()
    assert set(risky.all()) == after
    assert not claim & after
