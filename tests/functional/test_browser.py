"""Pages in a real browser: accessible, complete without JavaScript, narrow, quiet, and nothing from elsewhere."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from regiewijzer.apps.intake import actions
from regiewijzer.apps.remarks.actions import place
from regiewijzer.ledger.lock import load_lock
from regiewijzer.pipeline.progress import Progress, ProgressFile
from tests.support.authorisation_routes import routes
from tests.support.changing_figures import World
from tests.support.invented_figures import dutch, settled

from .browser import Visit, signed_in
from .conftest import LOADED_AT, PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("invented")]
INDICATOR = "/monitor/young-people-in-care"


@pytest.fixture
def context(browser, live_server, page):
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="nl-NL")
    yield signed_in(context, live_server.url, page.session.session_key)
    context.close()


@pytest.fixture
def with_loads(home, loaded, settings):
    """The pages look at a home with a delivery full of faults."""
    settings.REGIEWIJZER_HOME = loaded
    return loaded


@pytest.fixture
def visit(context, live_server) -> Visit:
    return Visit(context.new_page(), live_server.url)


@pytest.fixture
def plain(browser, live_server, page):
    """The same, with JavaScript off."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    yield Visit(signed_in(context, live_server.url, page.session.session_key).new_page(), live_server.url)
    context.close()


@pytest.fixture
def frozen(page, monkeypatch) -> str:
    """The address of a frozen figure."""
    from regiewijzer.apps.monitor import queries

    address = page.post(f"{INDICATOR}/vastleggen")["Location"]
    monkeypatch.setattr(queries, "reproduce", lambda home, figure_id: _same(figure_id))
    return address


def _same(figure_id: str):
    from regiewijzer.pipeline.figure_store import Reproduced, Reproduction

    return Reproduction(figure_id, "0" * 64, Reproduced.SAME, cells=60)


def _return_message(visit: Visit) -> str:
    visit.open("/leveringen/1?regel=TR018")
    return visit.page.locator("a[href*=retourbericht]").first.get_attribute("href")


OF_LOADS = ("/", "/leveringen", "/leveringen/1?eigenaar=deliverer:", "/controles")
# Pages of the monitor come from the URL configuration, so that a new one is tested too; these are the parts that vary.
SAMPLES = {
    "indicator_id": "young-people-in-care",
    "tree_id": "vijf-ambities",
    "code": "gewoon-opgroeien",
    "analysis_id": "zorgpaden",
    "part_id": "paden",
}
# What only a form asks for; frozen figures and old definitions, which are looked at below.
NO_PAGES = {
    "monitor:freeze",
    "monitor:freeze_analysis",
    "monitor:withdraw_note",
    "monitor:frozen",
    "monitor:frozen_passport",
    "monitor:definitions",
}
MONITOR = {route.name: route for route in routes() if route.name.startswith("monitor:") and "." not in route.pattern}
ADDRESSES = (
    "/analyses/aansluiting",
    "/analyses/stapeling?jaar=2025&met=2023",
    "/analyses/toegang?met=1900",
    "/monitor/waiting?gemeente=9902",
    "/monitor/dropout?per=gemeente&vergelijk=9902&vergelijk=9903",
    "/monitor/school-absentees?per=subregio",
    "/monitor/dropout?gemeente=0000",
    "/monitor/dropout/definities",
    "/zoeken?q=wachten",
    "/doelen?boom=vijf-doelen",
    "/opmerkingen",
    f"/opmerkingen/bij?bij={INDICATOR}&titel=Jongeren",
    f"/opmerkingen/nieuw?bij={INDICATOR}&titel=Jongeren",
    "/post",
    "/signalen",
    "/wachtwoord",
    "/toegankelijkheid",
    "/nergens",
)


def _check(visit: Visit, address: str) -> list[str]:
    """Return everything that is wrong with a page, wide, narrow and very narrow."""
    visit.resize(1280)
    visit.open(address)
    wrong = []
    for width in (1280, 390):
        visit.resize(width)
        wrong += [f"{address} at {width}: {fault}" for fault in visit.faults()]
    visit.resize(320)
    if visit.width_needed() > 320:
        wrong.append(f"{address} needs {visit.width_needed()} pixels")
    not_found = [text for text in visit.complaints if "404" not in text and "422" not in text]
    return wrong + [f"{address}: {text}" for text in [*not_found, *visit.elsewhere]]


@pytest.mark.parametrize("name", sorted(MONITOR.keys() - NO_PAGES))
def test_every_page_of_the_monitor_is_accessible_fits_a_phone_and_keeps_the_browser_quiet(visit, page, name):
    address = MONITOR[name].address(SAMPLES)
    assert page.get(address, follow=True)["Content-Type"].startswith("text/html")
    assert _check(visit, address) == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_accessible_fits_a_phone_and_keeps_the_browser_quiet(visit, address):
    assert _check(visit, address) == []


