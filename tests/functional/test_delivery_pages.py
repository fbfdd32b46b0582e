"""The pages on which a supplier delivers: what is asked, templates, outcome with findings, mapping and history."""

import io
import json
import re
import zipfile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from regiewijzer.apps.accounts.roles import OrganisationKind, Role
from regiewijzer.apps.audit.models import AuditEvent
from regiewijzer.apps.intake.models import Delivery, SavedMapping
from regiewijzer.ledger.region import write_region
from regiewijzer.pipeline import deliveries
from regiewijzer.pipeline.load import bring_up_to_date
from tests.support.delivered_files import BUDGET, MUNICIPALITY, OTHER, PROVIDER, REGION, budget, csv_file, workbook
from tests.support.deliverers import FAULTY, FILE, GOOD, contact, hand_in
from tests.support.people import organisation, person
from tests.support.worker import work

pytestmark = pytest.mark.django_db
OWN_TITLES = ("Zorgaanbieder", "Gemeente", "Jaar", "Vorm van hulp", "Budget", "Aantal jongeren")


@pytest.fixture(autouse=True)
def region(home, monkeypatch):
    """A small region; overviews and checks are not built after every file, for most tests look at none of them."""
    write_region(REGION, home.region)
    monkeypatch.setattr(deliveries, "bring_up_to_date", lambda *said: None)
    return home


@pytest.fixture
def whole(region, monkeypatch):
    """All that follows a delivery happens."""
    monkeypatch.setattr(deliveries, "bring_up_to_date", bring_up_to_date)


@pytest.fixture
def haven() -> Client:
    return signed_in(contact(PROVIDER))


def signed_in(user, **said) -> Client:
    client = Client(**said)
    client.force_login(user)
    return client


def text(answer) -> str:
    html = answer.content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html[html.index("<main") :] if "<main" in html else html))


def send(client, content=GOOD, name=FILE, **said):
    return client.post("/aanleveren", {"files": SimpleUploadedFile(name, content), **said})


def delivered(client, content=GOOD, name=FILE, **said) -> str:
    """Hand in a file, let the worker read it, and return the address of its page."""
    address = send(client, content, name, **said)["Location"]
    work()
    return address


def test_a_provider_sees_what_is_asked_of_it_and_nothing_else(haven):
    said = text(haven.get("/aanleveren"))
    assert "aanbiederbegroting" in said
    assert "elk kwartaal" in said
    assert "gemeentebegroting" not in said
    asked = text(signed_in(person(Role.MUNICIPAL_CONTROLLER)).get("/aanleveren"))
    assert "gemeentebegroting" in asked
    assert "aanbiederbegroting" not in asked


def test_the_service_organisation_is_asked_for_every_table(page):
    said = text(page.get("/aanleveren"))
    assert all(name in said for name in ("percelen", "aanbiederbegroting", "gemeentebegroting", "bevolking"))


def test_what_others_delivered_and_this_one_did_not_is_missing(whole, haven):
    hand_in(organisation(OrganisationKind.PROVIDER, OTHER), csv_file(BUDGET, budget(provider=OTHER, year="2025")))
    said = text(haven.get("/aanleveren"))
    assert re.search(r"aanbiederbegroting .{0,120}elk jaar nog niet 2025", said)
    assert "Van 1 tabel wordt nog een levering van u verwacht" in text(haven.get("/"))
    assert "1 van 1 organisatie" in text(signed_in(person(Role.DATA_STEWARD)).get("/aanleveren"))
    delivered(haven, csv_file(BUDGET, budget(year="2025")))
    assert re.search(r"aanbiederbegroting .{0,120}elk jaar 2025 niets", text(haven.get("/aanleveren")))
    assert "Er wordt nu geen levering van u verwacht" in text(haven.get("/"))


