"""A controller of a municipality reads the forecast in a real browser, and finds every number again by its address."""

import pytest
from playwright.sync_api import expect

from regiewijzer.apps.accounts.roles import OrganisationKind, Role
from regiewijzer.pipeline import forecast_scenario
from tests.support.a_forecast import a_forecast
from tests.support.a_scenario import a_scenario, an_outcome
from tests.support.invented_figures import MUNICIPALITIES
from tests.support.people import person
from tests.support.worker import work

from .browser import Visit, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OWN = "9901"


@pytest.fixture
def made(home):
    return a_forecast(home, tuple(MUNICIPALITIES), published=True)


@pytest.fixture
def controller(browser, live_server, made, client) -> Visit:
    client.force_login(person(Role.MUNICIPAL_CONTROLLER, OrganisationKind.MUNICIPALITY, OWN))
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="nl-NL")
    yield Visit(signed_in(context, live_server.url, client.session.session_key).new_page(), live_server.url)
    context.close()


def test_from_the_answer_to_why_how_good_and_the_file(controller, made):
    visit, page = controller.open("/"), controller.page
    page.get_by_role("link", name="Vooruitzicht", exact=True).click()
    page.get_by_label("Gemeente", exact=True).select_option(OWN)
    page.get_by_role("button", name="Tonen").click()
    answer = page.locator("#antwoord")
    expect(answer).to_contain_text(f"zorg van {MUNICIPALITIES[OWN]} naar verwachting uit op € 1,20 miljoen")
    expect(page.get_by_text("De kans op overschrijding is 95 % of meer.")).to_be_visible()
    expect(page.get_by_role("heading", name="Waarom veranderde het sinds een maand eerder?")).to_be_visible()
    visit.drawn()

    with page.expect_download() as taken:
        page.get_by_role("link", name="Excel").click()
    assert taken.value.suggested_filename == f"vooruitzicht_{made.id}.xlsx"

    page.get_by_role("link", name="vast adres van deze prognose").click()
    assert f"prognose={made.id}" in page.url
    expect(answer).to_contain_text("€ 1,20 miljoen")

    page.get_by_role("link", name="Hoe goed waren we?").click()
    expect(page.locator("#antwoord")).to_contain_text("gemiddeld 2,1 % naast, over 12 standen")
    assert f"gemeente={OWN}" in page.url
    assert visit.faults() == []
    assert visit.complaints == []


def test_from_the_forecast_to_a_scenario_compared_and_taken_along(controller, made, home, monkeypatch):
    """The scenario is made on the page; what the model would say stands in for it, for the home of a test has no ledger."""
    monkeypatch.setattr(forecast_scenario, "work_out", lambda _home, run, told: an_outcome(home, run, told))
    a_scenario(home, made, person(Role.CONTROLLER), shared=True, part=0.05)
    visit, page = controller.open("/vooruitzicht"), controller.page
    page.get_by_role("link", name="Scenario’s: wat als?").click()
    page.get_by_role("link", name="Kortere ambulante trajecten").click()
    expect(page.get_by_label("Titel")).to_have_value("Kortere ambulante trajecten")
    page.get_by_role("button", name="Nog een aanname").click()
    page.get_by_label("Hoog").first.fill("-10")
    page.get_by_role("button", name="Reken dit scenario door").click()
    expect(page.get_by_text("moeten oplopen")).to_be_visible()
    page.get_by_label("Hoog").first.fill("0")
    page.get_by_role("button", name="Reken dit scenario door").click()
    expect(page.get_by_role("status")).to_contain_text("wordt doorgerekend")

    work()
    answer = page.locator("#antwoord")
    expect(answer).to_contain_text("van de hele regio in 2027 uit op € 11,70 miljoen")  # the page found out by itself
    page.get_by_label("Gemeente", exact=True).select_option(OWN)
    page.get_by_label("Leg ernaast").select_option(label="Minder instroom")
    page.get_by_role("button", name="Tonen").click()
    expect(answer).to_contain_text(f"van {MUNICIPALITIES[OWN]} in 2027 uit op € 1,17 miljoen")
    expect(page.get_by_role("heading", name="Naast elkaar")).to_be_visible()
    visit.drawn()

    with page.expect_download() as taken:
        page.get_by_role("link", name="Excel").click()
    assert taken.value.suggested_filename.startswith("scenario_2026-09-")
    page.get_by_role("link", name="vast adres van deze uitkomst").click()
    assert f"prognose={made.id}" in page.url
    expect(answer).to_contain_text("€ 1,17 miljoen")
    assert visit.faults() == []
    assert visit.complaints == []
