"""Several years ahead: the page, its files, what programs get, and what stays away."""

import csv
import io
import re
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook

from regiewijzer.apps.accounts.roles import OrganisationKind, Role
from regiewijzer.apps.outlook.service import publish
from regiewijzer.figures.scope import REGION, OutsideScope, Scope
from regiewijzer.figures.values import ValueState
from regiewijzer.pipeline.forecast_shown import Node
from regiewijzer.pipeline.forecast_store import keep
from regiewijzer.pipeline.forecast_years_shown import years_by_form, years_by_municipality, years_of_node
from tests.support.a_forecast import PERIODS, SMALL_FORM, a_forecast
from tests.support.api import ROOT, caller
from tests.support.invented_figures import MUNICIPALITIES
from tests.support.pages import signed_in, text
from tests.support.people import person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_drawing")]
CODES = tuple(MUNICIPALITIES)
OWN, OTHER = "9901", "9902"
PAGE = "/vooruitzicht/meerjaren"


@pytest.fixture
def made(home):
    return a_forecast(home, CODES)


@pytest.fixture
def controller(home):
    return signed_in(person(Role.CONTROLLER))


def test_the_last_year_is_said_first_with_its_certainty(controller, made):
    page = text(controller.get(PAGE))
    assert (
        "De gedeclareerde zorg van de hele regio gaat naar verwachting van € 12,00 miljoen in 2026 naar € 16,00 miljoen in 2030, "
        "met 80 % zekerheid tussen € 8,00 miljoen en € 24,00 miljoen." in page
    )
    assert "is de begroting te klein in 2027 (€ −500.000), 2028 (€ −1.500.000)" in page
    assert "Van 2029, 2030 is nog geen begroting aangeleverd." in page
    assert "volgens de aangeleverde prognose" in page
    assert "van 50.000 (2026) naar 46.000 (2030)" in page


def test_the_forecast_leads_to_it_and_keeps_the_municipality(controller, made):
    page = controller.get(f"/vooruitzicht?gemeente={OTHER}").content.decode()
    assert f'href="{PAGE}?prognose={made.id}&amp;gemeente={OTHER}"' in page
    own = text(controller.get(f"{PAGE}?prognose={made.id}&gemeente={OTHER}"))
    assert "van Waterdam gaat naar verwachting van € 1,20 miljoen" in own
    assert "Per gemeente: samen verwacht" not in own


def test_a_form_of_care_has_cost_care_capacity_and_budget(made):
    this = next(one for one in years_by_form(made, Node(), REGION) if (one.form, one.period) == ("14", "2026"))
    assert this.cost["expected"].number == 300_000_000
    assert this.budget.number == 325_000_000
    assert this.total.number == 312_500_000
    assert {name: one["expected"].number for name, one in this.care.items()} == {"in_care": 250, "starts": 300, "stops": 300}
    assert (this.places.number, this.hours.state) == (50, ValueState.UNKNOWN)
    assert this.chance.number == 0.3  # 325 less 12.5 million lies a little above the middle


def test_few_young_people_stay_hidden_in_every_amount(made, controller):
    for one in years_by_form(made, Node(OWN), REGION):
        if one.form == SMALL_FORM:
            values = (*one.cost.values(), *(value for some in one.care.values() for value in some.values()), one.total, one.each)
            assert {value.state for value in values} == {ValueState.HIDDEN}
            assert one.chance.state is (ValueState.HIDDEN if one.budget.number else ValueState.UNKNOWN)
            assert one.places.state is ValueState.HIDDEN
    page = text(controller.get(f"{PAGE}?gemeente={OWN}"))
    rows = re.findall(r'<tr><th scope="row">Ander verblijf</th>(.*?)</tr>', page, re.DOTALL)
    money, care = (re.findall(r"<td[^>]*>([^<]*)</td>", row) for row in rows)
    assert {text for text in money if any(letter.isdigit() for letter in text)} == {"€ 13.000", "€ 325.000"}  # outside, budget
    assert set(care) == {"afgeschermd", "–"}