@pytest.mark.parametrize(
    ("form", "language", "title"), [("xlsx", "nl", "Aanbieder"), ("xlsx", "en", "Provider"), ("csv", "en", "Provider")]
)
def test_templates_come_in_two_forms_and_two_languages(haven, form, language, title):
    answer = haven.get(f"/aanleveren/sjabloon/personeel/{form}", {"taal": language})
    assert f'filename="personeel.{form}"' in answer["Content-Disposition"]
    if form == "csv":
        assert answer.content.decode("utf-8-sig").startswith(title)
    else:
        assert openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]["A1"].value == title


@pytest.mark.parametrize("address", ["nergens/xlsx", "personeel/pdf", "personeel/xlsx?taal=de"])
def test_a_template_that_is_not_there_is_not_found(haven, address):
    assert haven.get(f"/aanleveren/sjabloon/{address}").status_code == 404


def test_an_empty_template_says_that_it_has_no_rows(haven):
    template = haven.get("/aanleveren/sjabloon/aanbiederbegroting/xlsx").content
    assert "Niets uit dit bestand is aangenomen" in text(haven.get(delivered(haven, template, "aanbiederbegroting.xlsx")))


def test_progress_shows_until_the_outcome_is_there(haven):
    address = send(haven)["Location"]
    waiting = haven.get(address).content.decode()
    assert "<progress" in waiting
    assert f'hx-get="{address}/stand"' in waiting
    assert "Ververs de stand" in waiting
    assert haven.get(f"{address}/stand")["Location"] == address
    work()
    part = haven.get(f"{address}/stand", headers={"HX-Request": "true"}).content.decode()
    assert "Aangenomen: 1 rij." in part
    assert "hx-get" not in part
    assert "<html" not in part


def test_every_fault_says_sheet_row_column_value_and_mend(haven):
    address = delivered(haven, FAULTY)
    said = text(haven.get(address))
    assert "Aangenomen rijen: 1. Tegengehouden: 1." in said
    assert "Herstel:" in said
    assert re.search(r"aanbiederbegroting 3 E 1\.5", said)
    haven.cookies["django_language"] = "en"
    assert "Mend:" in text(haven.get(address))


def test_the_marked_workbook_is_downloaded_and_noted(haven):
    address = delivered(haven, FAULTY)
    answer = haven.get(f"{address}/gemarkeerd")
    assert answer["Content-Disposition"] == 'attachment; filename="aanbiederbegroting-gemarkeerd.xlsx"'
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert sheet["E3"].fill.fgColor.rgb.endswith("F8CBAD")
    assert AuditEvent.objects.filter(event="looked", subject=f"{address}/gemarkeerd").exists()
    assert haven.get(f"{delivered(haven, csv_file(BUDGET, budget(year='2023')))}/gemarkeerd").status_code == 404


def test_faults_are_paged_and_all_of_them_are_there(haven):
    address = delivered(haven, csv_file(BUDGET, *(budget("1.5", year=str(2000 + number % 24)) for number in range(120))))
    rows = set()
    for page in (1, 2, 3):
        rows |= set(
            re.findall(r'<td class="rw-num">(\d+)</td>\s*<td>E</td>', haven.get(address, {"pagina": page}).content.decode())
        )
    assert rows == {str(number) for number in range(2, 122)}
    assert haven.get(address, {"pagina": "0"}).status_code == 404


def test_a_check_says_that_nothing_was_delivered(haven):
    said = text(haven.get(delivered(haven, check_only="1")))
    assert "In orde: 1 rij kan worden aangenomen. Er is nog niets geleverd." in said
    assert "Nu aanleveren" in said


def test_the_same_file_again_is_already_delivered(haven):
    for _ in range(2):
        address = delivered(haven)
    assert "Dit bestand is al geleverd, precies zo. Er is niets veranderd." in text(haven.get(address))


