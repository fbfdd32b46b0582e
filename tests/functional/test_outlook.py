"""The outlook: what a reader sees of a forecast, in words and files, and what stays away."""

import csv
import html
import io
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult
from openpyxl import load_workbook

from regiewijzer.apps.accounts.roles import OrganisationKind, Role
from regiewijzer.apps.audit.models import AuditEvent
from regiewijzer.apps.outlook import tasks
from regiewijzer.apps.outlook.service import publish
from regiewijzer.apps.remarks import actions as remarks
from regiewijzer.figures.scope import REGION, OutsideScope, Scope
from regiewijzer.figures.values import ValueState
from regiewijzer.pipeline.forecast_care import care_lines, gated_count
from regiewijzer.pipeline.forecast_shown import Node
from regiewijzer.pipeline.forecast_store import keep, runs
from tests.support.a_forecast import SMALL, VINTAGE, YOUNG_PEOPLE, a_forecast
from tests.support.api import ROOT, caller
from tests.support.invented_figures import MUNICIPALITIES
from tests.support.pages import signed_in, text
from tests.support.people import person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_drawing")]
CODES = tuple(MUNICIPALITIES)
OWN, OTHER = "9901", "9902"


@pytest.fixture
def made(home):
    return a_forecast(home, CODES)


def client_of(role: Role, kind: OrganisationKind | None = None, code: str = OWN) -> Client:
    return signed_in(person(role, kind, code) if kind else person(role))


@pytest.fixture
def user(home):
    return person(Role.CONTROLLER)


@pytest.fixture
def controller(user):
    return signed_in(user)


def municipal() -> Client:
    return client_of(Role.MUNICIPAL_CONTROLLER, OrganisationKind.MUNICIPALITY)


def test_without_a_forecast_the_page_says_so(controller):
    answer = controller.get("/vooruitzicht")
    assert answer.status_code == 200
    assert "nog geen prognose" in text(answer)
    assert controller.get("/vooruitzicht/hoe-goed").status_code == 200
    assert controller.get("/vooruitzicht/gegevens.csv").status_code == 404
    assert controller.get("/vooruitzicht?prognose=2026-01-000000000000").status_code == 404


def test_the_answer_comes_first_with_its_certainty(controller, made):
    page = text(controller.get("/vooruitzicht"))
    assert (
        "In 2026 komt de gedeclareerde zorg van de hele regio naar verwachting uit op € 12,00 miljoen; "
        "met 80 % zekerheid tussen € 10,80 miljoen en € 13,20 miljoen." in page
    )
    assert "zit er niet in" in page  # money outside the claims
    assert "eind september 2026" in page


def test_it_says_why_it_moved_and_the_causes_add_up(controller, made):
    page = text(controller.get("/vooruitzicht"))
    assert "Nieuwe declaraties" in page
    assert "+€ 300.000" in page
    assert "€ −100.000" in page
    assert "+€ 150.000" in page  # 300 - 100 - 50
    assert "veranderde het meest door: nieuwe declaraties (+€ 300.000)" in page


def test_a_municipality_sees_itself_and_the_region_once_it_is_published(home, made, controller):
    reader = municipal()
    assert "nog geen prognose" in text(reader.get("/vooruitzicht"))
    assert reader.get(f"/vooruitzicht?prognose={made.id}").status_code == 404
    answer = controller.post(f"/vooruitzicht/prognoses/{made.id}/publiceren", follow=True)
    assert "gepubliceerd" in text(answer)
    assert AuditEvent.objects.get(event="forecast_published").subject == made.id

    page = text(reader.get("/vooruitzicht"))
    assert "de hele regio" in page
    assert MUNICIPALITIES[OWN] in page
    assert MUNICIPALITIES[OTHER] not in page
    assert f"van {MUNICIPALITIES[OWN]} naar verwachting" in text(reader.get(f"/vooruitzicht?gemeente={OWN}"))
    for address in ("/vooruitzicht", "/vooruitzicht/hoe-goed", "/vooruitzicht/gegevens.csv", "/vooruitzicht/gegevens.xlsx"):
        assert reader.get(f"{address}?gemeente={OTHER}").status_code == 404


