"""A tariff round: prepared with its cost, approved by another, delivered to the ledger."""

from datetime import date

import pytest
from django.test import Client

from regiewijzer.apps.accounts.roles import Role
from regiewijzer.apps.contracts.models import Change, TariffRound
from regiewijzer.pipeline import registers
from regiewijzer.web.numbers import euros
from tests.support.a_register import HAVEN
from tests.support.ledger_world import load_text
from tests.support.people import person
from tests.support.worker import work

pytestmark = pytest.mark.django_db
NEW = "/contracten/tariefrondes/nieuw"
FILLED = {"titel": "Indexering 2027", "producten": ["45|45A04"], "percentage": "5", "vanaf": "2027-01-01", "waarom": "cao"}


def _client(role: Role) -> Client:
    client = Client()
    client.force_login(person(role))
    return client


def _tariffs(home):
    return [(one["amount_cents"], one["valid_from"], one["valid_until"]) for one in registers.register(home, "tariff")]


@pytest.fixture
def with_claims(register_home):
    """Twelve young people with ten hours each, in a month that is settled by the claims of later months."""
    head = "youth_id | municipality_code | provider_code | claim | line | assignment | category | product_code | unit | volume"
    rows = [f"{head} | claim_month | period_from | period_until | amount_cents | known_at"]
    for month, youths in ((1, 12), (8, 1)):
        day, until = f"2026-{month:02d}-01", f"2026-{month + 1:02d}-01"
        what = f"45 | 45A04 | 04 | 1000 | {day} | {day} | {until} | 8000000 | {until}"
        rows += [f"y{one} | 0518 | {HAVEN} | C{month} | r{one} | {one} | {what}" for one in range(youths)]
    load_text(register_home, {"claim_line": "\n".join(rows)})
    return register_home


def test_a_round_shows_what_it_costs_and_another_approves_it(with_claims):
    manager, controller = _client(Role.CONTRACT_MANAGER), _client(Role.CONTROLLER)
    address = manager.post(NEW, FILLED)["Location"]
    page = manager.get(address).content.decode()
    assert euros(12 * 1000 * 400) in page  # four euros an hour more
    assert "Een ander moet deze ronde goedkeuren" in page
    assert "Duinstad" in page
    assert "De Haven" in page
    assert euros(8000, 2) in page
    assert euros(8400, 2) in page
    assert _tariffs(with_claims) == [(8000, date(2026, 1, 1), None)], "nothing changes yet"
    assert controller.post(f"{address}/goedkeuren").status_code == 302
    work()
    assert Change.objects.get().state == "done"
    assert _tariffs(with_claims) == [(8000, date(2026, 1, 1), date(2027, 1, 1)), (8400, date(2027, 1, 1), None)]
    found = TariffRound.objects.get()
    assert (found.state, found.decided_by) == ("approved", person(Role.CONTROLLER).username)


def test_who_prepared_a_round_does_not_approve_it(register_home):
    manager = _client(Role.CONTRACT_MANAGER)
    address = manager.post(NEW, FILLED)["Location"]
    page = manager.post(f"{address}/goedkeuren", follow=True).content.decode()
    assert "kan haar niet zelf goedkeuren" in page
    assert TariffRound.objects.get().state == "prepared"
    assert not Change.objects.exists()


def test_a_round_back_in_time_shows_the_settlement_to_expect(with_claims):
    manager = _client(Role.CONTRACT_MANAGER)
    address = manager.post(NEW, {**FILLED, "vanaf": "2026-01-01"})["Location"]
    assert "De ronde gaat terug in de tijd" not in manager.get(address).content.decode(), "nothing was approved yet"
    _approve_claims(with_claims)
    page = manager.get(address).content.decode()
    assert "De ronde gaat terug in de tijd" in page
    assert "is niet te tonen te verrekenen" in page, "one provider alone is behind the total"
    assert f"De Haven: {euros(12 * 1000 * 400)}" in page


def _approve_claims(home):
    """Let every line of January be approved."""
    rows = ["municipality_code | provider_code | claim | level | known_at", f"0518 | {HAVEN} | C1 | claim | 2026-03-01"]
    load_text(home, {"claim_decision": "\n".join(rows)})


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"bedrag": "2"}, "Kies een percentage of een bedrag"),
        ({"percentage": ""}, "Kies een percentage of een bedrag"),
        ({"vanaf": "2020-01-01"}, "Op die dag geldt geen tarief"),
        ({"producten": []}, "Dit veld is verplicht"),
        ({"percentage": "-101"}, "-100"),
    ],
)
def test_a_round_that_cannot_be_is_refused_in_words(register_home, wrong, said):
    answer = _client(Role.CONTRACT_MANAGER).post(NEW, {**FILLED, **wrong})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not TariffRound.objects.exists()


def test_a_round_is_decided_once(register_home):
    manager, director = _client(Role.CONTRACT_MANAGER), _client(Role.DIRECTOR)
    address = manager.post(NEW, FILLED)["Location"]
    director.post(f"{address}/sluiten")
    assert TariffRound.objects.get().state == "rejected"
    page = director.post(f"{address}/goedkeuren", follow=True).content.decode()
    assert "al beslist" in page
    second = manager.post(NEW, FILLED)["Location"]
    manager.post(f"{second}/sluiten")
    assert TariffRound.objects.first().state == "withdrawn"