def test_several_files_at_once_are_several_deliveries(haven):
    files = [
        SimpleUploadedFile(FILE, GOOD),
        SimpleUploadedFile("aanbiederbegroting-2025.csv", csv_file(BUDGET, budget(year="2025"))),
    ]
    answer = haven.post("/aanleveren", {"files": files}, follow=True)
    assert "2 bestanden zijn ontvangen" in text(answer)
    work()
    assert {one.state for one in Delivery.objects.all()} == {"done"}


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("leeg.csv", b"", "leeg.csv is leeg."),
        ("brief.docx", b"x", "brief.docx is geen CSV- of Excel-bestand"),
        ("oud.xls", b"x", "Sla het op als Excel-werkmap"),
        (None, b"", "Kies ten minste één bestand."),
    ],
)
def test_what_cannot_be_a_delivery_is_refused_with_the_reason(home, haven, name, content, said):
    answer = send(haven, content, name) if name else haven.post("/aanleveren", {})
    assert answer.status_code == 422
    assert said in text(answer)
    assert not Delivery.objects.exists()


def test_more_files_than_fit_are_refused(haven):
    answer = haven.post("/aanleveren", {"files": [SimpleUploadedFile(f"{number}.csv", b"x") for number in range(21)]})
    assert "ten hoogste 20 bestanden" in text(answer)


def test_own_titles_are_linked_once_and_known_from_then_on(haven):
    content = csv_file(OWN_TITLES, budget())
    address = delivered(haven, content, "begroting.csv")
    assert "Niets uit dit bestand is aangenomen" in text(haven.get(address))
    link = f"{address}/koppeling/provider_budget"
    assert link in haven.get(address).content.decode()
    proposed = haven.get(link).content.decode()
    assert '<option value="budget_cents" selected>' in proposed
    columns = ("provider_code", "municipality_code", "year", "care_form", "budget_cents", "youths")
    answer = haven.post(link, {f"title_{place}": column for place, column in enumerate(columns)}, follow=True)
    assert "De koppeling is bewaard" in text(answer)
    saved = SavedMapping.objects.get()
    assert json.loads(saved.mapping)["columns"] == dict(zip(OWN_TITLES, columns, strict=True))
    assert AuditEvent.objects.filter(event="mapping_saved", subject="provider_budget").exists()
    assert "Aangenomen: 1 rij." in text(haven.get(delivered(haven, content, "begroting.csv")))
    assert "De koppeling is verwijderd" in text(haven.post("/aanleveren/koppeling/provider_budget/vergeten", follow=True))
    assert not SavedMapping.objects.exists()


def test_what_the_file_does_not_say_can_be_said_once(haven):
    content = csv_file(BUDGET[1:], budget()[1:])
    link = f"{delivered(haven, content)}/koppeling/provider_budget"
    assert f'name="fixed_provider_code" value="{PROVIDER}"' in haven.get(link).content.decode()
    columns = ("municipality_code", "year", "care_form", "budget_cents", "youths")
    haven.post(link, {**{f"title_{place}": column for place, column in enumerate(columns)}, "fixed_provider_code": PROVIDER})
    assert "Aangenomen: 1 rij." in text(haven.get(delivered(haven, content)))


def test_a_mapping_that_misses_or_doubles_a_column_is_refused(haven):
    link = f"{delivered(haven, csv_file(OWN_TITLES, budget()), 'begroting.csv')}/koppeling/provider_budget"
    answer = haven.post(link, {"title_0": "year", "title_1": "year"})
    assert answer.status_code == 422
    assert "Jaar is meer dan één keer gekozen" in text(answer)
    assert "Budget is verplicht" in text(answer)
    assert haven.post(link, {"title_0": "nergens"}).status_code == 422
    assert not SavedMapping.objects.exists()


def test_a_mapping_is_of_one_organisation_and_of_its_own_tables(haven):
    address = delivered(haven, csv_file(OWN_TITLES, budget()), "begroting.csv")
    other, steward = signed_in(contact(OTHER)), signed_in(person(Role.DATA_STEWARD))
    assert haven.get(f"{address}/koppeling/municipal_budget").status_code == 404
    for stranger in (other, steward):
        assert stranger.get(f"{address}/koppeling/provider_budget").status_code == 404
        assert stranger.post("/aanleveren/koppeling/provider_budget/vergeten").status_code == 404


