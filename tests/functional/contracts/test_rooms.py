"""The spending room in pages: parts that add up, the day a cap runs out, who is warned, who sees what."""

from datetime import date, datetime
from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse

from regiewijzer.apps.accounts.roles import OrganisationKind as Kind
from regiewijzer.apps.accounts.roles import Role
from regiewijzer.apps.contracts import warnings
from regiewijzer.apps.contracts.models import Reminder
from regiewijzer.apps.post.models import Notice
from regiewijzer.contracting.changes import Operation
from regiewijzer.figures.scope import REGION, OutsideScope, Scope
from regiewijzer.pipeline import registers
from regiewijzer.pipeline.spending import caps_of, rooms
from regiewijzer.pipeline.spending_claims import claims_of
from regiewijzer.web.numbers import euros
from tests.support.a_register import HAVEN, KADE
from tests.support.a_spending import APPROVED, MONTHLY, OPEN, PLACE, a_spending
from tests.support.ledger_world import load_text
from tests.support.people import person

pytestmark = pytest.mark.django_db
OVERVIEW = "/bestedingsruimte"
ROOM = f"/bestedingsruimte/{HAVEN}/{PLACE}"


def _client(role: Role, kind: Kind | None = None, code: str = "") -> Client:
    client = Client()
    client.force_login(person(role, kind, code))
    return client


def _cap(home, cents, month=2, **more):
    """Change the cap of De Haven in 0518."""
    [row] = registers.register(home, "spending_cap")
    registers.change(home, "spending_cap", [Operation(row, {**row, "amount_cents": cents, **more})], datetime(2026, month, 1))


@pytest.fixture
def tight(register_home):
    """A cap of a million euros, a hundred thousand of which are expected each month."""
    _cap(register_home, 10 * MONTHLY)
    return register_home


def _room(home, run, scope=REGION):
    caps = caps_of(registers.register(home, "spending_cap"), 2026)
    return rooms(home, run, caps, scope)


def test_the_parts_add_up_to_the_forecast_and_share_nothing(tight):
    [told] = _room(tight, a_spending(tight))
    amounts = {name: value.number for name, value in told.parts.items()}
    assert (amounts["approved"], amounts["open"]) == (APPROVED, OPEN)
    assert amounts["delivered"] == 9 * MONTHLY - APPROVED - OPEN
    assert (amounts["committed"], amounts["new"]) == (24_000_000, 6_000_000)
    assert amounts["expected"] == 12 * MONTHLY
    assert sum(amounts[name] for name in ("approved", "open", "delivered", "committed", "new")) == amounts["expected"]
    assert told.left("bound") == -14_000_000


def test_a_cap_runs_out_on_a_day_with_an_interval(tight):
    [told] = _room(tight, a_spending(tight))
    assert told.runs_out.expected == date(2026, 11, 1)
    assert told.runs_out.earliest < told.runs_out.expected <= told.runs_out.latest
    assert told.runs_out.chance > 0.9


def test_the_page_says_it_and_whom_one_must_still_help(tight):
    a_spending(tight)
    client = _client(Role.CONTRACT_MANAGER)
    listed = client.get(OVERVIEW).content.decode()
    assert "raakt er waarschijnlijk 1 op" in listed
    assert f'href="{ROOM}"' in listed
    page = client.get(ROOM).content.decode()
    assert euros(APPROVED + OPEN) in page
    assert "Een vol plafond beëindigt de plicht om jeugdhulp te bieden niet" in page
    assert "Jongeren met lopende zorg: 25" in page
    assert "jaarafspraak" in page


def test_too_few_young_people_hide_every_amount_and_the_day(tight):
    a_spending(tight, youths=6)
    page = _client(Role.CONTRACT_MANAGER).get(ROOM).content.decode()
    assert "te weinig jongeren" in page
    assert euros(APPROVED) not in page
    assert "november 2026" not in page


def test_both_sides_see_their_own_after_publication_and_nobody_another_s(tight):
    readers = {
        (Role.PROVIDER_CONTACT, Kind.PROVIDER, HAVEN): 200,
        (Role.PROVIDER_CONTACT, Kind.PROVIDER, KADE): 404,
        (Role.MUNICIPAL_CONTROLLER, Kind.MUNICIPALITY, PLACE): 200,
        (Role.MUNICIPAL_CONTROLLER, Kind.MUNICIPALITY, "0519"): 404,
        (Role.COUNCILLOR, Kind.COUNCIL, PLACE): 403,
    }
    run = a_spending(tight)
    assert _client(Role.PROVIDER_CONTACT, Kind.PROVIDER, HAVEN).get(ROOM).status_code == 404, "not published yet"
    from regiewijzer.apps.outlook.models import PublishedForecast

    PublishedForecast.objects.create(run_id=run.id, published_by="test")
    assert {one: _client(*one).get(ROOM).status_code for one in readers} == readers


def test_a_municipality_sees_of_a_joint_cap_its_own_part(register_home):
    _cap(register_home, 10 * MONTHLY, municipality_code=None)
    run = a_spending(register_home)
    [own] = _room(register_home, run, Scope(municipalities=frozenset({PLACE})))
    assert (own.municipality, own.cap, own.joint_cap.total, own.runs_out) == (PLACE, None, 10 * MONTHLY, None)
    [whole] = _room(register_home, run)
    assert (whole.municipality, whole.cap.total) == (None, 10 * MONTHLY)