@pytest.mark.parametrize("address", OF_LOADS)
def test_a_page_about_loads_too(visit, with_loads, address):
    assert _check(visit, address) == []


def test_frozen_figures_and_their_passport_too(visit, frozen):
    assert _check(visit, frozen) == []
    assert _check(visit, f"{frozen}/paspoort") == []
    visit.page.click("main form button")
    expect(visit.page.locator("main [role=status]")).to_contain_text("Gelijk.")
    assert visit.faults() == []


def test_a_question_at_a_figure_too(visit, administrator):
    asked = place(address=INDICATOR, title="Jongeren", part="", kind="question", text="Waarom?", by=administrator)
    assert _check(visit, f"/opmerkingen/{asked.pk}") == []
    assert _check(visit, "/opmerkingen?stand=open") == []
    visit.open(INDICATOR)
    expect(visit.page.get_by_role("region", name="Vragen en opmerkingen bij deze weergave")).to_contain_text("Waarom?")
    assert visit.faults() == []


@pytest.fixture
def signal(administrator, home, monkeypatch) -> str:
    """The address of a signal in a figure that the administrator follows."""
    from regiewijzer.apps.monitor import queries
    from regiewijzer.apps.monitor.following import Line
    from regiewijzer.apps.signals.actions import follow
    from regiewijzer.apps.signals.looking import look_everywhere
    from regiewijzer.apps.signals.models import Signal

    world = World(steps={date(2026, 1, 1): 280}, shares_since={"02": 0.6, "11": 0.3, "unknown": 0.1})
    monkeypatch.setattr(queries.figures, "compute_figure", world)
    follow(user=administrator, line=Line("young-people-in-care", "in_care"))
    look_everywhere(home)
    return f"/signalen/{Signal.objects.get().pk}"


def test_a_signal_with_its_context_and_what_one_follows_too(visit, signal):
    from regiewijzer.apps.signals.models import Subscription

    stop = f"/signalen/volgen/{Subscription.objects.get().pk}/stoppen"
    assert [fault for address in (signal, "/signalen", stop) for fault in _check(visit, address)] == []


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


def test_return_messages_too(visit, with_loads):
    assert _check(visit, _return_message(visit)) == []


def test_signing_in_too(browser, live_server, administrator):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    visit = Visit(context.new_page(), live_server.url)
    wrong = _check(visit, "/inloggen")
    visit.page.fill("[name=username]", "niemand")
    visit.page.fill("[name=password]", "fout")
    visit.page.click("main button")
    expect(visit.page.get_by_role("alert")).to_contain_text("horen niet bij elkaar")
    wrong += visit.faults()
    visit.page.fill("[name=username]", administrator.username)
    visit.page.fill("[name=password]", PASSWORD)
    visit.page.click("main button")
    expect(visit.page).to_have_url(f"{live_server.url}/")
    context.close()
    assert wrong == []


def test_progress_moves_without_a_new_page_and_stops_asking(visit, with_loads):
    tell = ProgressFile(with_loads.progress)
    with load_lock(with_loads.lock, since=LOADED_AT):
        tell(Progress("read", 1, 10, "a.zip", 5, 0))
        visit.open("/leveringen")
        expect(visit.page.locator("progress")).to_have_attribute("value", "1")
        assert visit.faults() == []
        visit.page.evaluate("window.samePage = true")
        tell(Progress("cache", 9, 10))
        expect(visit.page.locator("progress")).to_have_attribute("value", "9")
        tell(Progress("done", 1, 1))
        expect(visit.page.locator("progress")).to_have_count(0)
    expect(visit.page.locator("[hx-get='/leveringen/voortgang']")).to_have_count(0)
    assert visit.page.evaluate("window.samePage")
    assert visit.complaints == []


def test_uploads_are_listed_accessibly(visit, with_loads):
    from django.core.files.uploadedfile import SimpleUploadedFile

    upload = actions.receive(home=with_loads, files=[SimpleUploadedFile("a.xml", b"x")], by="beheerder")
    actions.fail(upload=actions.start(upload_id=str(upload.id)), reason="proef")
    assert _check(visit, "/leveringen") == []


