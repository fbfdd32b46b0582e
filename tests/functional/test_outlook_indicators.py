"""What is expected of indicators, on pages: the list, one beside its past, and what stays away."""

from dataclasses import replace
from datetime import date

import pytest

from regiewijzer.apps.accounts.roles import OrganisationKind, Role
from regiewijzer.pipeline.forecast_store import keep
from tests.support.a_forecast import a_forecast
from tests.support.invented_figures import MUNICIPALITIES
from tests.support.pages import signed_in, text
from tests.support.people import person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_drawing")]
CODES = tuple(MUNICIPALITIES)
OWN, OTHER = "9901", "9902"
LIST, ONE = "/vooruitzicht/indicatoren", "/vooruitzicht/indicatoren/young-people-in-care"
TITLE = "Hoeveel jongeren krijgen jeugdhulp?"


@pytest.fixture
def made(home):
    return a_forecast(home, CODES, published=True)


@pytest.fixture
def controller(home):
    return signed_in(person(Role.CONTROLLER))


def municipal():
    return signed_in(person(Role.MUNICIPAL_CONTROLLER, OrganisationKind.MUNICIPALITY, OWN))


def test_without_a_forecast_both_pages_say_so(controller):
    for address in (LIST, ONE):
        assert "nog geen prognose" in text(controller.get(address))


def test_the_list_says_what_is_expected_in_about_a_year_and_leads_to_each(controller, made):
    page = text(controller.get(LIST))
    assert TITLE in page
    assert "september 2027" in page
    assert "1.120 jongeren" in page
    assert "tussen 1.008 jongeren en 1.232 jongeren" in page
    assert f'href="{ONE}?prognose={made.id}"' in page
    assert "Verwachting per indicator" in text(controller.get("/vooruitzicht"))


def test_one_says_it_in_a_sentence_with_a_row_per_period(controller, made):
    page = text(controller.get(ONE))
    assert (
        "in september 2027: naar verwachting 1.120 jongeren, met 80 % zekerheid tussen 1.008 jongeren en 1.232 jongeren." in page
    )
    assert page.count('<tr><th scope="row">') == 12
    assert "Het is geen doel en geen oordeel" in page
    assert "naar verwachting 112 jongeren" in text(controller.get(f"{ONE}?gemeente={OWN}"))


@pytest.mark.usefixtures("invented")
def test_its_past_stands_in_the_same_chart(controller, made):
    without = text(controller.get("/vooruitzicht/indicatoren/young-people-in-care?gemeente=" + OWN))
    assert "2026-03" in without or "maart 2026" in without
    assert "data-chart" in without


def test_an_indicator_of_which_nothing_can_be_said_says_so_and_an_unknown_one_is_not_there(controller, made):
    assert "Hier is niets over te verwachten" in text(controller.get("/vooruitzicht/indicatoren/dropout"))
    assert controller.get("/vooruitzicht/indicatoren/bestaat-niet").status_code == 404
    assert controller.get(f"{ONE}?gemeente=0000").status_code == 404


def test_a_municipality_sees_the_region_and_itself(made):
    reader = municipal()
    assert TITLE in text(reader.get(LIST))
    assert "naar verwachting 112 jongeren" in text(reader.get(f"{ONE}?gemeente={OWN}"))
    for address in (LIST, ONE):
        assert reader.get(f"{address}?gemeente={OTHER}").status_code == 404


def test_a_forecast_from_before_indicators_were_expected_says_so(home, controller):
    whole = a_forecast(home, CODES)
    tables = {name: whole.table(name) for name in whole.names if name != "indicators"}
    older = keep(home, replace(whole.about, vintage=date(2026, 10, 1)), tables)
    assert "Van geen enkele indicator" in text(controller.get(f"{LIST}?prognose={older.id}"))
    assert "Hier is niets over te verwachten" in text(controller.get(f"{ONE}?prognose={older.id}"))