def test_the_history_has_all_ways_of_delivering_and_nobody_else_s(haven):
    address = delivered(haven, FAULTY)
    said = text(haven.get("/aanleveren/geschiedenis"))
    assert f"{FILE} " in said
    assert "deels aangenomen" in said
    number = Delivery.objects.get().load_number
    assert re.search(r"aanbiederbegroting 3 E 1\.5", text(haven.get(f"/aanleveren/geschiedenis/{number}")))
    other, board = signed_in(contact(OTHER)), signed_in(person(Role.PROVIDER_CONTACT, OrganisationKind.SCHOOL_BOARD, PROVIDER))
    for stranger in (other, board):
        assert FILE not in text(stranger.get("/aanleveren/geschiedenis"))
        assert stranger.get(f"/aanleveren/geschiedenis/{number}").status_code == 404
    everything = text(signed_in(person(Role.DATA_STEWARD)).get("/aanleveren/geschiedenis"))
    assert FILE in everything
    assert "provider 47000001" in everything
    assert address


def test_another_s_delivery_is_not_there(haven):
    address = delivered(haven, FAULTY)
    other = signed_in(contact(OTHER))
    for part in ("", "/stand", "/gemarkeerd", "/koppeling/provider_budget"):
        assert other.get(address + part, headers={"HX-Request": "true"}).status_code == 404, part


def test_who_has_not_signed_in_or_only_looks_delivers_nothing(visitor):
    assert send(visitor)["Location"].startswith("/inloggen")
    assert send(signed_in(person(Role.COUNCILLOR))).status_code == 403
    assert not Delivery.objects.exists()


def test_a_form_of_another_site_is_refused():
    client = signed_in(contact(PROVIDER), enforce_csrf_checks=True)
    assert send(client).status_code == 403
    assert client.post("/aanleveren/koppeling/provider_budget/vergeten").status_code == 403
    assert not Delivery.objects.exists()


def test_a_table_of_another_kind_cannot_be_chosen(haven):
    assert send(haven, table="municipal_budget").status_code == 422


def test_rows_in_another_s_name_are_told_by_row(haven):
    said = text(haven.get(delivered(haven, csv_file(BUDGET, budget(), budget(provider=OTHER)))))
    assert "Tegengehouden: 1" in said
    assert re.search(r"aanbiederbegroting 3 A 47000002", said)


def _bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/_rels/workbook.xml.rels", "<Relationships/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 20_000_000)
    return buffer.getvalue()


HOSTILE = {
    "bomb": lambda: _bomb(),
    "wide": lambda: workbook({"aanbiederbegroting": [[f"k{number}" for number in range(16_000)]]}),
    "endless": lambda: (";".join(map(str, range(100_000))) + "\n").encode(),
    "noise": lambda: b"PK\x03\x04" + bytes(range(256)) * 10,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_refused_with_a_reason(home, haven, kind):
    name = "aanbiederbegroting.csv" if kind == "endless" else "aanbiederbegroting.xlsx"
    said = text(haven.get(delivered(haven, HOSTILE[kind](), name)))
    assert "Niets uit dit bestand is aangenomen" in said
    assert "Herstel:" in said
    assert list(home.inbox.iterdir()) == []


def test_a_failure_is_told_without_its_cause_to_the_supplier(haven, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("Anna 123456782")

    monkeypatch.setattr("regiewijzer.apps.intake.tasks_deliveries.deliver", fail)
    address = delivered(haven)
    assert "Door een storing bij ons is dit bestand niet gelezen" in text(haven.get(address))
    assert "RuntimeError" not in text(haven.get(address))
    assert "RuntimeError" in text(signed_in(person(Role.DATA_STEWARD)).get(address))


def test_a_supplier_starts_at_its_own_deliveries(haven):
    said = text(haven.get("/"))
    assert "provider 47000001" in said
    assert "Uw laatste aanleveringen" in said
    assert 'href="/aanleveren"' in haven.get("/").content.decode()
    assert signed_in(person(Role.COUNCILLOR)).get("/")["Location"] == "/monitor"
    assert MUNICIPALITY in text(signed_in(person(Role.MUNICIPAL_ADVISER)).get("/"))
