"""The policy cycle in a real browser: accessible, with the keyboard, on a phone and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from regiewijzer.apps.cycle.kinds import Kind
from regiewijzer.apps.cycle.models import Contribution, Item
from tests.functional.browser import wrong_with
from tests.support import a_cycle

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("invented")]


@pytest.fixture
def chain(administrator) -> dict[str, Item]:
    """One item of every kind, by its kind."""
    items = a_cycle.a_chain(administrator)
    return {one.kind: one for one in items}


def test_items_and_their_parts_are_accessible(visit, chain, administrator):
    unfinished = {
        "punten": a_cycle.begun(Kind.ADVICE, administrator, chain["interpretation"]),
        "reactie": a_cycle.begun(Kind.RESPONSE, administrator, a_cycle.an_advice(administrator, chain["interpretation"])),
        "weging": (decision := a_cycle.begun(Kind.DECISION, administrator, chain["response"])),
        "gemeente": decision,
        "verwachting": a_cycle.begun(Kind.ACTION, administrator, chain["decision"]),
    }
    pages = [f"/cyclus/{item.pk}/{name}" for name, item in unfinished.items()]
    pages += [chain[kind].get_absolute_url() for kind in ("advice", "response", "decision", "action", "effect")]
    pages += [f"/cyclus/{chain['effect'].pk}/keten", "/cyclus/wacht"]
    assert [fault for address in pages for fault in wrong_with(visit, address)] == []


def test_a_question_is_asked_and_followed_up_without_javascript(plain, administrator):
    plain.open("/cyclus")
    plain.page.get_by_role("link", name="Stel een vraag").click()
    plain.page.get_by_role("button", name="Bewaar").click()
    expect(plain.page.locator(".utrecht-form-field-error-message").first).to_be_visible()
    told = {
        "Titel": "Waarom wachten zij?",
        "Beschrijving": "Ouders melden lange wachttijden.",
        "Namens wie is de vraag?": "De raad",
        "Waarom nu?": "De inkoop begint.",
        "Welk besluit moet het antwoord helpen nemen?": "Of er een kader komt.",
        "Welke uitkomst zou ons van gedachten doen veranderen?": "Als het maar één aanbieder is.",
    }
    for label, text in told.items():
        plain.page.get_by_label(label).fill(text)
    plain.page.get_by_role("button", name="Bewaar").click()
    plain.page.get_by_role("button", name="Dien de vraag in").click()
    expect(plain.page.get_by_text("Gedaan: Dien de vraag in.")).to_be_visible()
    plain.page.get_by_role("link", name="duiding", exact=True).click()
    expect(plain.page.get_by_text("Waarom wachten zij?").last).to_be_visible()


def test_a_visitor_thinks_along_on_a_phone_and_takes_it_back(browser, live_server, administrator):
    table = a_cycle.a_table(administrator)
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="nl-NL", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/meedenken")
    page.get_by_role("link", name=re.compile("Ik wil iets vertellen")).click()
    page.get_by_label("Wat wilt u ons vertellen?").fill("Niet weten was erger dan wachten.")
    page.get_by_label("Hoe oud bent u?").select_option("jong")
    page.get_by_label("U mag mijn tekst laten lezen").check()
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_text("Vraag eerst of je vader, moeder of verzorger het goed vindt.")).to_be_visible()
    page.get_by_label(re.compile("Ben je jonger dan 16")).check()
    page.get_by_role("button", name="Verstuur").click()
    code = page.locator(".rw-code").inner_text()
    assert Contribution.objects.get(interpretation=table).text == "Niet weten was erger dan wachten."
    page.goto(f"{live_server.url}/meedenken/terug")
    page.get_by_label("Uw code").fill(code)
    page.get_by_role("button", name="Haal weg").click()
    expect(page.get_by_role("heading", name="Uw tekst is weg")).to_be_visible()
    assert Contribution.objects.get(interpretation=table).text == ""
    context.close()