def test_what_is_fixed_stands_beside_what_may_still_be_decided(controller, made):
    page = text(controller.get("/vooruitzicht"))
    assert "Van 2026 ligt € 12,00 miljoen al vast: gedeclareerd, geleverd of lopend." in page
    few = text(controller.get(f"/vooruitzicht?gemeente={OWN}&productcategorie={SMALL}"))
    assert "ligt" not in few[few.index("Waar bestaat") :][:300]


@pytest.mark.parametrize("name", ["lines.parquet", "run.json"])
def test_a_forecast_that_was_altered_is_told_in_words_and_hinders_nothing_else(home, made, controller, name):
    altered = a_forecast(home, CODES, vintage=date(2026, 10, 1))
    path = altered.folder / name
    path.write_bytes(path.read_bytes()[:-1] + b" ")
    answer = controller.get(f"/vooruitzicht?prognose={altered.id}")
    assert answer.status_code == 500
    assert f"Nummer {altered.id} is na het maken veranderd" in text(answer)
    assert "reservekopie" in text(answer)
    assert controller.get("/").status_code == 200
    assert controller.get(f"/vooruitzicht?prognose={made.id}").status_code == 200
    assert controller.get("/vooruitzicht/prognoses").status_code == 200


def test_a_remark_stands_with_the_forecast_that_it_is_about(controller, made, user):
    place = f"/vooruitzicht?gemeente={OWN}&prognose={made.id}"
    page = text(controller.get(place))
    (asked,) = re.findall(r'hx-get="(/opmerkingen[^"]*)"', page)
    assert "Nog geen" in text(controller.get(html.unescape(asked)))
    remarks.place(address=place, title="Vooruitzicht", part="", kind="question", text="Waarom zo hoog?", by=user)
    assert "Waarom zo hoog?" in text(controller.get(html.unescape(asked)))
    other = re.findall(r'hx-get="(/opmerkingen[^"]*)"', text(controller.get("/vooruitzicht")))[0]
    assert "Waarom zo hoog?" not in text(controller.get(html.unescape(other)))


def test_a_provider_sees_the_region_alone(home):
    a_forecast(home, CODES, published=True)
    page = text(client_of(Role.PROVIDER_CONTACT, OrganisationKind.PROVIDER, "01234567").get("/vooruitzicht"))
    assert "de hele regio" in page
    assert not any(name in page for name in MUNICIPALITIES.values())


@pytest.mark.parametrize("address", ["/vooruitzicht", "/vooruitzicht/hoe-goed", "/vooruitzicht/gegevens.csv"])
def test_what_is_about_few_young_people_is_nowhere_on_a_page(controller, made, address):
    page = text(controller.get(f"{address}?gemeente={OWN}&productcategorie={SMALL}"))
    # A tenth of a quarter of 12 million, and of a month: never shown. Only the key of the region's code list may be digits.
    assert "afgeschermd" in page
    assert not any(amount in page for amount in ("300.000", "300000", "25.000", "25000", "275.000", "330.000"))


def test_the_budget_stands_beside_it_with_the_chance_of_overspending(controller, made):
    page = text(controller.get(f"/vooruitzicht?gemeente={OTHER}"))
    assert (
        "Begroot is € 1,50 miljoen (na de voorjaarsnota); verwacht wordt € 1,50 miljoen, met wat buiten de declaraties wordt "
        "betaald. De kans op overschrijding is ongeveer 50 %." in page
    )
    region = text(controller.get("/vooruitzicht"))
    assert region.index("95 % of meer") < region.index("ongeveer 50 %")  # who is short stands first
    product = text(controller.get("/vooruitzicht?productcategorie=45"))
    assert "kans op overschrijding" in product  # it says that there is none to give
    assert "Begroot is" not in product


def test_the_care_that_is_expected_stands_beside_the_money(controller, made):
    page = text(controller.get("/vooruitzicht"))
    assert (
        "Eind september 2026 lopen er 1.000 trajecten; eind september 2027 naar verwachting 1.000, met 80 % zekerheid tussen "
        "900 en 1.100." in page
    )
    few = text(controller.get(f"/vooruitzicht?productcategorie={SMALL}&gemeente={OWN}"))
    assert "lopen er" not in few  # of both together nothing is told


