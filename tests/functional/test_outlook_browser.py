"""A controller of a municipality reads the forecast in a real browser, and finds every number again by its address."""

import pytest
from playwright.sync_api import expect

from regiewijzer.apps.accounts.roles import OrganisationKind, Role
from tests.support.a_forecast import a_forecast
from tests.support.invented_figures import MUNICIPALITIES
from tests.support.people import person

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
