"""A provider delivers in a real browser: faults, the marked file, a mended file; and these pages are accessible."""

import io
from pathlib import Path

import openpyxl
import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from regiewijzer.apps.intake import service
from regiewijzer.ledger.region import write_region
from tests.support.delivered_files import BUDGET, OTHER, PROVIDER, REGION, budget, csv_file, workbook
from tests.support.deliverers import FAULTY, FILE, contact, hand_in
from tests.support.worker import work

from .browser import Visit, signed_in, wrong_with

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
EXCEL = "aanbiederbegroting.xlsx"


@pytest.fixture
def session(home) -> str:
    """The session of the contact person of a provider."""
    write_region(REGION, home.region)
    client = Client()
    client.force_login(contact(PROVIDER))
    return client.session.session_key


def visitor(browser, live_server, session, **said) -> Visit:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="nl-NL", **said)
    return Visit(signed_in(context, live_server.url, session).new_page(), live_server.url)


@pytest.fixture
def visit(browser, live_server, session):
    visit = visitor(browser, live_server, session)
    yield visit
    visit.page.context.close()


@pytest.fixture
def plain(browser, live_server, session):
    """The same, with JavaScript off."""
    visit = visitor(browser, live_server, session, java_script_enabled=False)
    yield visit
    visit.page.context.close()


def choose(page: Page, content: bytes, name: str = EXCEL) -> None:
    page.set_input_files("#id_files", [{"name": name, "mimeType": "application/octet-stream", "buffer": content}])


def press(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name, exact=True).click()


def excel(*rows) -> bytes:
    return workbook({"aanbiederbegroting": [BUDGET, *rows]})


def test_a_provider_mends_what_was_wrong_and_delivers_again(visit, tmp_path):
    page = visit.open("/").page
    page.get_by_role("link", name="Bestanden aanleveren").click()
    choose(page, excel(budget(), budget("1.5", year="2025")))
    press(page, "Aanleveren")
    expect(page.get_by_role("progressbar")).to_be_visible()
    page.evaluate("window.samePage = true")
    work()
    expect(page.locator("#antwoord")).to_have_text("Aangenomen rijen: 1. Tegengehouden: 1.")
    assert page.evaluate("window.samePage"), "the outcome came without a new page"
    expect(page.locator("#melding")).to_have_text("Aangenomen rijen: 1. Tegengehouden: 1.")
    expect(page.get_by_role("row", name="aanbiederbegroting 3 E 1.5")).to_be_visible()
    with page.expect_download() as waited:
        page.get_by_role("link", name="Download uw bestand met de fouten gemarkeerd").click()
    waited.value.save_as(tmp_path / "gemarkeerd.xlsx")
    assert fault_at(tmp_path / "gemarkeerd.xlsx", "E3")
    choose(page, mended(tmp_path / "gemarkeerd.xlsx", "E3", "150,00"))
    press(page, "Aanleveren")
    work()
    expect(page.locator("#antwoord")).to_have_text("Aangenomen: 2 rijen.")
    page.get_by_role("link", name="Naar Aanleveren").click()
    choose(page, excel(budget(), budget("150,00", year="2025")))
    press(page, "Aanleveren")
    work()
    expect(page.locator("#antwoord")).to_contain_text("Dit bestand is al geleverd")
    assert [text for text in visit.complaints if "422" not in text] == []


def fault_at(path: Path, cell: str) -> bool:
    return openpyxl.load_workbook(path).worksheets[0][cell].comment is not None


def mended(path: Path, cell: str, value: str) -> bytes:
    """Return the marked file as the provider gives it back: the cell mended, the marks left where they are."""
    book = openpyxl.load_workbook(path)
    book.worksheets[0][cell] = value
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_without_javascript_a_refresh_shows_the_outcome(plain):
    page = plain.open("/aanleveren").page
    choose(page, excel(budget()))
    press(page, "Eerst controleren")
    expect(page.get_by_role("progressbar")).to_be_visible()
    work()
    page.get_by_role("link", name="Ververs de stand").click()
    expect(page.locator("#antwoord")).to_have_text("In orde: 1 rij kan worden aangenomen. Er is nog niets geleverd.")


def test_own_columns_are_linked_in_the_browser(visit):
    page = visit.open("/aanleveren").page
    titles = ("Zorgaanbieder", "Gemeente", "Jaar", "Zorgvormcode", "Budget", "Jongeren")
    choose(page, csv_file(titles, budget()), "begroting.csv")
    press(page, "Aanleveren")
    work()
    page.get_by_role("link", name="Koppel als Begroting per aanbieder").click()
    page.get_by_label("Zorgaanbieder").select_option("provider_code")
    page.get_by_label("Zorgvormcode").select_option("care_form")
    assert visit.faults() == []
    press(page, "Koppeling bewaren")
    choose(page, csv_file(titles, budget()), "begroting.csv")
    press(page, "Aanleveren")
    work()
    expect(page.locator("#antwoord")).to_have_text("Aangenomen: 1 rij.")


def test_pages_for_suppliers_are_accessible_and_fit_a_phone(visit):
    hand_in(contact(OTHER).organisation, csv_file(BUDGET, budget(provider=OTHER, year="2025")))
    faulty, strange = (
        hand_in(contact(PROVIDER).organisation, FAULTY),
        hand_in(contact(PROVIDER).organisation, b"a;b\n1;2\n", "x.csv"),
    )
    waiting = service.receive_delivery(organisation=contact(PROVIDER).organisation, file_name=FILE, content=FAULTY, by="test")
    addresses = ["/aanleveren", "/aanleveren/geschiedenis", f"/aanleveren/geschiedenis/{faulty.load_number}"]
    addresses += [f"/aanleveren/{one.pk}" for one in (faulty, strange, waiting)]
    addresses += [f"/aanleveren/{strange.pk}/koppeling/provider_budget"]
    wrong = [fault for address in addresses for fault in wrong_with(visit, address)]
    assert wrong == []
