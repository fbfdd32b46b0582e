"""What readers outside the service organisation find on the pages of the monitor: their own rows, the region, published days."""

import re

import pytest
from django.test import Client

from regiewijzer.apps.accounts.roles import OrganisationKind, Role
from regiewijzer.apps.monitor.actions import publish_moment
from regiewijzer.apps.monitor.models import Annotation
from tests.support.invented_figures import KNOWN
from tests.support.people import person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("invented", "home", "one_drawing")]
ADDRESS = "/monitor/young-people-in-care"
OWN, OTHER = "9902", "9903"


@pytest.fixture
def published():
    return publish_moment(day=KNOWN[1], snapshot=4, by="directeur")


def _client(role: Role, kind: OrganisationKind | None = None, code: str = "") -> Client:
    client = Client()
    client.force_login(person(role, kind, code))
    return client


@pytest.fixture
def municipality(published) -> Client:
    return _client(Role.MUNICIPAL_CONTROLLER, OrganisationKind.MUNICIPALITY, OWN)


def _text(answer) -> str:
    return answer.content.decode()


def _options(html: str, name: str) -> list[str]:
    found = re.search(rf'<select name="{name}".*?</select>', html, re.DOTALL)
    return re.findall(r'<option value="([^"]*)"', found[0]) if found else []


def _tabs(html: str) -> list[str]:
    return re.findall(r">([^<]+)</a>", html.split('<nav class="rw-tabs"')[1].split("</nav>")[0])


def test_without_a_published_moment_there_is_nothing_to_see():
    client = _client(Role.COUNCILLOR, OrganisationKind.COUNCIL, OWN)
    for address in (ADDRESS, "/monitor", "/monitor/stromen", "/monitor/veranderd"):
        assert "nog geen cijfers" in _text(client.get(address)), address


def test_a_municipality_chooses_among_its_own_name_and_published_days(municipality):
    html = _text(municipality.get(ADDRESS))
    assert _options(html, "gemeente") == ["", OWN]
    assert _options(html, "peildatum") == ["2026-11-01"]
    assert "Gemeente" not in _tabs(html)


def test_a_breakdown_by_organisation_holds_the_own_rows_and_says_so(municipality):
    html = _text(municipality.get(ADDRESS, {"per": "aanbieder"}))
    assert "U ziet hier alleen cijfers van Waterdam." in html
    assert "U ziet hier alleen" not in _text(municipality.get(ADDRESS, {"per": "zorgvorm"}))


def test_a_provider_sees_itself_per_municipality(published):
    html = _text(_client(Role.PROVIDER_CONTACT, OrganisationKind.PROVIDER, "01234567").get(ADDRESS))
    assert _options(html, "aanbieder") == ["", "01234567"]
    assert "Aanbieder" not in _tabs(html)
    assert "U ziet hier alleen cijfers van De Brug jeugdhulp." in html


def test_who_has_no_rows_sees_the_region_and_names_nobody(published):
    html = _text(_client(Role.CLIENT_REPRESENTATIVE).get(ADDRESS))
    assert _options(html, "gemeente") == _options(html, "aanbieder") == []
    assert _tabs(html) == ["Zorgvorm", "Productcategorie"]
    assert "Waterdam" not in html


def test_search_finds_only_what_may_be_named(municipality):
    assert f"?gemeente={OWN}" in _text(municipality.get("/zoeken", {"q": "waterdam"}))
    assert f"?gemeente={OTHER}" not in _text(municipality.get("/zoeken", {"q": "gravenland"}))
    assert "Waterdam" not in _text(_client(Role.CLIENT_REPRESENTATIVE).get("/zoeken", {"q": "waterdam"})).split("</form>")[-1]


@pytest.mark.parametrize(
    "address", [ADDRESS, "/monitor", "/monitor/stromen", f"{ADDRESS}/afdruk", f"{ADDRESS}/uitsplitsing.xlsx"]
)
def test_another_s_name_in_the_address_is_refused(municipality, address):
    assert municipality.get(address, {"gemeente": OWN}).status_code == 200
    assert municipality.get(address, {"gemeente": OTHER}).status_code == 403


def test_changes_are_told_between_published_moments(municipality):
    assert "Er is geen eerdere stand om mee te vergelijken" in _text(municipality.get("/monitor/veranderd"))
    publish_moment(day=KNOWN[1].replace(month=7), snapshot=4, by="directeur")
    assert "naast die van 1 juli 2026" in _text(municipality.get("/monitor/veranderd"))


def test_a_municipality_writes_notes_about_itself_only(municipality):
    said = {"month": "2025-03", "text": "Nieuw wijkteam"}
    for place in ("", OTHER):
        assert municipality.post(f"{ADDRESS}/notitie", {**said, "municipality": place}).status_code == 422
    assert municipality.post(f"{ADDRESS}/notitie", {**said, "municipality": OWN}).status_code == 302
    assert Annotation.objects.get().municipality_code == OWN


def test_a_note_is_withdrawn_by_who_wrote_it_or_by_the_service_organisation(municipality, page):
    municipality.post(f"{ADDRESS}/notitie", {"month": "2025-03", "text": "Nieuw", "municipality": OWN})
    note = Annotation.objects.get()
    colleague = _client(Role.MUNICIPAL_ADVISER, OrganisationKind.MUNICIPALITY, OWN)
    assert colleague.post(f"/monitor/notities/{note.pk}/intrekken").status_code == 404
    assert page.post(f"/monitor/notities/{note.pk}/intrekken").status_code == 302
    note.refresh_from_db()
    assert (note.withdrawn_by, note.withdrawn_at is None) == ("beheerder", False)


def test_a_councillor_writes_no_notes_and_sees_no_way_to(published):
    client = _client(Role.COUNCILLOR, OrganisationKind.COUNCIL, OWN)
    assert "/notitie" not in _text(client.get(ADDRESS))
    assert client.get(f"{ADDRESS}/notitie").status_code == 403