def test_few_starts_are_hidden(made):
    lines = care_lines(made, Node(OWN), "starts", REGION)  # ten in the region's tenth: ten may be told, fewer not
    assert {one["expected"].number for one in lines} == {10}
    few = care_lines(made, Node(product=SMALL), "starts", REGION)
    assert {one["expected"].number for one in few} == {25}
    with pytest.raises(OutsideScope):
        care_lines(made, Node(OTHER), "starts", Scope(municipalities=frozenset({OWN})))
    gated = {count: gated_count({"n": count, "youths": 60, "beside": 30}, "n", REGION).state for count in (0, 1, 9, 10)}
    assert gated == {0: ValueState.SHOWN, 1: ValueState.HIDDEN, 9: ValueState.HIDDEN, 10: ValueState.SHOWN}
    of_few = {"n": 12, "youths": 6, "beside": 6}  # some have two trajectories
    of_one_provider = {"n": 40, "youths": 40, "beside": 3}
    assert {gated_count(row, "n", REGION).state for row in (of_few, of_one_provider)} == {ValueState.HIDDEN}


def test_how_good_earlier_forecasts_were_stands_beside_it(controller, made):
    page = text(controller.get("/vooruitzicht/hoe-goed"))
    assert "gemiddeld 2,1 % naast" in page
    assert "12 standen" in page
    assert "9,1 % naast" in page  # the practice


