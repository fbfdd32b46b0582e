"""Extract tables in the ledger: of every part the newest delivery known at the moment, whatever came before it."""

from datetime import datetime

import pytest

from regiewijzer.ledger.region import Region
from tests.support.extract_world import delivery, load_deliveries
from tests.support.ledger_world import ask_text, load_text, make_home

BUDGET = "SELECT municipality_code, budget_cents FROM provider_budget ORDER BY ALL"
HEAD = "provider_code | municipality_code | year       | care_form | budget_cents\n"
LOT = "SELECT lot_code FROM lot ORDER BY 1"


@pytest.fixture
def home(tmp_path):
    return make_home(tmp_path / "home", Region("Duinrand", True))


def budget(rows, known_at, **more):
    return delivery("provider_budget", HEAD + rows, known_at=known_at, **more)


def lots(*codes, known_at):
    rows = "\n".join(f"{code} | Perceel {code} | ggz | light" for code in codes)
    return delivery("lot", f"lot_code | name | sector | weight\n{rows}", known_at=known_at)


def test_a_later_delivery_takes_the_place_of_the_whole_part_and_of_no_other(home):
    load_deliveries(
        home,
        budget(
            """42420001 | 0901 | 2024-01-01 | 02 | 100
               42420001 | 0902 | 2024-01-01 | 02 | 200
               42420001 | 0901 | 2025-01-01 | 02 | 300""",
            "2024-02-01",
        ),
        budget("42420001 | 0901 | 2024-01-01 | 02 | 150", "2024-06-01"),
        budget("42420009 | 0901 | 2024-01-01 | 02 | 900", "2024-07-01"),
    )

    assert ask_text(home, BUDGET, moment=datetime(2024, 1, 31)) == []
    assert ask_text(home, BUDGET, moment=datetime(2024, 5, 1)) == ["0901 | 100", "0901 | 300", "0902 | 200"]
    assert ask_text(home, BUDGET) == ["0901 | 150", "0901 | 300", "0901 | 900"]


def test_of_two_deliverers_of_the_same_part_the_newest_holds(home):
    own = budget("42420001 | 0901 | 2024-01-01 | 02 | 150", "2024-06-01", sender="42420001")
    load_deliveries(home, budget("42420001 | 0901 | 2024-01-01 | 02 | 100", "2024-07-01"), own)

    assert ask_text(home, BUDGET, moment=datetime(2024, 6, 15)) == ["0901 | 150"]
    assert ask_text(home, BUDGET) == ["0901 | 100"]


def test_of_two_deliveries_known_at_once_one_holds_whatever_their_order(tmp_path):
    one = budget("42420001 | 0901 | 2024-01-01 | 02 | 150", "2024-06-01")
    other = budget("42420001 | 0901 | 2024-01-01 | 02 | 100", "2024-06-01")
    found = set()
    for number, order in enumerate([(one, other), (other, one)]):
        home = make_home(tmp_path / str(number))
        for each in order:
            load_deliveries(home, each)
        found.add(tuple(ask_text(home, BUDGET)))
    assert len(found) == 1
    assert len(found.pop()) == 1


def test_a_table_without_parts_is_replaced_as_a_whole(home):
    load_deliveries(home, lots("P1", "P2", known_at="2024-02-01"), lots("P2", known_at="2024-03-01"))

    assert ask_text(home, LOT, moment=datetime(2024, 2, 15)) == ["P1", "P2"]
    assert ask_text(home, LOT) == ["P2"]


def test_an_older_delivery_that_comes_late_changes_only_what_was_known_before(home):
    load_deliveries(home, lots("P2", known_at="2024-03-01"))
    load_deliveries(home, lots("P1", known_at="2024-02-01"))

    assert ask_text(home, LOT, moment=datetime(2024, 2, 15)) == ["P1"]
    assert ask_text(home, LOT) == ["P2"]


def test_the_same_delivery_again_changes_nothing(home):
    load_deliveries(home, lots("P1", known_at="2024-02-01"))
    load_deliveries(home, lots("P1", known_at="2024-02-01"))

    assert ask_text(home, LOT) == ["P1"]
    assert ask_text(home, "SELECT table_name, slice_key, row_count FROM delivered_slice") == ["lot |  | 1"]


def test_a_part_is_named_by_owner_period_and_key(home):
    load_deliveries(home, budget("42420001 | 0901 | 2024-01-01 | 02 | 100", "2024-02-01"))

    told = ask_text(home, "SELECT slice_key, owner_code, period, row_count FROM delivered_slice")
    assert told == ["42420001|2024-01-01 | 42420001 | 2024-01-01 | 1"]


def test_numbers_behind_the_comma_stay_exact(home):
    head = "provider_code | quarter | function_group | headcount | fte"
    rows = "\n".join(f"42420001 | 2024-01-01 | g{number} | 1 | 0.10" for number in range(30))
    load_deliveries(home, delivery("workforce", f"{head}\n{rows}", known_at="2024-05-01"))

    assert ask_text(home, "SELECT sum(fte) FROM workforce") == ["3.00"]


def test_the_calendar_reaches_over_the_periods_of_extracts_and_no_message_follows(home):
    load_text(home, {"care_start": "youth_id | started_on | known_at\nanna | 2024-01-20 | 2024-02-12"})
    load_deliveries(home, budget("42420001 | 0901 | 2023-01-01 | 02 | 100", "2024-02-20"))

    months = "SELECT min(month), max(month) FROM calendar_month"
    assert ask_text(home, months, moment=datetime(2024, 2, 15)) == ["2024-01-01 | 2024-02-01"]
    assert ask_text(home, months, moment=datetime(2024, 3, 1)) == ["2023-01-01 | 2024-03-01"]
    assert ask_text(home, "SELECT first_on FROM message_since") == ["2024-01-20"]


def test_a_delivered_extract_lets_no_silence_count(home):
    """A year after the last message a budget comes in: that says nothing of care that nobody reports."""
    load_text(
        home,
        {
            "care_start": "youth_id | assignment | category | started_on | known_at\nanna | 1 | 45 | 2024-01-10 | 2024-02-01",
            "claim_line": """
                claim | line | youth_id | assignment | category | period_from | period_until | amount_cents | known_at
                C1 | L1 | anna | 1 | 45 | 2024-01-10 | 2024-02-01 | 100 | 2024-02-10
            """,
        },
    )
    before = ask_text(home, "SELECT delivered_until, ended_by FROM trajectory")
    load_deliveries(home, budget("42420001 | 0901 | 2025-01-01 | 02 | 100", "2025-02-01"))

    assert ask_text(home, "SELECT delivered_until, ended_by FROM trajectory") == before == ["- | -"]
    assert ask_text(home, "SELECT known_on FROM horizon") == ["2024-02-10"]
