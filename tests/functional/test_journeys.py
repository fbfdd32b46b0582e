"""Four people each do their own work in a real browser, on a simulated region in a real ledger: what they may, and no more."""

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from regiewijzer.apps.accounts.models import User
from regiewijzer.apps.accounts.roles import OrganisationKind, Role
from regiewijzer.apps.monitor.actions import publish_newest
from regiewijzer.ledger.region import read_region
from tests.support.delivered_files import BUDGET, csv_file
from tests.support.people import person
from tests.support.true_region import TrueRegion, make_region
from tests.support.worker import work

from .browser import Visit
from .conftest import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OWN, OTHER = ("9901", "Merwedal"), ("9902", "Zandvoorde aan Zee")
PROVIDER, OTHER_PROVIDER = "99900007", "99900001"
BEYOND = "Dit valt buiten wat u mag zien"
OF_THE_SERVICE = ("/leveringen", "/gebruikers", "/auditlog", "/verwerkingen")
LEAST, STEP = 10, 5  # of a number of young people that readers outside the service organisation see


@pytest.fixture(scope="session")
def region(tmp_path_factory) -> TrueRegion:
    """A small region with senders as they are: some are late, some make faults."""
    return make_region(tmp_path_factory.mktemp("journeys"), carelessness=1.0)


@pytest.fixture
def home(region, settings):
    settings.REGIEWIJZER_HOME = region.home
    settings.FILE_UPLOAD_TEMP_DIR = region.home.inbox
    return region.home


@pytest.fixture
def stranger(browser, live_server, home):
    """Return a visit of someone who never signs in, without JavaScript."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900}, locale="nl-NL")
    context.set_default_timeout(60_000)
    yield Visit(context.new_page(), live_server.url)
    context.close()


@pytest.fixture
def signed_in(browser, live_server, home):
    """Return a visit of a user who came in through the form."""
    contexts = []

    def sign_in(user: User) -> Visit:
        user.set_password(PASSWORD)
        user.save()
        contexts.append(browser.new_context(viewport={"width": 1280, "height": 900}, locale="nl-NL"))
        contexts[-1].set_default_timeout(60_000)  # the first look at all indicators works out their facts
        visit = Visit(contexts[-1].new_page(), live_server.url)
        page = visit.open("/inloggen").page
        page.fill("[name=username]", user.username)
        page.fill("[name=password]", PASSWORD)
        page.click("main button")
        expect(_menu(page)).to_be_visible()
        return visit

    yield sign_in
    for context in contexts:
        context.close()


def _menu(page: Page):
    return page.get_by_role("navigation", name="Hoofdmenu")


def _names(page: Page) -> set[str]:
    return set(_menu(page).get_by_role("link").all_inner_texts())


def _status(visit: Visit, address: str) -> int:
    answer = visit.page.goto(visit.base + address)
    assert answer is not None
    return answer.status


def _refused(visit: Visit, *addresses: str) -> None:
    for address in addresses:
        assert _status(visit, address) in (403, 404), address


def _beyond(visit: Visit, address: str) -> None:
    """The address names another's rows: the page says so, and shows nothing of them."""
    assert _status(visit, address) == 403, address
    expect(visit.page.get_by_role("heading", level=1)).to_have_text(BEYOND)


def _downloaded(page: Page, place: str) -> list[list[str]]:
    with page.expect_download() as download:
        page.locator(place).get_by_role("link", name="CSV", exact=True).first.click()
    return list(csv.reader(io.StringIO(Path(download.value.path()).read_text("utf-8-sig")), delimiter=";"))


def _choices(page: Page, name: str) -> set[str]:
    values = page.locator(f"select[name={name}] option").evaluate_all("all => all.map(one => one.value)")
    return {value for value in values if value}