def test_the_file_holds_the_same_numbers_and_says_what_it_is(controller, made):
    answer = controller.get("/vooruitzicht/gegevens.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    about = {row[0]: row[1] for row in rows if row[0].startswith("# ")}
    assert about["# Prognose"] == made.id
    assert made.id in about["# Adres"]
    table = rows[len(about) :]
    year = next(row for row in table if row[:3] == ["Hele regio", "Alle zorg", "2026"])
    assert year[3] == "12000000"
    assert {row[0] for row in table[1:]} == {"Hele regio", *MUNICIPALITIES.values()}


def test_the_workbook_has_amounts_as_numbers(controller, made):
    book = load_workbook(io.BytesIO(controller.get(f"/vooruitzicht/gegevens.xlsx?gemeente={OWN}").content))
    sheet, passport = book.worksheets
    rows = {tuple(cell.value for cell in row[:3]): row for row in sheet.iter_rows(min_row=2)}
    assert rows[MUNICIPALITIES[OWN], "Alle zorg", "2026"][3].value == 1_200_000
    assert rows[MUNICIPALITIES[OWN], "Jeugd-ggz", "2026"][3].value == "afgeschermd"
    assert made.id in {cell.value for row in passport.iter_rows() for cell in row}


def test_an_earlier_forecast_keeps_its_address_and_says_that_there_is_a_newer_one(home, controller, made):
    newer = a_forecast(home, CODES, vintage=VINTAGE.replace(month=10))
    assert [one.id for one in runs(home)] == [newer.id, made.id]
    assert "Dit is een eerdere prognose." in text(controller.get(f"/vooruitzicht?prognose={made.id}"))
    assert "Dit is een eerdere prognose." not in text(controller.get("/vooruitzicht"))


@pytest.mark.parametrize("query", ["gemeente=0000", "productcategorie=99", "gemeente=%00", "prognose=../../etc"])
def test_what_is_not_there_cannot_be_asked(controller, made, query):
    assert controller.get(f"/vooruitzicht?{query}").status_code == 404


def test_who_may_make_one_puts_it_in_the_queue_once(controller, made):
    for _ in range(2):
        answer = controller.post("/vooruitzicht/prognoses/maken", follow=True)
        assert "wordt gemaakt" in text(answer)
    assert DBTaskResult.objects.filter(task_path=tasks.make.module_path).count() == 1
    assert municipal().post("/vooruitzicht/prognoses/maken").status_code == 403
    assert municipal().post(f"/vooruitzicht/prognoses/{made.id}/publiceren").status_code == 403


def test_programs_get_the_same_numbers_with_their_states(home, made):
    answer = caller(OrganisationKind.SERVICE_ORGANISATION).get(f"{ROOT}/forecasts/{made.id}?municipality={OWN}").json()
    assert answer["about"]["vintage"] == "2026-09-01"
    year = next(line for line in answer["lines"] if line["period"] == "2026")
    assert year["values"]["expected"] == {"state": "shown", "number": 120_000_000}
    assert answer["rooms"][0]["chance"] == {"state": "shown", "number": 0.95}
    hidden = caller(OrganisationKind.SERVICE_ORGANISATION).get(f"{ROOT}/forecasts/{made.id}?municipality={OWN}&product={SMALL}")
    states = {value["state"] for line in hidden.json()["lines"] for value in line["values"].values()}
    assert states == {"hidden", "unknown"}
    assert {value["state"] for value in hidden.json()["changes"].values()} == {"hidden"}


def test_programs_of_others_get_what_is_published_and_their_own(home, made):
    program = caller(OrganisationKind.MUNICIPALITY, OWN)
    assert program.get(f"{ROOT}/forecasts").json() == {"total": 0, "offset": 0, "results": []}
    assert program.get(f"{ROOT}/forecasts/{made.id}").status_code == 404
    publish(run=made, by="test")
    assert [one["id"] for one in program.get(f"{ROOT}/forecasts").json()["results"]] == [made.id]
    assert program.get(f"{ROOT}/forecasts/{made.id}?municipality={OWN}").status_code == 200
    for address in (f"{made.id}?municipality={OTHER}", f"{made.id}?product=99", "2026-01-000000000000", "..%2f..%2fkeys"):
        refused = program.get(f"{ROOT}/forecasts/{address}")
        assert refused.status_code == (403 if OTHER in address else 404), address
        assert refused.headers["Content-Type"] == "application/problem+json"


def test_starting_the_pages_loads_no_model():
    """The forecast and its libraries are for the worker: a page reads tables."""
    code = (
        "import os, sys, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'regiewijzer.config.settings'; django.setup();"
        "import regiewijzer.config.urls; from django.urls import get_resolver; get_resolver().url_patterns;"
        "loaded = {name.partition('.')[0] for name in sys.modules} | {name for name in sys.modules if 'forecast' in name};"
        "print(sorted(name for name in loaded if name in ('scipy', 'highspy') or name.startswith('regiewijzer.forecast')))"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"


def test_the_year_is_told_per_ten_thousand_young_people_too(controller, made):
    each = 12_000_000 / (YOUNG_PEOPLE * len(CODES)) * 10_000
    said = f"€ {each:,.0f}".replace(",", ".")
    for address in ("/vooruitzicht", f"/vooruitzicht?gemeente={OWN}"):
        page = text(controller.get(address))
        assert re.search(f"Per 10.000 jeugdigen in 2026</dt><dd><span[^>]*>{said}<", page)
    assert page.count(said) == 1
    assert text(controller.get("/vooruitzicht")).count(said) > len(CODES)  # of every municipality as much
    small = text(controller.get(f"/vooruitzicht?gemeente={OWN}&productcategorie={SMALL}"))
    assert "Per 10.000 jeugdigen in 2026" not in small


def test_a_forecast_from_before_people_were_kept_shows_without(controller, home):
    whole = a_forecast(home, CODES)
    tables = {name: whole.table(name) for name in whole.names if name != "population"}
    older = keep(home, replace(whole.about, vintage=date(2026, 10, 1)), tables)
    page = text(controller.get(f"/vooruitzicht?prognose={older.id}"))
    assert "Per 10.000 jeugdigen in 2026" not in page
    assert "€ 12,00 miljoen" in page


@pytest.mark.usefixtures("invented")
def test_places_and_waiting_lists_stand_beside_the_care_that_is_expected(controller, made):
    page = text(controller.get("/vooruitzicht"))
    there = page[page.index("Is er plaats, en wie wacht er nu?") :]
    assert "Wachtende jongeren" in there
    assert "Plaatsen: het kwartaal vanaf" in there
    answer = controller.get(f"/vooruitzicht?gemeente={OWN}")
    assert f'href="/monitor/young-people-waiting?gemeente={OWN}"' in answer.content.decode()
