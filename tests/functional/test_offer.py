"""The necessary offer: an agreement with its versions, held against places and forecast, for each reader."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from regiewijzer.apps.accounts.roles import OrganisationKind as Kind
from regiewijzer.apps.accounts.roles import Role
from regiewijzer.apps.audit.models import AuditEvent
from regiewijzer.apps.offer import continuity, queries
from regiewijzer.apps.offer.models import Agreement
from regiewijzer.figures.figure import Cell
from regiewijzer.figures.values import HIDDEN, UNKNOWN, shown
from tests.support.people import person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]
FUNCTION = "/noodzakelijk-aanbod/functie/gesloten-verblijf"


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def manager():
    return client_of(person(Role.CONTRACT_MANAGER))


@pytest.fixture
def places(monkeypatch):
    """Places by form of care, and what is expected, in the place of a ledger and a forecast."""
    found = {"13": shown(9), "14": shown(40)}
    monkeypatch.setattr(queries, "_places", lambda home, scope: (found, timezone.localdate()))
    monkeypatch.setattr(queries, "_demand", lambda agreement, now: shown(11))
    return found


def said(**change):
    return {
        "name": "Gesloten verblijf",
        "products": ["43"],
        "care_forms": ["13"],
        "unit": "places",
        "norm": "10",
        "per_hundred": "100",
        "owner": "Bestuur regio",
        "agreed_on": "2026-01-01",
        "consequence": "Het bestuur koopt plekken bij.",
        "after": "0",
        **change,
    }


def test_an_agreement_is_kept_and_held_against_places_and_demand(manager, places):
    assert "nog niets afgesproken" in manager.get("/noodzakelijk-aanbod").text
    assert manager.post("/noodzakelijk-aanbod/nieuw", said()).status_code == 302
    page = manager.get("/noodzakelijk-aanbod").text
    assert "1 van 1 functies haalt de norm niet." in page
    assert "−1" in page
    one = manager.get(FUNCTION).text
    assert "Afgesproken is ten minste 10 plekken; er is: 9. Stand: niet gehaald." in one
    assert "Wat er dan gebeurt" in one
    assert AuditEvent.objects.get(event="offer_agreed").details == {"version": 1, "norm": 10, "unit": "places"}


def test_met_today_and_short_when_demand_turns_out_high(manager, places):
    places["13"] = shown(10)
    manager.post("/noodzakelijk-aanbod/nieuw", said())
    assert "gehaald, maar de vraag kan hoger uitvallen" in manager.get(FUNCTION).text
    places["13"] = HIDDEN
    assert "er is: afgeschermd. Stand: niet te zeggen." in manager.get(FUNCTION).text


def test_capacity_in_hours_is_unknown_and_said_to_be(manager, places):
    manager.post("/noodzakelijk-aanbod/nieuw", said(unit="hours"))
    assert "er is: onbekend" in manager.get(FUNCTION).text


def test_every_version_stays_and_the_second_of_two_editors_is_told(manager):
    manager.post("/noodzakelijk-aanbod/nieuw", said())
    assert manager.post(f"{FUNCTION}/wijzigen", said(norm="14", after="1", why="De raad wil meer.")).status_code == 302
    late = manager.post(f"{FUNCTION}/wijzigen", said(norm="99", after="1"))
    assert late.status_code == 409
    assert "intussen een andere versie afgesproken" in late.text
    assert manager.post("/noodzakelijk-aanbod/nieuw", said()).status_code == 409
    assert list(Agreement.objects.order_by("number").values_list("norm", flat=True)) == [10, 14]
    assert "De raad wil meer." in manager.get(FUNCTION).text


@pytest.mark.parametrize(
    "change",
    [
        {"norm": "-1"},
        {"norm": "veel"},
        {"per_hundred": "0"},
        {"products": ["99"]},
        {"care_forms": []},
        {"name": "!!!"},
        {"agreed_on": "ooit"},
        {"agreed_on": (timezone.now() + timedelta(days=2)).date().isoformat()},
        {"consequence": ""},
        {"owner": ""},
    ],
)
def test_a_faulty_agreement_is_told_and_not_kept(manager, change):
    assert manager.post("/noodzakelijk-aanbod/nieuw", said(**change)).status_code == 422
    assert not Agreement.objects.exists()


def test_others_read_and_do_not_agree(manager):
    manager.post("/noodzakelijk-aanbod/nieuw", said())
    provider = client_of(person(Role.PROVIDER_CONTACT, Kind.PROVIDER))
    assert provider.get(FUNCTION).status_code == 200
    assert provider.get(f"{FUNCTION}/wijzigen").status_code == 403
    assert provider.post("/noodzakelijk-aanbod/nieuw", said()).status_code == 403
    assert manager.get("/noodzakelijk-aanbod/functie/is-er-niet").status_code == 404


def test_continuity_is_for_the_service_organisation(manager):
    provider = client_of(person(Role.PROVIDER_CONTACT, Kind.PROVIDER))
    assert provider.get("/continuiteit").status_code == 403
    assert "/continuiteit" not in provider.get("/noodzakelijk-aanbod").text
    assert "/continuiteit" in manager.get("/noodzakelijk-aanbod").text
    assert "Er is geen recente opgave van plekken." in manager.get("/continuiteit").text


def test_continuity_shows_who_stands_alone_and_whose_beds_empty(manager, monkeypatch):
    """Places, occupancy and young people as the figures of the monitor would give them."""
    then, now = date(2025, 7, 1), date(2026, 7, 1)
    places = [cell("places", now, "13", "01234567", number=12), cell("places", now, "02", "01234567", number=30)]
    places += [cell("places", now, "02", "07654321", number=10), cell("places", now, "12", "07654321")]
    used = [cell("occupancy", then, "01234567", number=0.9), cell("occupancy", now, "01234567", number=0.7)]
    people = [cell("in_care", now, "01234567", number=40)]
    found = {("capacity-use", ("care_form", "provider")): places, ("capacity-use", ("provider",)): used}
    found["young-people-in-care", ("provider",)] = people
    monkeypatch.setattr(continuity, "_cells", lambda home, scope, name, by: tuple(found[name, by]))
    page = manager.get("/continuiteit").text
    assert "Sterk geconcentreerd: 2 van de 2 zorgvormen. Afhankelijk van één aanbieder: 1." in page
    assert "10.000" in page
    assert "De Brug jeugdhulp, 75" in page
    assert "gedaald" in page
    assert "Van 1 combinatie van aanbieder en zorgvorm ontbreekt de opgave" in page


def cell(series, period, *dimensions, number=None):
    return Cell(period, dimensions, series, UNKNOWN if number is None else shown(number))