def test_a_director_goes_from_a_goal_to_a_frozen_figure_and_publishes_a_moment(signed_in):
    visit = signed_in(person(Role.DIRECTOR))
    page = visit.page
    _menu(page).get_by_role("link", name="Doelen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Komen de doelen dichterbij?")
    page.get_by_role("link", name="Regiovisie (vijf doelen)").click()
    page.get_by_role("link", name="Regiovisie (vijf ambities)").click()
    page.get_by_role("link", name="Het gewone opvoeden en opgroeien is sterker").click()
    row = page.get_by_role("row", name=re.compile("^Jongeren in zorg volgen"))
    expect(row).to_contain_text(re.compile(r"\d+ jongeren"))
    row.get_by_role("link").first.click()
    expect(page.locator("#antwoord")).to_contain_text("jongeren")
    page.get_by_role("navigation", name="Uitsplitsen naar").get_by_role("link", name="Gemeente", exact=True).click()
    expect(page.get_by_role("row", name=re.compile(f"^{OTHER[1]}"))).to_be_visible()
    page.get_by_role("row", name=re.compile(f"^{OWN[1]}")).get_by_role("link").click()
    expect(page.get_by_role("navigation", name="Uw keuze")).to_contain_text(OWN[1])
    answer = page.locator("#antwoord").inner_text()
    page.get_by_role("button", name="Leg dit cijfer vast").click()
    expect(page.get_by_role("status").first).to_contain_text("vastgelegd")
    expect(page.locator("#antwoord")).to_have_text(answer)
    page.locator(".rw-actions").get_by_role("link", name="Paspoort").click()
    page.locator("main form button").click()
    expect(page.locator("main [role=status]")).to_contain_text("Gelijk.")

    visit.open("/peilmomenten").page.get_by_role("button", name="Publiceer dit peilmoment").click()
    expect(page.get_by_role("status").first).to_contain_text("is gepubliceerd")
    assert {"Doelen", "Monitor", "Leveringen", "Controles", "Vragen"} <= _names(page)
    assert "Beheer" not in _names(page)
    _refused(visit, "/gebruikers", "/organisaties", "/toegangssleutels", "/auditlog")


def test_a_municipal_controller_takes_the_own_rows_and_asks_a_question_at_them(signed_in, home):
    publish_newest(home=home, by="test")
    visit = signed_in(person(Role.MUNICIPAL_CONTROLLER, code=OWN[0]))
    page = visit.page
    visit.open("/monitor/spending")
    assert _choices(page, "gemeente") == {OWN[0]}
    page.select_option("#keuze_gemeente", OWN[0])
    expect(page).to_have_url(re.compile(f"gemeente={OWN[0]}"))
    files = [
        _downloaded(visit.open(f"/monitor/{one}?gemeente={OWN[0]}&per=zorgvorm").page, place)
        for one in ("spending", "claimed-care")
        for place in ("section .rw-downloads", "section[aria-labelledby=uitsplitsing]")
    ]
    for rows in files:
        assert ["Selectie", OWN[1]] in rows
        assert len(rows) > 20
    others = {one.name for one in read_region(home.region).municipalities} - {OWN[1]}
    assert others
    assert not [name for name in others if name in str(files)]

    _beyond(visit, f"/monitor/spending?gemeente={OTHER[0]}")
    _beyond(visit, f"/monitor/claimed-care?gemeente={OTHER[0]}")
    _refused(visit, f"/monitor/claimed-care/gegevens.csv?gemeente={OTHER[0]}", *OF_THE_SERVICE)

    figure = f"/monitor/claimed-care?gemeente={OWN[0]}"
    visit.open(figure)
    page.get_by_role("link", name="Stel een vraag of plaats een opmerking").click()
    page.locator("[name=tekst]").fill("Klopt dit met onze administratie?")
    page.locator("main form button").click()
    expect(page.get_by_role("status").first).to_contain_text("geplaatst")
    question = page.url.removeprefix(visit.base)
    visit.open(figure)
    expect(page.get_by_role("region", name="Vragen en opmerkingen bij deze weergave")).to_contain_text("onze administratie")
    neighbour = signed_in(person(Role.MUNICIPAL_CONTROLLER, code=OTHER[0]))
    _refused(neighbour, question)
    assert "onze administratie" not in neighbour.open("/opmerkingen").page.inner_text("main")


