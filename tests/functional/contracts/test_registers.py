"""The registers in pages: who sees which rows, and an edit that becomes a delivery to the ledger."""

from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from regiewijzer.apps.accounts.roles import OrganisationKind, Role
from regiewijzer.apps.audit.models import AuditEvent
from regiewijzer.apps.contracts import actions, queries
from regiewijzer.apps.contracts.encoding import mark
from regiewijzer.apps.contracts.models import Change, HeldRow
from regiewijzer.contracting.changes import Operation
from regiewijzer.pipeline import deliveries, registers
from regiewijzer.pipeline.load import bring_up_to_date
from tests.support.a_register import HAVEN, KADE
from tests.support.people import person
from tests.support.worker import work

pytestmark = pytest.mark.django_db
MANAGER = (Role.CONTRACT_MANAGER, OrganisationKind.SERVICE_ORGANISATION)


def _client(role: Role, kind: OrganisationKind | None = None, code: str = "") -> Client:
    client = Client()
    client.force_login(person(role, kind, code))
    return client


def _row(home, table, **wanted):
    return next(row for row in registers.register(home, table) if all(row[name] == value for name, value in wanted.items()))


def _address(table, row, name="row"):
    return reverse(f"contracts:{name}", args=[registers.table_of(table).file_name, registers.row_id(table, row)])


def _filled(row, **changes):
    """Return a row of the contract register as a browser sends it."""
    told = {name: "" if value is None else value for name, value in row.items()}
    last = row["valid_until"]
    told |= {"valid_until": date.fromordinal(last.toordinal() - 1) if last else ""}
    return {**told, "stand": mark(row), "waarom": "verlenging", **changes}


def test_everyone_sees_the_contracts_that_concern_them(register_home):
    seen = {
        (Role.DIRECTOR, None): {"C1", "C2", "C3"},
        (Role.PROVIDER_CONTACT, "47000001"): {"C1"},
        (Role.PROVIDER_CONTACT, KADE): {"C2", "C3"},
        (Role.MUNICIPAL_CONTROLLER, "0518"): {"C1", "C2"},
        (Role.MUNICIPAL_CONTROLLER, "0519"): {"C1", "C2", "C3"},
    }
    for (role, code), numbers in seen.items():
        page = _client(role, None, code or "").get(reverse("contracts:overview")).content.decode()
        assert {one for one in ("C1", "C2", "C3") if f">{one}</a>" in page} == numbers, (role, code)


def test_another_s_contract_is_not_there(register_home):
    address = _address("contract", _row(register_home, "contract", contract_number="C3"))
    assert _client(Role.MUNICIPAL_CONTROLLER, None, "0519").get(address).status_code == 200
    assert _client(Role.MUNICIPAL_CONTROLLER, None, "0518").get(address).status_code == 404
    assert _client(Role.PROVIDER_CONTACT, OrganisationKind.PROVIDER, HAVEN).get(address).status_code == 404


def test_every_register_has_a_list_and_a_page_per_row(register_home):
    client = _client(*MANAGER)
    for slug, table in queries.SLUGS.items():
        page = client.get(reverse("contracts:register", args=[slug]) + "?alles=ja")
        assert page.status_code == 200
        for row in registers.register(register_home, table):
            address = _address(table, row)
            assert address in page.content.decode(), table
            assert client.get(address).status_code == 200, table
            assert client.get(_address(table, row, "edit")).status_code == 200, table
    assert client.get(reverse("contracts:register", args=["iets"])).status_code == 404


def test_an_edit_becomes_a_delivery_with_its_version(register_home, monkeypatch):
    """The whole way: form, worker, ledger, checks; then two versions beside each other."""
    monkeypatch.setattr(deliveries, "bring_up_to_date", bring_up_to_date)
    client, row = _client(*MANAGER), _row(register_home, "contract", contract_number="C1")
    answer = client.post(_address("contract", row, "edit"), _filled(row, valid_until="2028-12-31", extension_months=0))
    change = Change.objects.get()
    assert answer["Location"] == reverse("contracts:change", args=[change.pk])
    assert "wacht op verwerking" in client.get(answer["Location"]).content.decode()
    work()
    change.refresh_from_db()
    assert (change.state, change.load_number) == ("done", 8)
    now = _row(register_home, "contract", contract_number="C1")
    assert (now["valid_until"], now["extension_months"]) == (date(2029, 1, 1), 0)
    assert len(registers.register(register_home, "contract")) == 3, "the other contracts are still there"
    page = client.get(_address("contract", row) + "?van=1&tot=2").content.decode()
    assert "Versie 1 naast versie 2" in page
    assert "31 december 2026" in page
    assert "31 december 2028" in page
    assert "verlenging" in page
    assert [one.event for one in AuditEvent.objects.filter(subject=str(change.pk)).order_by("number")] == [
        "register_change_asked",
        "register_changed",
    ]
    assert not HeldRow.objects.exists()