def test_a_choice_changes_the_figure_and_the_address_without_a_new_page(visit):
    visit.open(INDICATOR)
    before = visit.page.locator("#antwoord").inner_text()
    visit.page.evaluate("window.samePage = true")
    visit.page.focus("#keuze_gemeente")
    visit.page.select_option("#keuze_gemeente", "9902")
    expect(visit.page.locator("#antwoord")).not_to_have_text(before)
    expect(visit.page).to_have_url(re.compile("gemeente=9902"))
    visit.drawn()
    assert visit.page.evaluate("window.samePage")
    assert visit.page.evaluate("document.activeElement.id") == "keuze_gemeente", "the keyboard stays where it was"
    expect(visit.page.locator("#melding")).to_have_text(visit.page.locator("#antwoord").inner_text())
    after = visit.page.locator("#antwoord").inner_text()
    visit.page.reload()
    expect(visit.page.locator("#antwoord")).to_have_text(after)
    visit.page.go_back()
    expect(visit.page.locator("#antwoord")).to_have_text(before)
    assert visit.complaints == []


def test_a_wrong_date_is_told_in_place(visit):
    visit.open(INDICATOR)
    visit.page.fill("#keuze_peildatum", "1999-01-01")
    visit.page.locator("#keuze_peildatum").dispatch_event("change")
    expect(visit.page.locator("#cijfer").get_by_role("alert")).to_contain_text("Bekend op: Kies een datum van 03-01-2022")
    assert visit.faults() == []


def test_a_pointer_on_the_chart_shows_the_value_of_the_table(visit):
    visit.open(INDICATOR)
    visit.page.locator(".rw-chart__picture svg").hover(position={"x": 400, "y": 100})
    tooltip = visit.page.locator("#vg-tooltip-element.visible")
    expect(tooltip).to_contain_text("Waarde")
    expect(tooltip).not_to_contain_text("undefined")
    month, value = (cell.inner_text() for cell in tooltip.locator("td.value").all())
    visit.page.click("text=Dezelfde gegevens als tabel")
    expect(visit.page.get_by_role("row", name=month)).to_contain_text(value)


def test_charts_are_one_picture_with_one_description(visit):
    visit.open("/monitor/waiting")
    pictures = visit.page.get_by_role("img", name=re.compile("^Lijngrafiek"))
    expect(pictures).to_have_count(2)
    assert visit.page.locator(".rw-chart__picture [role], .rw-chart__picture [aria-label]").count() == 0


def test_the_keyboard_reaches_the_content_first(visit):
    visit.open(INDICATOR)
    visit.page.keyboard.press("Tab")
    link = visit.page.get_by_role("link", name="Naar de inhoud")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("main")).to_be_focused()


def test_selects_show_that_they_open(visit):
    visit.open(INDICATOR)
    arrow = visit.page.evaluate("getComputedStyle(document.querySelector('#keuze_gemeente')).backgroundImage")
    assert arrow.startswith('url("data:image/svg+xml')


def test_texts_are_in_our_own_font(visit):
    visit.open(INDICATOR)
    assert visit.page.evaluate("document.fonts.check('600 16px \"Noto Sans\"')")
    assert "Noto Sans" in visit.page.evaluate("getComputedStyle(document.body).fontFamily")


def test_without_javascript_the_page_is_complete(plain):
    month, number, _ = settled(municipality="9902")
    page = plain.open(INDICATOR).page
    expect(page.locator(".rw-chart__wide svg")).to_be_visible()
    expect(page.locator(".rw-chart__narrow svg")).to_be_hidden()
    page.select_option("#keuze_gemeente", "9902")
    page.get_by_role("button", name="Tonen").click()
    expect(page).to_have_url(re.compile("gemeente=9902"))
    expect(page.locator("#antwoord")).to_contain_text(f"In {month} kregen {dutch(number)} jongeren")
    page.click("text=Dezelfde gegevens als tabel")
    expect(page.get_by_role("row", name=month)).to_contain_text(dutch(number))
    page.set_viewport_size({"width": 390, "height": 900})
    expect(page.locator(".rw-chart__narrow svg")).to_be_visible()
    assert page.locator(".rw-multiples svg").count() == 10
    expect(page.locator(".rw-map svg").first).to_be_visible()


