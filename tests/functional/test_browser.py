"""Pages in a real browser: accessible, complete without JavaScript, narrow, quiet, and nothing from elsewhere."""

import re

import pytest
from playwright.sync_api import expect

from regiewijzer.apps.intake import actions
from regiewijzer.apps.remarks.actions import place
from regiewijzer.ledger.lock import load_lock
from regiewijzer.pipeline.progress import Progress, ProgressFile
from tests.support.authorisation_routes import routes
from tests.support.invented_figures import dutch, settled

from .browser import Visit, wrong_with
from .conftest import LOADED_AT, PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("invented")]
INDICATOR = "/monitor/young-people-in-care"


@pytest.fixture
def with_loads(home, loaded, settings):
    """The pages look at a home with a delivery full of faults."""
    settings.REGIEWIJZER_HOME = loaded
    return loaded


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


OF_LOADS = ("/leveringen/1?eigenaar=deliverer:",)
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
    f"/opmerkingen/bij?bij={INDICATOR}&titel=Jongeren",
    f"/opmerkingen/nieuw?bij={INDICATOR}&titel=Jongeren",
    "/nergens",
)


@pytest.mark.parametrize("name", sorted(MONITOR.keys() - NO_PAGES))
def test_every_page_of_the_monitor_is_accessible_fits_a_phone_and_keeps_the_browser_quiet(visit, page, name):
    address = MONITOR[name].address(SAMPLES)
    assert page.get(address, follow=True)["Content-Type"].startswith("text/html")
    assert wrong_with(visit, address) == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_accessible_fits_a_phone_and_keeps_the_browser_quiet(visit, address):
    assert wrong_with(visit, address) == []


@pytest.mark.parametrize("address", OF_LOADS)
def test_a_page_about_loads_too(visit, with_loads, address):
    assert wrong_with(visit, address) == []


def test_frozen_figures_and_their_passport_too(visit, frozen):
    assert wrong_with(visit, frozen) == []
    assert wrong_with(visit, f"{frozen}/paspoort") == []
    visit.page.click("main form button")
    expect(visit.page.locator("main [role=status]")).to_contain_text("Gelijk.")
    assert visit.faults() == []


def test_a_question_at_a_figure_too(visit, administrator):
    asked = place(address=INDICATOR, title="Jongeren", part="", kind="question", text="Waarom?", by=administrator)
    assert wrong_with(visit, f"/opmerkingen/{asked.pk}") == []
    assert wrong_with(visit, "/opmerkingen?stand=open") == []
    visit.open(INDICATOR)
    expect(visit.page.get_by_role("region", name="Vragen en opmerkingen bij deze weergave")).to_contain_text("Waarom?")
    assert visit.faults() == []


def test_return_messages_too(visit, with_loads):
    assert wrong_with(visit, _return_message(visit)) == []


def test_signing_in_too(browser, live_server, administrator):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    visit = Visit(context.new_page(), live_server.url)
    wrong = wrong_with(visit, "/inloggen")
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
    assert wrong_with(visit, "/leveringen") == []


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
