"""Editions in a real browser: accessible wide and narrow, complete without JavaScript, fit for paper."""

import pytest
from playwright.sync_api import expect

from regiewijzer.apps.accounts.roles import Role
from regiewijzer.apps.monitor.actions import publish_newest
from regiewijzer.apps.publications import actions
from tests.support.editions import MAKER, Protecting, a_correction, a_draft, a_published
from tests.support.people import person

from .browser import Visit, signed_in, wrong_with

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("invented")]


@pytest.fixture
def editions(home):
    """An edition that was corrected, a withdrawn one, a draft whose test failed, and one that still waits."""
    publish_newest(home=home, by="test")
    gone = a_published(home)
    actions.withdraw(edition=gone, because="Er stond een kind herkenbaar in.", by=MAKER)
    a_correction(home, a_published(home))
    a_draft(home, protecting=Protecting(ok=False))
    a_draft(home, protected=False)


@pytest.fixture
def visit(browser, live_server, editions) -> Visit:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="nl-NL")
    yield Visit(context.new_page(), live_server.url)
    context.close()


@pytest.fixture
def as_director(browser, live_server, editions, client) -> Visit:
    client.force_login(person(Role.DIRECTOR))
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="nl-NL")
    yield Visit(signed_in(context, live_server.url, client.session.session_key).new_page(), live_server.url)
    context.close()


def _wrong(visit: Visit, *addresses: str) -> list[str]:
    return [fault for address in addresses for fault in wrong_with(visit, address)]


def test_public_pages_are_accessible_and_fit_a_phone(visit):
    pages = ("/publicaties", "/publicaties/actueel", "/publicaties/2", "/publicaties/3/verschil", "/publicaties/1")
    assert _wrong(visit, *pages) == []
    assert visit.page.context.cookies() == []


def test_pages_where_editions_are_made_are_accessible_and_fit_a_phone(as_director):
    pages = ("/edities", "/edities/nieuw?corrigeert=3", "/edities/3", "/edities/4", "/edities/5", "/edities/4/tekst")
    assert _wrong(as_director, *pages, "/edities/4/privacytoets", "/edities/3/intrekken", "/edities/3/verschil") == []


def test_on_paper_answers_pictures_and_tables_are_there(visit):
    page = visit.open("/publicaties/3").page
    page.emulate_media(media="print")
    expect(page.locator(".rw-topic .rw-chart__wide svg").first).to_be_visible()
    expect(page.locator("#dropout details tbody tr").first).to_be_visible()
    expect(page.locator(".rw-files").first).to_be_hidden()
    assert len(page.pdf()) > 20_000