def test_without_javascript_a_breakdown_leads_down_and_members_stand_side_by_side(plain):
    page = plain.open("/monitor/dropout").page
    page.get_by_role("link", name="Gemeente", exact=True).click()
    page.get_by_role("checkbox", name="Waterdam naast elkaar").check()
    page.get_by_role("checkbox", name="Rietmeer naast elkaar").check()
    page.get_by_role("button", name="Zet de gekozen naast elkaar").click()
    expect(page).to_have_url(re.compile("vergelijk=9902&vergelijk=9907"))
    expect(page.locator("#grafiek-samen .rw-chart__wide svg")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Waterdam naast elkaar")).to_be_checked()
    page.get_by_role("row", name=re.compile("^Rietmeer")).get_by_role("link").click()
    trail = page.get_by_role("navigation", name="Uw keuze")
    expect(trail.get_by_text("Rietmeer")).to_be_visible()
    trail.get_by_role("link", name="Hele regio").click()
    expect(page).not_to_have_url(re.compile("gemeente="))


def test_without_javascript_the_field_in_the_header_searches(plain):
    page = plain.open("/monitor").page
    page.get_by_role("searchbox").fill("wachten")
    page.get_by_role("button", name="Zoek", exact=True).click()
    page.get_by_role("link", name=re.compile("Hoe lang duurt het tot een besluit")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hoe lang duurt het tot een besluit")


def test_without_javascript_a_note_is_written_and_withdrawn(plain):
    page = plain.open(INDICATOR).page
    page.get_by_role("link", name="Zet een notitie bij de tijdlijn").click()
    page.get_by_label("Maand").fill("2025-03")
    page.get_by_label("Notitie", exact=True).fill("Nieuw wijkteam")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_role("list", name="Bij de tijdlijn")).to_contain_text("maart 2025 Nieuw wijkteam (beheerder)")
    page.get_by_role("button", name=re.compile("^Trek notitie")).click()
    expect(page.get_by_role("status").first).to_contain_text("ingetrokken")
    expect(page.get_by_text("Nieuw wijkteam")).to_have_count(0)


def test_without_javascript_goals_lead_to_a_figure_and_a_question_there_is_asked_and_answered(plain):
    page = plain.open("/").page
    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Doelen").click()
    page.locator(".rw-goal h2 a").first.click()
    expect(page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Doelen")).to_have_attribute(
        "aria-current", "true"
    )
    page.locator(".rw-goal-table th a").first.click()
    page.get_by_role("link", name="Vragen en opmerkingen bij deze weergave").click()
    page.get_by_role("link", name="Stel een vraag of plaats een opmerking").click()
    page.locator("[name=tekst]").fill("Waarom daalt dit?")
    page.locator("main form button").click()
    expect(page.get_by_role("status").first).to_contain_text("geplaatst")
    page.locator("#reactie_tekst").fill("Door de vakantie.")
    page.locator("main form", has=page.locator("#reactie_tekst")).get_by_role("button").click()
    expect(page.locator("main")).to_contain_text("Door de vakantie.")
    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Vragen").click()
    expect(page.locator("main")).to_contain_text("Waarom daalt dit?")


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


def test_without_javascript_mail_is_chosen(plain):
    page = plain.open("/").page
    page.get_by_role("link", name="Post", exact=True).click()
    page.locator("main select").first.select_option("never")
    page.locator("main form button").click()
    expect(page.get_by_role("status").first).to_contain_text("Uw keuze is bewaard.")
    expect(page.locator("main select").first).to_have_value("never")


def test_without_javascript_language_uploads_and_progress_work(plain, with_loads):
    page = plain.open("/leveringen").page
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Loads")
    page.set_input_files("#id_files", [{"name": "a.xml", "mimeType": "text/xml", "buffer": b"<a/>"}])
    page.get_by_role("button", name="Deliver", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("1 file has been received")
    expect(page.get_by_role("cell", name="waiting")).to_be_visible()
    with load_lock(with_loads.lock, since=LOADED_AT):
        ProgressFile(with_loads.progress)(Progress("read", 1, 10, "a.zip", 5, 0))
        page.get_by_role("link", name="Loads").click()
        expect(page.locator("progress")).to_be_visible()
        expect(page.get_by_role("link", name="Refresh the progress")).to_be_visible()
        ProgressFile(with_loads.progress)(Progress("done", 1, 1))


def test_on_paper_the_picture_and_the_table_are_there(visit):
    visit.open(INDICATOR)
    visit.page.emulate_media(media="print")
    expect(visit.page.locator(".rw-filters")).to_be_hidden()
    expect(visit.page.locator(".rw-chart__picture svg")).to_be_visible()
    assert len(visit.page.pdf()) > 20_000


def test_the_page_for_paper_is_complete_without_a_script_and_fits_the_paper(plain):
    page = plain.open(f"{INDICATOR}/afdruk?per=gemeente").page
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 750, "height": 1000})  # A4 between its margins
    assert page.evaluate("document.documentElement.scrollWidth") <= 750
    for shown in (".rw-chart__wide svg", ".rw-map svg", "details table", ".rw-definition dl"):
        expect(page.locator(shown).first).to_be_visible()
    assert page.locator("nav, form button, script").count() == 0
    assert len(page.pdf()) > 20_000