def test_a_councillor_sees_protected_figures_of_the_own_municipality_at_the_published_moment(signed_in, home):
    publish_newest(home=home, by="test")
    visit = signed_in(person(Role.COUNCILLOR, code=OWN[0]))
    page = visit.page
    assert not {"Leveringen", "Controles", "Aanleveren", "Beheer"} & _names(page)
    figure = f"/monitor/young-people-in-care?gemeente={OWN[0]}"
    visit.open(f"{figure}&per=aanbieder")
    assert page.locator("input[type=date]").count() == 0
    assert len(_choices(page, "peildatum")) <= 1, "one moment was published"
    assert _choices(page, "gemeente") == {OWN[0]}
    expect(page.get_by_role("button", name="Leg dit cijfer vast")).to_have_count(0)

    rows = _downloaded(page, "section[aria-labelledby=uitsplitsing]")
    title = next(number for number, row in enumerate(rows) if "toestand" in row)
    cells = [dict(zip(rows[title], row, strict=True)) for row in rows[title + 1 :]]
    shown = [int(one["waarde"]) for one in cells if one["toestand"] == "getoond"]
    hidden = [(one["waarde"], one["aantal erachter"]) for one in cells if one["toestand"] == "afgeschermd"]
    assert shown
    assert all(one == 0 or (one >= LEAST and one % STEP == 0) for one in shown)
    assert hidden, "with so few young people some cells must be hidden"
    assert not [one for one in hidden if re.search(r"\d", "".join(one))]

    _beyond(visit, f"/monitor/young-people-in-care?gemeente={OTHER[0]}")
    assert _status(visit, f"{figure}&peildatum=2026-01-15") in (403, 404, 422)
    _refused(visit, "/controles", "/aanleveren", *OF_THE_SERVICE)


def test_a_provider_delivers_mends_the_own_findings_and_looks_at_itself_and_the_region(signed_in, home):
    publish_newest(home=home, by="test")
    user = person(Role.PROVIDER_CONTACT, OrganisationKind.PROVIDER, PROVIDER)
    visit = signed_in(user)
    page = visit.page
    expect(page.get_by_role("heading", level=1)).to_have_text(user.organisation.name)

    _menu(page).get_by_role("link", name="Aanleveren").click()
    content = csv_file(BUDGET, (PROVIDER, OWN[0], "2026", "02", "1.5", "4"))
    page.set_input_files("main [type=file]", [{"name": "aanbiederbegroting.csv", "mimeType": "text/csv", "buffer": content}])
    page.get_by_role("button", name="Eerst controleren").click()
    delivery = page.url.removeprefix(visit.base)
    assert re.fullmatch(r"/aanleveren/[0-9a-f-]{36}", delivery)
    work()
    visit.open(delivery)
    expect(page.locator("main")).to_contain_text("1.5")

    visit.open("/controles")
    owners = page.locator("select[name=eigenaar] option").evaluate_all("all => all.map(one => one.value)")
    assert set(owners) - {""} <= {f"provider:{PROVIDER}"}
    _refused(visit, f"/controles?eigenaar=provider:{OTHER_PROVIDER}", *OF_THE_SERVICE)

    visit.open("/monitor/young-people-in-care")
    assert _choices(page, "aanbieder") == {PROVIDER}
    region = page.locator("#antwoord").inner_text()
    page.select_option("#keuze_aanbieder", PROVIDER)
    expect(page.locator("#antwoord")).not_to_have_text(region)
    _beyond(visit, f"/monitor/young-people-in-care?aanbieder={OTHER_PROVIDER}")
    stranger = signed_in(person(Role.PROVIDER_CONTACT, OrganisationKind.PROVIDER, OTHER_PROVIDER))
    _refused(stranger, delivery, f"{delivery}/stand", f"{delivery}/gemarkeerd")


def _draft(page: Page, *questions: str) -> None:
    for question in questions:
        page.get_by_label(question, exact=True).check()
    page.get_by_role("button", name="Maak het concept").click()
    expect(page.get_by_role("status").first).to_contain_text("Het concept is gemaakt")
    work()
    page.get_by_role("link", name="Ververs de pagina").click()
    expect(page.get_by_role("link", name="Privacytoets gehaald")).to_be_visible()


def _open_data(page: Page, key: str) -> list[dict[str, str]]:
    """Return the cells of the file by municipality of one question of an edition."""
    with page.expect_download() as download:
        page.locator(f"#{key}").get_by_role("link", name=re.compile("^CSV voor Excel.*uitgesplitst per gemeente")).click()
    rows = list(csv.reader(io.StringIO(Path(download.value.path()).read_text("utf-8-sig")), delimiter=";"))
    title = next(number for number, row in enumerate(rows) if "toestand" in row)
    return [dict(zip(rows[title], row, strict=True)) for row in rows[title + 1 :]]