def test_extra_costs_and_transfers_move_the_cap(tight):
    [row] = registers.register(tight, "spending_cap")
    more = [
        {**row, "kind": "extra_costs", "amount_cents": 3 * MONTHLY, "reason": "meerkosten zomer"},
        {**row, "kind": "transfer", "amount_cents": -MONTHLY, "reason": "naar De Kade"},
    ]
    registers.change(tight, "spending_cap", [Operation(None, one) for one in more], datetime(2026, 3, 1))
    [told] = _room(tight, a_spending(tight))
    assert told.cap.total == 12 * MONTHLY
    a_spending(tight)
    page = _client(Role.DIRECTOR).get(ROOM).content.decode()
    assert "meerkosten zomer" in page
    assert "naar De Kade" in page


def test_what_if_a_cap_moves_and_care_shifts(tight):
    new = {
        "provider_code": KADE,
        "municipality_code": PLACE,
        "year": date(2026, 1, 1),
        "kind": "cap",
        "amount_cents": 100_000_00,
        "agreed_on": date(2026, 1, 1),
        "reason": "nieuw",
    }
    registers.change(tight, "spending_cap", [Operation(None, new)], datetime(2026, 3, 1))
    a_spending(tight)
    client = _client(Role.CONTROLLER)
    page = client.get(ROOM, {"plafond": "500.000", "zorg": "", "naar": ""}).content.decode()
    assert euros(15 * MONTHLY) in page
    assert "Dit is een rekenvraag" in page
    moved = client.get(ROOM, {"plafond": "", "zorg": "100000", "naar": KADE}).content.decode()
    assert euros(11 * MONTHLY) in moved
    assert "Dit is een rekenvraag" not in client.get(ROOM, {"plafond": "veel"}).content.decode()
    assert registers.register(tight, "spending_cap")[0]["amount_cents"] == 10 * MONTHLY, "a question changes nothing"


LINE = "youth_id | municipality_code | provider_code | claim | line | assignment | category | product_code"


def test_every_euro_is_traced_to_claims_for_whose_rows_they_are(tight):
    day = "2026-01-01"
    rows = [f"{LINE} | claim_month | period_from | period_until | amount_cents | known_at"]
    rows += [
        f"y{one} | {PLACE} | {HAVEN} | C1 | r{one} | {one} | 45 | 45A04 | {day} | {day} | 2026-02-01 | 100000 | 2026-02-10"
        for one in range(12)
    ]
    load_text(tight, {"claim_line": "\n".join(rows)})
    run = a_spending(tight, snapshot=9)
    [told] = claims_of(tight, run, HAVEN, PLACE, REGION)
    assert (told.number, told.municipality, told.open.number) == ("C1", PLACE, 1_200_000)
    assert claims_of(tight, run, HAVEN, "0519", REGION) == []
    with pytest.raises(OutsideScope):
        claims_of(tight, run, HAVEN, None, Scope(providers=frozenset({KADE})))
    with pytest.raises(OutsideScope):
        claims_of(tight, run, HAVEN, None, Scope(municipalities=frozenset({PLACE})))
    assert "C1" in _client(Role.CONTROLLER).get(ROOM).content.decode()


def test_both_sides_are_warned_once_and_again_when_it_changes(tight):
    people = [
        person(Role.PROVIDER_CONTACT, Kind.PROVIDER, HAVEN),
        person(Role.MUNICIPAL_CONTROLLER, Kind.MUNICIPALITY, PLACE),
        person(Role.CONTRACT_MANAGER),
        person(Role.PROVIDER_CONTACT, Kind.PROVIDER, KADE),
    ]
    run = a_spending(tight)

    def told():
        return [Notice.objects.filter(user=one).count() for one in people]

    warnings.tell_caps(home=tight, run=run, published=False)
    assert told() == [0, 0, 1, 0]
    warnings.tell_caps(home=tight, run=run, published=True)
    warnings.tell_caps(home=tight, run=run, published=True)
    assert told() == [1, 1, 1, 0]
    _cap(tight, 20 * MONTHLY, month=3)
    warnings.tell_caps(home=tight, run=run, published=True)
    assert told() == [2, 2, 1, 0]
    assert "weer genoeg" in Notice.objects.filter(user=people[0]).latest("pk").subject


def test_the_start_page_warns_and_names_contracts_that_end(tight):
    a_spending(tight, published=True)
    with patch("regiewijzer.apps.contracts.service.timezone.localdate", return_value=date(2026, 11, 1)):
        page = _client(Role.CONTRACT_MANAGER).get("/").content.decode()
    assert "Deze plafonds raken dit jaar waarschijnlijk op" in page
    assert "Deze contracten eindigen binnenkort" in page
    assert "Deze plafonds" in _client(Role.PROVIDER_CONTACT, Kind.PROVIDER, HAVEN).get("/").content.decode()


def test_who_works_on_contracts_is_reminded_of_each_term_once(register_home):
    manager = person(Role.CONTRACT_MANAGER)
    told = [warnings.remind(home=register_home, day=day) for day in (date(2026, 2, 1), date(2026, 2, 2), date(2026, 7, 10))]
    assert told == [1, 0, 1]
    assert Notice.objects.filter(user=manager).count() == 2
    assert set(Reminder.objects.values_list("months", flat=True)) == {12, 6}


def test_without_a_forecast_the_page_says_so(register_home):
    assert "Er is nog geen prognose" in _client(Role.CONTROLLER).get(OVERVIEW).content.decode()
    assert _client(Role.CONTROLLER).get(reverse("contracts:room", args=[HAVEN, PLACE])).status_code == 404
