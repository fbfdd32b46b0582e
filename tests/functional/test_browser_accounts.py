"""Pages of accounts and logs in a real browser: accessible, narrow, quiet; and roles that look through their own eyes."""

import re

import pyotp
import pytest
from django.utils import timezone
from playwright.sync_api import expect

from regiewijzer.apps.accounts.actions import invite
from regiewijzer.apps.accounts.links import invitation_token
from regiewijzer.apps.accounts.roles import OrganisationKind, Role
from regiewijzer.apps.audit.service import Activity, processing
from regiewijzer.apps.monitor.service import publish_moment
from tests.support.invented_figures import KNOWN
from tests.support.people import organisation, person

from .browser import Visit, signed_in, wrong_with
from .conftest import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("invented")]


@pytest.fixture
def open_as(browser, live_server, home):
    """Return a visit by a user, or by someone who has not signed in; with or without JavaScript."""
    contexts = []

    def visit(user=None, **said) -> Visit:
        from django.test import Client

        context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="nl-NL", **said)
        contexts.append(context)
        if user:
            client = Client()
            client.force_login(user)
            signed_in(context, live_server.url, client.session.session_key)
        return Visit(context.new_page(), live_server.url)

    yield visit
    for context in contexts:
        context.close()


def test_pages_of_the_administrator_are_accessible(open_as, administrator):
    invitation = invite(
        email="a@b.example", organisation=organisation(OrganisationKind.PROVIDER), role=Role.PROVIDER_CONTACT, by="test", base=""
    )
    with processing(Activity.INGEST):
        pass
    visit = open_as(administrator)
    for address in (f"/gebruikers/{administrator.pk}", "/auditlog", "/verwerkingen"):
        assert wrong_with(visit, address) == []
    visit.open("/toegangssleutels")
    visit.page.select_option("#id_organisation", index=1)
    visit.page.fill("#id_name", "EPD")
    visit.page.get_by_role("button", name="Sleutel maken").click()
    expect(visit.page.get_by_role("status")).to_contain_text("rw_")
    assert visit.faults() == []
    stranger = open_as()
    link = f"/uitnodiging/{invitation_token(invitation)}"
    for address in (link, "/uitnodiging/x"):
        assert wrong_with(stranger, address) == []


def test_the_second_step_works_without_javascript(open_as, administrator):
    visit = open_as(administrator, java_script_enabled=False)
    page = visit.open("/tweede-stap").page
    expect(page.get_by_role("img", name=re.compile("QR-code"))).to_be_visible()
    generator = pyotp.TOTP(page.locator("code").inner_text().replace(" ", ""))
    page.fill("#id_code", generator.now())
    page.get_by_role("button", name="Aanzetten").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Herstelcodes")
    assert page.locator("main li code").count() == 8

    stranger = open_as(java_script_enabled=False).open("/inloggen").page
    stranger.fill("[name=username]", administrator.username)
    stranger.fill("[name=password]", PASSWORD)
    stranger.locator("main button").click()
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Tweede stap")
    stranger.fill("#id_code", generator.at(int(timezone.now().timestamp()) + 30))
    stranger.locator("main button").click()
    expect(stranger.get_by_role("navigation", name="Hoofdmenu")).to_be_visible()


def test_a_director_publishes_and_a_councillor_sees_the_own_municipality_and_no_more(open_as):
    councillor = open_as(person(Role.COUNCILLOR, code="9902"))
    before = councillor.open("/monitor").page
    assert before.locator("main").get_by_text("Er is nog niets").count()

    director = open_as(person(Role.DIRECTOR)).open("/peilmomenten").page
    director.get_by_role("button", name="Publiceer dit peilmoment").click()
    expect(director.get_by_role("status")).to_contain_text("is gepubliceerd")

    page = councillor.open("/monitor/young-people-in-care").page
    menu = page.get_by_role("navigation", name="Hoofdmenu")
    for name in ("Leveringen", "Controles", "Beheer"):
        expect(menu.get_by_role("link", name=name)).to_have_count(0)
    options = page.locator("select[name=gemeente] option").all_inner_texts()
    assert "Waterdam" in options
    assert "Oostveen" not in options
    councillor.open("/monitor/young-people-in-care?gemeente=9901")
    expect(page.get_by_role("heading", level=1)).to_have_text("Dit valt buiten wat u mag zien")
    assert councillor.faults() == []


def test_a_published_moment_is_in_the_list_for_everyone(open_as):
    publish_moment(day=KNOWN[1], snapshot=4, by="directeur")
    provider = open_as(person(Role.PROVIDER_CONTACT, OrganisationKind.PROVIDER))
    assert wrong_with(provider, "/peilmomenten") == []
    expect(provider.page.get_by_role("cell").or_(provider.page.get_by_role("rowheader")).first).to_contain_text("2026")
    expect(provider.page.get_by_role("button", name="Publiceer dit peilmoment")).to_have_count(0)