def test_a_director_publishes_with_a_second_person_and_corrects_and_everyone_finds_the_answer(signed_in, stranger, home):
    publish_newest(home=home, by="test")
    director, controller = signed_in(person(Role.DIRECTOR)), signed_in(person(Role.CONTROLLER))
    page = director.page

    _menu(page).get_by_role("link", name="Edities").click()
    page.get_by_role("link", name="Maak een editie").click()
    page.get_by_label("Titel").fill("Jeugdhulp in de regio")
    page.get_by_label("Inleiding").fill("Zo gaat het met de jeugdhulp.")
    page.get_by_label("per gemeente").check()
    _draft(page, "Hoeveel jongeren krijgen jeugdhulp?", "Welk deel van de trajecten stopt voortijdig?")
    expect(page.locator("#werk ~ dl")).to_contain_text("Iemand anders moet haar controleren")
    expect(page.get_by_role("button", name="Publiceer")).to_have_count(0)
    page.get_by_role("link", name="Privacytoets gehaald").click()
    expect(page.get_by_role("row", name=re.compile("^Hoeveel jongeren krijgen jeugdhulp"))).to_have_count(2)

    controller.open("/edities/1").page.get_by_role("button", name="Ik heb dit gecontroleerd").click()
    expect(controller.page.get_by_role("button", name="Publiceer")).to_have_count(0)
    director.open("/edities/1").page.get_by_role("button", name="Publiceer").click()
    expect(page.get_by_role("status").first).to_contain_text("Editie 1 is gepubliceerd.")

    # A citizen begins at the door of the site and finds the answer without signing in.
    reader = stranger.open("/").page
    reader.get_by_role("link", name="Naar de publicaties").click()
    reader.get_by_role("link", name="Lees de nieuwste cijfers").click()
    citizen = reader.locator(".rw-brief li", has_text="Hoeveel jongeren krijgen jeugdhulp?")
    expect(citizen).to_contain_text(re.compile(r"kregen [\d.]+ jongeren jeugdhulp"))
    answer = citizen.locator("p").inner_text()
    assert "sessionid" not in {one["name"] for one in reader.context.cookies()}

    # A councillor looks for the own municipality in the table, and finds the course as a table too.
    citizen.get_by_role("link").click()
    topic = reader.locator("#young-people-in-care")
    expect(topic.get_by_role("row", name=re.compile(f"^{OWN[1]}"))).to_contain_text(re.compile(r"\d|afgeschermd"))
    topic.get_by_text("Dezelfde gegevens als tabel").click()
    assert topic.locator("details[open] tbody tr").count() > 12

    # A journalist takes the files and sees which values are hidden.
    cells = [cell for key in ("young-people-in-care", "dropout") for cell in _open_data(reader, key)]
    assert {"getoond", "afgeschermd"} <= {one["toestand"] for one in cells}
    assert not [one for one in cells if one["toestand"] != "getoond" and one["waarde"]]

    # There was a mistake: a correction takes the place, both stay readable.
    director.open("/edities/1").page.get_by_role("link", name="Corrigeer deze editie").click()
    page.get_by_label("Wat was er fout?").fill("De inleiding noemde de verkeerde maand.")
    _draft(page)
    controller.open("/edities/2").page.get_by_role("button", name="Ik heb dit gecontroleerd").click()
    director.open("/edities/2").page.get_by_role("button", name="Publiceer").click()
    expect(page.get_by_role("status").first).to_contain_text("Editie 2 is gepubliceerd.")

    stranger.open("/publicaties/1")
    expect(reader.locator("main")).to_contain_text("In deze editie stond een fout.")
    expect(reader.locator("main")).to_contain_text("De inleiding noemde de verkeerde maand.")
    expect(reader.locator(".rw-brief")).to_contain_text(answer)
    reader.get_by_role("link", name="Naar editie 2").click()
    expect(reader.locator("main")).to_contain_text("Dit is een correctie van editie 1.")
    reader.get_by_role("link", name="Wat is er anders dan in editie 1?").click()
    expect(reader.locator("main")).to_contain_text("Alle waarden zijn gelijk gebleven.")
