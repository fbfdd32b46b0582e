"""Which extracts came in and which did not: expected of everybody once somebody delivers the table."""

from datetime import date, datetime

import pytest

from regiewijzer.ledger.region import Municipality, Provider, Region
from regiewijzer.ledger.status import ledger_status
from tests.support.extract_world import delivery, load_deliveries
from tests.support.ledger_world import make_home

REGION = Region(
    "Duinrand",
    True,
    (Municipality("0901", "Zeedorp", valid_until=date(2025, 1, 1)), Municipality("0902", "Duinstad")),
    (Provider("42420001", "Het Anker"), Provider("42420009", "De Kade")),
)


@pytest.fixture
def home(tmp_path):
    return make_home(tmp_path / "home", REGION)


def staff(provider, *quarters, known_at):
    rows = "\n".join(f"{provider} | {quarter} | g1 | 3" for quarter in quarters)
    return delivery(
        "workforce", f"provider_code | quarter | function_group | headcount\n{rows}", known_at=known_at, sender=provider
    )


def test_a_table_is_expected_of_all_providers_from_its_first_period_on(home):
    load_deliveries(
        home,
        staff("42420001", "2025-01-01", "2025-04-01", known_at="2025-07-20"),
        staff("42420009", "2025-01-01", known_at="2025-12-01"),
    )
    status = ledger_status(home)

    assert [(one.owner_code, one.name, one.deliveries, one.rows, one.last_period) for one in status.extracts] == [
        ("42420001", "Het Anker", 1, 2, date(2025, 4, 1)),
        ("42420009", "De Kade", 1, 1, date(2025, 1, 1)),
    ]
    # The third quarter is over for two months on 1 December, the fourth is not over.
    assert [(one.owner_code, one.period) for one in status.missing_extracts] == [
        ("42420009", date(2025, 4, 1)),
        ("42420001", date(2025, 7, 1)),
        ("42420009", date(2025, 7, 1)),
    ]
    assert status.by_type == ()
    assert status.last_known_at == datetime(2025, 12, 1)


def test_a_municipality_is_asked_for_no_period_after_it_ended(home):
    rows = "municipality_code | year | source | amount_cents\n0902 | 2024-01-01 | other | 100"
    load_deliveries(home, delivery("municipal_income", rows, known_at="2026-06-01"))

    missing = [(one.owner_code, one.period.year) for one in ledger_status(home).missing_extracts]
    assert missing == [("0902", 2025)]  # 2024 of both is more than two years ago, and 0901 ended before 2025


def test_what_nobody_delivers_is_not_expected(home):
    load_deliveries(home, delivery("lot", "lot_code | name\nP1 | Wonen", known_at="2026-06-01"))

    status = ledger_status(home)
    assert [(one.table, one.owner_code, one.first_period) for one in status.extracts] == [("lot", "", None)]
    assert status.missing_extracts == ()
