"""Following and reading signals in a real browser: accessible, without a new page, and without JavaScript."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from regiewijzer.apps.monitor.following import Line
from regiewijzer.apps.signals.actions import follow
from regiewijzer.apps.signals.looking import look_everywhere
from regiewijzer.apps.signals.models import Signal, Subscription
from tests.functional.browser import wrong_with
from tests.support.changing_figures import World
from tests.support.instead_of_a_ledger import answer_with

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("invented")]
INDICATOR = "/monitor/young-people-in-care"


@pytest.fixture
def signal(administrator, home, monkeypatch) -> str:
    """The address of a signal in a figure that the administrator follows."""
    world = World(steps={date(2026, 1, 1): 280}, shares_since={"02": 0.6, "11": 0.3, "unknown": 0.1})
    answer_with(monkeypatch, world)
    follow(user=administrator, line=Line("young-people-in-care", "in_care"))
    look_everywhere(home)
    return f"/signalen/{Signal.objects.get().pk}"


def test_a_signal_with_its_context_and_what_one_follows_too(visit, signal):
    stop = f"/signalen/volgen/{Subscription.objects.get().pk}/stoppen"
    assert [fault for address in (signal, "/signalen", stop) for fault in wrong_with(visit, address)] == []


def test_a_figure_is_followed_without_a_new_page_and_the_keyboard_stays(visit):
    visit.open(INDICATOR)
    visit.page.evaluate("window.samePage = true")
    visit.page.get_by_role("button", name="Volg dit cijfer").focus()
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("#volgen")).to_contain_text("U volgt Jongeren in zorg, de hele regio.")
    assert visit.page.evaluate("window.samePage")
    assert visit.page.evaluate("document.activeElement.id") == "volgen-knop"
    assert visit.faults() == []
    visit.page.get_by_role("button", name="Volg dit niet meer").click()
    expect(visit.page.get_by_role("button", name="Volg dit cijfer")).to_be_visible()
    assert visit.complaints == []


def test_without_javascript_a_figure_is_followed_and_its_signal_read(plain, signal):
    page = plain.open(f"{INDICATOR}?gemeente=9902").page
    page.get_by_role("button", name="Volg dit cijfer").click()
    expect(page).to_have_url(re.compile("gemeente=9902"))
    expect(page.locator("#volgen")).to_contain_text("U volgt Jongeren in zorg, Waterdam.")
    page.get_by_role("link", name="Signalen", exact=True).click()
    page.get_by_role("link", name=re.compile("^blijvend hoger sinds januari 2026")).click()
    expect(page.locator(".rw-chart__wide svg")).to_be_visible()
    expect(page.get_by_role("complementary")).to_contain_text("Van de verwachte leveringen")
    page.get_by_role("link", name="Lees en beantwoord de vraag hierover").click()
    expect(page.locator("main")).to_contain_text("Weet u wat er aan de hand is?")
    page.get_by_role("link", name="Wat er bij hoort om te weten").click()
    page.get_by_role("button", name="Volg dit niet meer").click()
    expect(page.get_by_role("status").first).to_contain_text("U volgt dit cijfer niet meer.")
