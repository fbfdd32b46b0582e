"""Nothing hidden is in a page, a chart, an order or the API: worlds that differ only in what is hidden look the same."""

import re
from datetime import date

import pytest
from django.db import transaction
from django.test import Client

from regiewijzer.apps.accounts.roles import OrganisationKind
from regiewijzer.apps.publications.models import Edition
from regiewijzer.ledger.region import Municipality, Provider, Region
from regiewijzer.pipeline.releases import release_figures
from tests.support.api import ROOT, caller
from tests.support.editions import a_published
from tests.support.figure_world import FIRST, names, start_table, starts
from tests.support.hidden_figures import FEW, ONE_PROVIDER, PUBLISHED, Truth, gated, traces
from tests.support.instead_of_a_ledger import answer_with
from tests.support.invented_figures import KNOWN
from tests.support.ledger_world import load_text, make_home

pytestmark = pytest.mark.django_db
MONEY = "claimed-care"
OTHER_TRUTH = Truth(few=11_00, one_provider=99_999_999_999_00)
ADDRESSES = (
    f"/monitor/{MONEY}",
    f"/monitor/{MONEY}?gemeente=9902&per=aanbieder",
    f"/monitor/{MONEY}?per=gemeente",
    f"/monitor/{MONEY}?per=zorgvorm",
    f"/monitor/{MONEY}/berekening?gemeente=9902",
)
OF_PROGRAMS = (f"{ROOT}/indicators/{MONEY}/figure", f"{ROOT}/indicators/{MONEY}/figure?by=municipality")
# Made anew for every answer, whatever is on the page.
OF_THE_ANSWER = re.compile(rb'(name="csrfmiddlewaretoken" value="|X-CSRFToken[^:]*: *&?[a-z;"]*|nonce=")[A-Za-z0-9+/=_-]+')


def seen(client: Client, addresses) -> dict[str, bytes]:
    found = {}
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        found[address] = OF_THE_ANSWER.sub(b"", answer.content)
    return found


@pytest.mark.usefixtures("invented")
def test_pages_charts_orders_and_api_are_the_same_whatever_is_hidden(page, monkeypatch):
    monkeypatch.setattr("regiewijzer.apps.api.routes.figures.known_days", lambda home, scope: KNOWN)
    program = caller(OrganisationKind.SERVICE_ORGANISATION)
    answer_with(monkeypatch, gated(Truth()))
    before = seen(page, ADDRESSES) | seen(program, OF_PROGRAMS)
    frozen = page.post(f"/monitor/{MONEY}/vastleggen?gemeente=9902")["Location"]
    page.get(frozen)  # which says once that it was frozen
    before |= seen(page, [frozen])
    for address, content in before.items():
        for cents in (FEW, ONE_PROVIDER):
            assert not [one for one in traces(cents) if one in content], address
    shown = [address for address, content in before.items() if any(one in content for one in traces(PUBLISHED[0]))]
    assert len(shown) >= 3, "or the search above finds nothing whatever there is"
    answer_with(monkeypatch, gated(OTHER_TRUTH))
    after = seen(page, [*ADDRESSES, frozen]) | seen(program, OF_PROGRAMS)
    assert [address for address in before if before[address] != after[address]] == []


THREE = ("0901", "0902", "0903")
WORLDS = ((41, 4, 22), (38, 7, 22))  # youths per municipality: the small one, and the one that hides with it, differ
EDITION = ("/publicaties/1", "/publicaties/1/young-people-in-care-per-gemeente/machine.csv", "/publicaties/catalogus.jsonld")


def edition_of(tmp_path, settings, counts: tuple[int, ...]) -> Edition:
    """Publish an edition from a real ledger in which so many youths of each municipality are in care."""
    region = Region(
        name="Voorbeeldregio",
        invented=True,
        municipalities=tuple(Municipality(code, f"Plaats {code}") for code in THREE),
        providers=(Provider(FIRST, "Eerste"),),
        covered_from=date(2024, 1, 1),
    )
    home = make_home(tmp_path, region)
    settings.REGIEWIJZER_HOME = home
    lines: list[str] = []
    for place, (code, count) in enumerate(zip(THREE, counts, strict=True)):
        said = {"started_on": "2024-01-10", "known_at": "2024-01-12", "first_number": 1 + 100 * place}
        lines += starts(names(f"{code}-", count), municipality=code, provider=FIRST, **said)
    load_text(home, start_table(*lines))
    wanted = [("young-people-in-care", ""), ("young-people-in-care", "municipality")]
    return a_published(home, protecting=release_figures, wanted=wanted, day=date(2024, 4, 30), snapshot=1)


@pytest.fixture
def two_worlds(tmp_path, settings, visitor) -> list[dict[str, bytes]]:
    found = []
    for number, counts in enumerate(WORLDS):
        with transaction.atomic():
            edition_of(tmp_path / str(number), settings, counts)
            found.append(seen(visitor, EDITION))
            transaction.set_rollback(True)  # or the second would be protected with the first as an earlier edition
    return found


def test_an_edition_is_the_same_whatever_it_hides(two_worlds):
    """Of three municipalities one has few; another hides with it, or it would be the region less the others."""
    first, second = ({address: told(content) for address, content in world.items()} for world in two_worlds)
    assert first == second
    assert b">22<" in two_worlds[0][EDITION[0]]
    assert two_worlds[0][EDITION[1]].count(b"hidden") >= 2


def told(content: bytes) -> str:
    """Return what an edition tells: without its moment and fingerprints."""
    text = re.sub(r"\b[0-9a-f]{16,64}\b", "HASH", content.decode())
    return re.sub(r"\d{4}-\d\d-\d\dT[\d:.]+(?:Z|\+\d\d:\d\d)?|\b\d\d?:\d\d\b", "MOMENT", text)