def test_a_municipality_sees_its_own_years_only(made, home):
    scope = Scope(municipalities=frozenset({OWN}))
    assert {one.node.municipality for one in years_by_municipality(made, scope)} == {OWN}
    with pytest.raises(OutsideScope):
        years_of_node(made, Node(OTHER), scope)
    reader = signed_in(person(Role.MUNICIPAL_CONTROLLER, OrganisationKind.MUNICIPALITY, OWN))
    assert "nog geen prognose" in text(reader.get(PAGE))
    publish(run=made, by="test")
    assert "van Oostveen" in text(reader.get(f"{PAGE}?gemeente={OWN}"))
    assert reader.get(f"{PAGE}?gemeente={OTHER}").status_code == 404
    assert reader.get(f"{PAGE}.csv?gemeente={OTHER}").status_code == 404


def test_the_files_hold_every_year_form_and_municipality(controller, made):
    answer = controller.get(f"{PAGE}.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    told = [row for row in rows if not row[0].startswith("# ")]
    assert len(told) == 1 + len(PERIODS) * (1 + 2 + len(CODES))
    assert next(row for row in told if row[2] == "2030")[:4] == ["Hele regio", "Alle zorg", "2030", "16000000"]
    sheet = load_workbook(io.BytesIO(controller.get(f"{PAGE}.xlsx").content))["Meerjaren"]
    assert sheet.max_row == len(told)
    assert sheet["D2"].value == 12_000_000


def test_a_forecast_from_before_years_were_kept_says_so(controller, home, made):
    tables = {name: made.table(name) for name in made.names if name not in ("years", "ageing", "units", "year_budget")}
    older = keep(home, replace(made.about, vintage=date(2026, 10, 1)), tables)
    assert "voordat meer jaren werden geschat" in text(controller.get(f"{PAGE}?prognose={older.id}"))
    assert controller.get(f"{PAGE}.csv?prognose={older.id}").status_code == 200
    service = caller(OrganisationKind.SERVICE_ORGANISATION)
    assert service.get(f"{ROOT}/forecasts/{older.id}/years").status_code == 404


def test_programs_get_the_years_and_what_is_expected_of_an_indicator(made, home):
    service = caller(OrganisationKind.SERVICE_ORGANISATION)
    years = service.get(f"{ROOT}/forecasts/{made.id}/years?municipality={OWN}").json()["years"]
    assert {(one["careForm"], one["year"]) for one in years} >= {(None, 2026), ("02", 2030)}
    first = next(one for one in years if one["careForm"] is None and one["year"] == 2026)
    assert (first["cost"]["expected"]["number"], first["peopleFrom"]) == (120_000_000, "projection")
    told = service.get(f"{ROOT}/forecasts/{made.id}/indicators/young-people-in-care").json()
    assert (told["periods"][0]["outcome"], told["periods"][0]["expected"]) == ("in_care", 1010.0)
    assert service.get(f"{ROOT}/forecasts/{made.id}/indicators/nothing").status_code == 404
    publish(run=made, by="test")
    program = caller(OrganisationKind.MUNICIPALITY, OWN)
    for address in ("years", "indicators/young-people-in-care"):
        assert program.get(f"{ROOT}/forecasts/{made.id}/{address}?municipality={OWN}").status_code == 200
        assert program.get(f"{ROOT}/forecasts/{made.id}/{address}?municipality={OTHER}").status_code == 403


def test_what_moved_it_is_named_where_the_reader_may_see_it(controller, made):
    page = text(controller.get("/vooruitzicht"))
    assert "De grootste verschillen per aanbieder: p +€ 150.000 (vooral nieuwe declaraties: +€ 300.000)." in page
    assert "De grootste verschillen per productcategorie: " in page
    assert "p: de laatste declaratie kwam in juni 2026 binnen." in page
    own = text(controller.get(f"/vooruitzicht?gemeente={OWN}"))
    assert "per aanbieder: p" not in own  # four young people there
    publish(run=made, by="test")
    reader = signed_in(person(Role.MUNICIPAL_CONTROLLER, OrganisationKind.MUNICIPALITY, OWN))
    region = text(reader.get("/vooruitzicht"))
    assert "De grootste verschillen per productcategorie: " in region
    assert "per aanbieder: p" not in region
    assert "de laatste declaratie kwam" not in region
