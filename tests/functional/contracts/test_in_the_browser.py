"""Contracts in a real browser: every page with axe and on a phone, and the edit with and without JavaScript."""

from datetime import datetime

import pytest
from django.urls import reverse

from regiewijzer.contracting.changes import Operation
from regiewijzer.pipeline import registers
from tests.functional.browser import wrong_with
from tests.support.worker import work

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def contract(page, register_home) -> str:
    """The name in addresses of a contract with two versions."""
    row = next(one for one in registers.register(register_home, "contract") if one["contract_number"] == "C1")
    registers.change(register_home, "contract", [Operation(row, {**row, "extension_months": 12})], datetime(2026, 2, 1))
    return registers.row_id("contract", row)


def test_lists_versions_and_forms_are_accessible_and_fit_a_phone(visit, contract):
    row = reverse("contracts:row", args=["contracten", contract])
    addresses = (
        "/contracten?stand=alle",
        reverse("contracts:register", args=["tarieven"]),
        f"{row}?van=1&tot=2",
        f"{row}/wijzigen",
    )
    assert [fault for address in addresses for fault in wrong_with(visit, address)] == []


def test_a_contract_is_changed_without_javascript(plain, contract):
    plain.open("/contracten")
    plain.page.get_by_role("link", name="C1").click()
    plain.page.get_by_role("link", name="Wijzigen", exact=True).click()
    plain.page.get_by_label("Aanbesteding").fill("TN-77")
    plain.page.get_by_label("Waarom verandert u dit?").fill("kenmerk toegevoegd")
    plain.page.get_by_role("button", name="Bewaar").click()
    assert "wacht op verwerking" in plain.page.inner_text("main")
    work()
    plain.page.reload()
    assert "staat in het grootboek" in plain.page.inner_text("main")
    plain.open(reverse("contracts:row", args=["contracten", contract]))
    assert "TN-77" in plain.page.inner_text("main")
    assert "kenmerk toegevoegd" in plain.page.inner_text("main")