def test_who_opened_an_older_version_is_told_what_changed_and_keeps_what_was_filled_in(register_home):
    client, row = _client(*MANAGER), _row(register_home, "contract", contract_number="C1")
    registers.change(register_home, "contract", [Operation(row, {**row, "extension_months": 12})], datetime(2026, 2, 1))
    answer = client.post(_address("contract", row, "edit"), _filled(row, tender_number="TN-9"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "was 24, is nu 12" in page
    assert 'value="TN-9"' in page
    assert not Change.objects.exists()
    now = _row(register_home, "contract", contract_number="C1")
    again = client.post(_address("contract", row, "edit"), _filled(now, tender_number="TN-9"))
    assert again.status_code == 302
    work()
    assert _row(register_home, "contract", contract_number="C1")["tender_number"] == "TN-9"


def test_two_changes_of_one_row_do_not_wait_beside_each_other(register_home):
    client, row = _client(*MANAGER), _row(register_home, "contract", contract_number="C1")
    assert client.post(_address("contract", row, "edit"), _filled(row, tender_number="een")).status_code == 302
    answer = client.post(_address("contract", row, "edit"), _filled(row, tender_number="twee"))
    assert answer.status_code == 422
    assert "Er wacht al een wijziging van deze rij" in answer.content.decode()
    assert Change.objects.count() == 1


def test_a_file_that_came_between_makes_the_worker_refuse_in_words(register_home):
    row = _row(register_home, "contract", contract_number="C1")
    change = actions.ask_change(
        table="contract", operations=[Operation(row, {**row, "tender_number": "TN"})], reason="kenmerk", by="x"
    )
    registers.change(register_home, "contract", [Operation(row, {**row, "extension_months": 6})], datetime(2026, 2, 1))
    work()
    change.refresh_from_db()
    assert change.state == "refused"
    assert "was 24, is nu 6" in change.refusal
    assert _row(register_home, "contract", contract_number="C1")["tender_number"] is None
    assert not HeldRow.objects.exists()


@pytest.mark.parametrize(
    ("table", "wanted", "filled", "said"),
    [
        ("contract", {"contract_number": "C1"}, {"valid_until": "2020-01-01"}, "De laatste dag ligt voor de eerste"),
        ("contract", {"contract_number": "C1"}, {}, "U heeft niets veranderd"),
        ("contract", {"contract_number": "C1"}, {"waarom": ""}, "Dit veld is verplicht"),
    ],
)
def test_what_cannot_be_is_refused_in_words(register_home, table, wanted, filled, said):
    row = _row(register_home, table, **wanted)
    answer = _client(*MANAGER).post(_address(table, row, "edit"), _filled(row, **filled))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Change.objects.exists()


NEW = {
    "tarieven": {
        "product_category": "45",
        "product_code": "45A04",
        "valid_from": "2026-07-01",
        "amount_cents": "81,50",
        "unit": "uur",
        "waarom": "indexering",
    },
    "plafonds": {
        "provider_code": HAVEN,
        "year": "2026",
        "kind": "cap",
        "amount_cents": "1.000,00",
        "agreed_on": "2026-01-01",
        "reason": "jaar",
        "waarom": "jaarafspraak",
    },
}


@pytest.mark.parametrize(
    ("slug", "said"),
    [("tarieven", "in dezelfde periode geldt"), ("plafonds", "geldt al een plafond")],
)
def test_overlapping_tariffs_and_a_second_cap_are_refused(register_home, slug, said):
    answer = _client(*MANAGER).post(reverse("contracts:new", args=[slug]), NEW[slug])
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_new_row_is_added_with_cents_and_days_as_they_were_meant(register_home):
    client = _client(*MANAGER)
    filled = {**NEW["plafonds"], "provider_code": KADE}
    assert client.post(reverse("contracts:new", args=["plafonds"]), filled).status_code == 302
    work()
    row = _row(register_home, "spending_cap", provider_code=KADE)
    assert (row["amount_cents"], row["year"], row["municipality_code"]) == (100_000, date(2026, 1, 1), None)


def test_only_who_may_edit_edits(register_home):
    row = _row(register_home, "contract", contract_number="C1")
    for role in (Role.CONTROLLER, Role.DIRECTOR, Role.PROVIDER_CONTACT, Role.MUNICIPAL_CONTROLLER):
        client = _client(role)
        assert client.get(_address("contract", row)).status_code == 200, role
        assert client.post(_address("contract", row, "edit"), _filled(row, tender_number="x")).status_code == 403, role


def test_documents_are_linked_to_a_contract_and_taken_away(register_home):
    client, row = _client(*MANAGER), _row(register_home, "contract", contract_number="C1")
    address = reverse("contracts:add_document", args=[registers.row_id("contract", row)])
    client.post(address, {"titel": "Overeenkomst", "adres": "https://archief.example/1"})
    page = client.get(_address("contract", row)).content.decode()
    assert 'href="https://archief.example/1"' in page
    bad = client.post(address, {"titel": "Kwaad", "adres": "javascript:alert(1)"}, follow=True).content.decode()
    assert "geldig webadres" in bad
    assert "Kwaad" not in bad
    number = queries.documents_of("C1").get().pk
    client.post(reverse("contracts:remove_document", args=[registers.row_id("contract", row), number]))
    assert not queries.documents_of("C1").exists()


def test_the_subcontractor_stands_beside_the_contract_of_the_main_contractor(register_home):
    page = _client(*MANAGER).get(_address("contract", _row(register_home, "contract", contract_number="C1"))).content.decode()
    assert "Onderaannemer" in page
    assert "De Kade" in page
    assert "Inkoop 2024-2027" in page
