"""Trajectories (F1), one rule per test. Dates of end are exclusive: the first day without care."""

from datetime import datetime

import pytest

from regiewijzer.ledger.region import Funding, Provider, Region
from tests.support.ledger_world import ask_text, load_text, make_home

TASK_PROVIDER = "42420009"
REGION = Region("Duinrand", True, providers=(Provider("42420001", "Het Anker"), Provider(TASK_PROVIDER, "De Kade", Funding.TASK)))
TRAJECTORY = "SELECT started_on, delivered_until, end_reason, ended_by FROM trajectory ORDER BY youth_id, started_on, care_form"
MUCH_LATER = {"youth": "youth_id | known_at\nsomeone | 2024-12-31"}  # knowledge reaches to the end of 2024


@pytest.fixture
def home(tmp_path):
    return make_home(tmp_path / "home", REGION)


def starts(rows):
    head = "youth_id | assignment_number | product_category | started_on | known_at\n"
    return {"care_start": head + rows}


def stops(rows):
    head = "youth_id | assignment_number | product_category | started_on | delivered_until | end_reason | known_at\n"
    return {"care_stop": head + rows}


def claims(rows):
    head = "claim | line | youth_id | assignment | category | period_from | period_until | known_at\n"
    return {"claim_line": head + rows}


def test_a_new_assignment_number_on_1_january_is_not_a_new_trajectory(home):
    load_text(
        home,
        starts("""
            anna | 1 | 45 | 2022-05-01 | 2022-05-03
            anna | 2 | 45 | 2023-01-01 | 2023-01-04
        """)
        | stops("anna | 1 | 45 | 2022-05-01 | 2023-01-01 | 36 | 2023-01-02"),
    )
    assert ask_text(home, TRAJECTORY) == ["2022-05-01 | - | - | -"]


@pytest.mark.parametrize(
    ("second_start", "expected"),
    [
        ("2023-03-29", ["2023-01-10 | 2023-05-01 | 31 | message"]),  # 28 days without care
        ("2023-03-30", ["2023-01-10 | 2023-03-01 | 31 | message", "2023-03-30 | 2023-05-01 | 31 | message"]),
    ],
)
def test_a_gap_of_at_most_28_days_does_not_part_a_trajectory(home, second_start, expected):
    load_text(
        home,
        starts(f"""
            anna | 1 | 45 | 2023-01-10 | 2023-01-12
            anna | 2 | 45 | {second_start} | 2023-04-03
        """)
        | stops(f"""
            anna | 1 | 45 | 2023-01-10 | 2023-03-01 | 31 | 2023-03-02
            anna | 2 | 45 | {second_start} | 2023-05-01 | 31 | 2023-05-02
        """),
    )
    assert ask_text(home, TRAJECTORY) == expected


def test_a_spell_inside_a_longer_one_does_not_part_it(home):
    load_text(
        home,
        starts("""
            anna | 1 | 45 | 2023-01-01 | 2023-01-02
            anna | 2 | 45 | 2023-02-01 | 2023-02-02
            anna | 3 | 45 | 2023-06-01 | 2023-06-02
        """)
        | stops("""
            anna | 1 | 45 | 2023-01-01 | 2023-06-01 | 31 | 2023-06-02
            anna | 2 | 45 | 2023-02-01 | 2023-02-10 | 31 | 2023-02-12
            anna | 3 | 45 | 2023-06-01 | 2023-07-01 | 32 | 2023-07-02
        """),
    )
    assert ask_text(home, TRAJECTORY) == ["2023-01-01 | 2023-07-01 | 32 | message"]


@pytest.mark.parametrize("reason", ["20", "36", "37"])
def test_a_temporary_contract_or_change_stop_ends_nothing(home, reason):
    load_text(
        home,
        starts("anna | 1 | 45 | 2023-01-10 | 2023-01-12")
        | stops(f"anna | 1 | 45 | 2023-01-10 | 2023-03-01 | {reason} | 2023-03-02"),
    )
    assert ask_text(home, TRAJECTORY) == ["2023-01-10 | - | - | -"]


@pytest.mark.parametrize("reason", ["20", "36", "37"])
def test_after_such_a_stop_half_a_year_of_silence_ends_the_trajectory_on_the_day_of_the_stop(home, reason):
    load_text(
        home,
        starts("anna | 1 | 45 | 2023-01-10 | 2023-01-12")
        | stops(f"anna | 1 | 45 | 2023-01-10 | 2023-03-15 | {reason} | 2023-03-16")
        | claims("C1 | r1 | anna | 1 | 45 | 2023-03-01 | 2023-04-01 | 2023-04-05"),
    )
    load_text(home, {"youth": "youth_id | known_at\nx | 2023-09-14\ny | 2023-09-15"})
    assert ask_text(home, TRAJECTORY, moment=datetime(2023, 9, 14, 23)) == ["2023-01-10 | - | - | -"]
    assert ask_text(home, TRAJECTORY, moment=datetime(2023, 9, 15)) == [f"2023-01-10 | 2023-03-15 | {reason} | no_claims"]


def test_a_temporary_stop_followed_by_a_new_start_of_the_same_product_is_one_trajectory(home):
    load_text(
        home,
        starts("""
            anna | 1 | 45 | 2023-01-10 | 2023-01-12
            anna | 1 | 45 | 2023-05-01 | 2023-05-02
        """)
        | stops("""
            anna | 1 | 45 | 2023-01-10 | 2023-03-01 | 20 | 2023-03-02
            anna | 1 | 45 | 2023-05-01 | 2023-08-01 | 31 | 2023-08-02
        """),
    )
    assert ask_text(home, TRAJECTORY) == ["2023-01-10 | 2023-08-01 | 31 | message"]
    assert ask_text(home, "SELECT started_on, delivered_until, end_reason FROM delivery ORDER BY started_on") == [
        "2023-01-10 | 2023-03-01 | 20",
        "2023-05-01 | 2023-08-01 | 31",
    ]


def test_a_final_stop_after_renumbering_is_final(home):
    load_text(
        home,
        starts("""
            anna | 1 | 45 | 2022-09-01 | 2022-09-02
            anna | 2 | 45 | 2023-01-01 | 2023-01-04
            anna | 3 | 45 | 2023-04-20 | 2023-04-21
        """)
        | stops("""
            anna | 1 | 45 | 2022-09-01 | 2023-01-01 | 36 | 2023-01-02
            anna | 2 | 45 | 2023-01-01 | 2023-03-01 | 31 | 2023-03-02
        """),
    )
    # Within six months of the stop on 1 January, but number 2 took that up and ended as planned.
    assert ask_text(home, TRAJECTORY) == ["2022-09-01 | 2023-03-01 | 31 | message", "2023-04-20 | - | - | -"]


def test_care_beside_a_temporary_stop_does_not_take_it_up(home):
    load_text(
        home,
        starts("""
            anna | 1 | 45 | 2023-01-10 | 2023-01-12
            anna | 2 | 45 | 2023-02-01 | 2023-02-02
            anna | 1 | 45 | 2023-06-01 | 2023-06-02
        """)
        | stops("""
            anna | 1 | 45 | 2023-01-10 | 2023-03-01 | 20 | 2023-03-02
            anna | 2 | 45 | 2023-02-01 | 2023-04-01 | 31 | 2023-04-03
        """),
    )
    assert ask_text(home, TRAJECTORY) == ["2023-01-10 | - | - | -"]


def test_a_temporary_stop_followed_by_a_final_one_ends_with_the_final_reason(home):
    load_text(
        home,
        starts("anna | 1 | 45 | 2023-05-03 | 2023-05-04")
        | stops("""
            anna | 1 | 45 | 2023-05-03 | 2023-06-12 | 20 | 2023-06-13
            anna | 1 | 45 | 2023-05-03 | 2023-06-12 | 32 | 2023-07-20
        """),
    )
    assert ask_text(home, TRAJECTORY, moment=datetime(2023, 7, 1)) == ["2023-05-03 | - | - | -"]
    assert ask_text(home, TRAJECTORY) == ["2023-05-03 | 2023-06-12 | 32 | message"]


def test_the_same_start_stated_again_after_a_temporary_stop_resumes_it(home):
    load_text(
        home,
        starts("""
            anna | 1 | 45 | 2023-05-03 | 2023-05-04
            anna | 1 | 45 | 2023-05-03 | 2023-07-01
        """)
        | stops("anna | 1 | 45 | 2023-05-03 | 2023-06-12 | 20 | 2023-06-13"),
    )
    assert ask_text(home, "SELECT started_on, delivered_until, end_reason FROM delivery") == ["2023-05-03 | - | -"]


def test_a_change_to_another_provider_ends_this_trajectory_with_its_reason(home):
    load_text(
        home,
        starts("anna | 1 | 45 | 2023-01-10 | 2023-01-12") | stops("anna | 1 | 45 | 2023-01-10 | 2023-03-01 | 38 | 2023-03-02"),
    )
    load_text(
        home,
        {
            "care_start": """
                youth_id | provider_code | category | started_on | known_at
                anna     | 42420002      | 45       | 2023-03-01 | 2023-03-05
            """
        },
    )
    assert ask_text(home, TRAJECTORY) == ["2023-01-10 | 2023-03-01 | 38 | message", "2023-03-01 | - | - | -"]


def test_another_form_of_care_is_another_trajectory(home):
    load_text(
        home,
        starts("""
            anna | 1 | 45 | 2023-01-10 | 2023-01-12
            anna | 2 | 41 | 2023-02-10 | 2023-02-12
        """),
    )
    forms = "SELECT care_form, started_on FROM trajectory ORDER BY started_on"
    assert ask_text(home, forms) == ["02 | 2023-01-10", "03 | 2023-02-10"]


def test_a_move_to_another_municipality_continues_the_trajectory(home):
    load_text(
        home,
        {
            "care_start": """
                youth_id | municipality_code | assignment_number | product_category | started_on | known_at
                anna     | 0901              | 1                 | 45               | 2023-01-10 | 2023-01-12
                anna     | 0902              | 7                 | 45               | 2023-06-05 | 2023-06-06
            """,
            "care_stop": """
                youth_id | municipality_code | assignment | category | started_on | delivered_until | end_reason | known_at
                anna | 0901 | 1 | 45 | 2023-01-10 | 2023-06-01 | 35 | 2023-06-02
            """,
        },
    )
    question = "SELECT started_on, delivered_until, municipality_code, municipality_from, spell_count FROM trajectory"
    assert ask_text(home, question) == ["2023-01-10 | - | 0902 | 0901 | 2"]


def test_two_youths_never_share_a_trajectory(home):
    load_text(home, starts("anna | 1 | 45 | 2023-01-10 | 2023-01-12\nbram | 2 | 45 | 2023-01-10 | 2023-01-12"))
    assert ask_text(home, "SELECT count(DISTINCT trajectory_id), count(*) FROM trajectory") == ["2 | 2"]


def test_a_start_without_stop_ends_after_six_months_without_claims(home):
    load_text(
        home,
        starts("anna | 1 | 45 | 2023-01-10 | 2023-01-12")
        | claims("""
            C1 | r1 | anna | 1 | 45 | 2023-01-10 | 2023-02-01 | 2023-02-05
            C2 | r2 | anna | 1 | 45 | 2023-02-01 | 2023-03-01 | 2023-03-05
        """),
    )
    load_text(home, {"youth": "youth_id | known_at\nx | 2023-08-31\ny | 2023-09-01"})
    assert ask_text(home, TRAJECTORY, moment=datetime(2023, 8, 31, 12)) == ["2023-01-10 | - | - | -"]
    assert ask_text(home, TRAJECTORY, moment=datetime(2023, 9, 1)) == ["2023-01-10 | 2023-03-01 | - | no_claims"]


def test_silence_counts_to_the_last_knowledge_and_not_to_the_moment_asked(home):
    load_text(
        home,
        starts("anna | 1 | 45 | 2023-01-10 | 2023-01-12")
        | claims("C1 | r1 | anna | 1 | 45 | 2023-01-10 | 2023-02-01 | 2023-02-05"),
    )
    assert ask_text(home, TRAJECTORY, moment=datetime(2099, 1, 1)) == ["2023-01-10 | - | - | -"]


def test_claims_on_a_renumbered_assignment_without_a_start_of_its_own_keep_the_trajectory_running(home):
    load_text(
        home,
        starts("anna | 1 | 45 | 2023-01-10 | 2023-01-12")
        | claims("""
            C1 | r1 | anna | 1 | 45 | 2023-12-01 | 2024-01-01 | 2024-01-05
            C2 | r2 | anna | 2 | 45 | 2024-10-01 | 2024-11-01 | 2024-11-05
        """)
        | MUCH_LATER,
    )
    assert ask_text(home, TRAJECTORY) == ["2023-01-10 | - | - | -"]


def test_claims_on_an_assignment_with_a_start_of_its_own_do_not_keep_an_older_start_running(home):
    load_text(
        home,
        starts("""
            anna | 1 | 45 | 2023-01-10 | 2023-01-12
            anna | 2 | 45 | 2024-01-01 | 2024-01-03
        """)
        | stops("anna | 2 | 45 | 2024-01-01 | 2024-05-20 | 31 | 2024-05-21")
        | claims("""
            C1 | r1 | anna | 1 | 45 | 2023-12-01 | 2024-01-01 | 2024-01-05
            C2 | r2 | anna | 2 | 45 | 2024-05-01 | 2024-06-01 | 2024-06-05
        """)
        | MUCH_LATER,
    )
    assert ask_text(home, TRAJECTORY) == ["2023-01-10 | 2024-05-20 | 31 | message"]


def test_a_credited_claim_is_no_sign_of_care(home):
    load_text(
        home,
        {
            **starts("anna | 1 | 45 | 2023-01-10 | 2023-01-12"),
            "claim_line": """
                claim | line | credits | youth_id | assignment | period_from | period_until | amount_cents | known_at
                C1 | r1 | - | anna | 1 | 2023-01-10 | 2023-02-01 | 100 | 2023-02-05
                C2 | r2 | - | anna | 1 | 2024-10-01 | 2024-11-01 | 100 | 2024-11-05
                C3 | r3 | r2 | anna | 1 | 2024-10-01 | 2024-11-01 | -100 | 2024-12-05
            """,
        },
    )
    assert ask_text(home, TRAJECTORY, moment=datetime(2024, 11, 10)) == ["2023-01-10 | - | - | -"]
    assert ask_text(home, TRAJECTORY) == ["2023-01-10 | 2023-02-01 | - | no_claims"]


def test_a_start_that_was_never_claimed_ends_with_its_first_month_where_the_provider_claims(home):
    load_text(
        home,
        starts("anna | 1 | 45 | 2023-01-10 | 2023-01-12")
        | claims("C1 | r1 | bram | 2 | 45 | 2023-01-01 | 2023-02-01 | 2023-02-05")
        | MUCH_LATER,
    )
    assert ask_text(home, TRAJECTORY) == ["2023-01-10 | 2023-02-01 | - | no_claims"]


def test_silence_counts_only_from_the_day_of_which_claims_are_held(home):
    load_text(
        home,
        starts("anna | 1 | 45 | 2023-01-10 | 2023-01-12")
        | claims("C1 | r1 | bram | 2 | 45 | 2024-03-01 | 2024-04-01 | 2024-04-05")
        | {"youth": "youth_id | known_at\nsomeone | 2024-08-31"},
    )
    assert ask_text(home, TRAJECTORY) == ["2023-01-10 | - | - | -"]  # five months of silence, not fourteen
    load_text(home, MUCH_LATER)
    assert ask_text(home, TRAJECTORY) == ["2023-01-10 | 2024-03-01 | - | no_claims"]


def test_an_earlier_claim_that_comes_late_lets_silence_count_from_there(home):
    load_text(
        home,
        starts("anna | 1 | 45 | 2023-01-10 | 2023-01-12")
        | claims("""
            C1 | r1 | bram | 2 | 45 | 2024-03-01 | 2024-04-01 | 2024-04-05
            C2 | r2 | bram | 2 | 45 | 2023-05-01 | 2023-06-01 | 2024-05-05
        """)
        | MUCH_LATER,
    )
    assert ask_text(home, TRAJECTORY, moment=datetime(2024, 5, 1)) == ["2023-01-10 | - | - | -"]
    assert ask_text(home, TRAJECTORY) == ["2023-01-10 | 2023-05-01 | - | no_claims"]


def test_silence_says_nothing_of_a_provider_of_whom_no_claim_is_known(home):
    load_text(home, starts("anna | 1 | 45 | 2023-01-10 | 2023-01-12") | MUCH_LATER)
    assert ask_text(home, TRAJECTORY) == ["2023-01-10 | - | - | -"]


def test_silence_says_nothing_of_a_provider_that_is_paid_per_task(home):
    load_text(
        home,
        {
            "care_start": f"youth_id | provider_code | product_category | started_on\nanna | {TASK_PROVIDER} | 45 | 2023-01-10",
            "claim_line": f"""
                claim | provider_code   | youth_id | period_from | period_until
                C1    | {TASK_PROVIDER} | bram     | 2023-01-01  | 2023-02-01
            """,
        }
        | MUCH_LATER,
    )
    assert ask_text(home, TRAJECTORY) == ["2023-01-10 | - | - | -"]


def test_a_start_without_stop_ends_in_the_month_of_the_23rd_birthday(home):
    load_text(
        home,
        starts("anna | 1 | 45 | 2023-01-10 | 2023-01-12")
        | {"youth": "youth_id | birth_month | known_at\nanna | 2000-06-01 | 2023-01-12"},
    )
    load_text(home, {"message": "message_id | known_at\nm | 2023-06-01"})
    assert ask_text(home, TRAJECTORY, moment=datetime(2023, 5, 31)) == ["2023-01-10 | - | - | -"]
    assert ask_text(home, TRAJECTORY) == ["2023-01-10 | 2023-06-01 | - | age"]


def test_a_stop_message_goes_before_the_rules(home):
    load_text(
        home,
        starts("anna | 1 | 45 | 2023-01-10 | 2023-01-12")
        | stops("anna | 1 | 45 | 2023-01-10 | 2023-09-01 | 31 | 2023-09-02")
        | {"youth": "youth_id | birth_month | known_at\nanna | 2000-06-01 | 2023-01-12\nx | - | 2024-12-31"},
    )
    assert ask_text(home, TRAJECTORY) == ["2023-01-10 | 2023-09-01 | 31 | message"]


def test_a_stop_without_a_start_tells_of_the_delivery_itself(home):
    load_text(home, stops("anna | 1 | 45 | 2023-01-10 | 2023-03-01 | 31 | 2023-03-02"))
    assert ask_text(home, TRAJECTORY) == ["2023-01-10 | 2023-03-01 | 31 | message"]


def test_a_start_that_comes_after_its_stop_changes_nothing(home):
    load_text(home, stops("anna | 1 | 45 | 2023-01-10 | 2023-03-01 | 31 | 2023-03-02"))
    load_text(home, starts("anna | 1 | 45 | 2023-01-10 | 2023-04-20"))
    assert ask_text(home, TRAJECTORY) == ["2023-01-10 | 2023-03-01 | 31 | message"]


def test_a_removed_start_is_no_delivery(home):
    head = "youth_id | assignment_number | started_on | delivery_status | known_at\n"
    load_text(home, {"care_start": head + "anna | 1 | 2023-01-10 | 1 | 2023-01-12\nanna | 1 | 2023-01-10 | 3 | 2023-02-01"})
    load_text(home, {"care_start": head + "anna | 1 | 2023-01-17 | 1 | 2023-02-02"})
    assert ask_text(home, TRAJECTORY, moment=datetime(2023, 1, 20)) == ["2023-01-10 | - | - | -"]
    assert ask_text(home, TRAJECTORY) == ["2023-01-17 | - | - | -"]


def test_a_removed_stop_lets_the_delivery_run_on(home):
    head = "youth_id | assignment_number | started_on | delivered_until | end_reason | delivery_status | known_at\n"
    load_text(home, {"care_start": "youth_id | assignment_number | started_on | known_at\nanna | 1 | 2023-01-10 | 2023-01-12"})
    load_text(
        home,
        {
            "care_stop": head
            + "anna | 1 | 2023-01-10 | 2023-03-01 | 31 | 1 | 2023-03-02\nanna | 1 | 2023-01-10 | 2023-03-01 | 31 | 3 | 2023-03-09"
        },
    )
    assert ask_text(home, TRAJECTORY, moment=datetime(2023, 3, 5)) == ["2023-01-10 | 2023-03-01 | 31 | message"]
    assert ask_text(home, TRAJECTORY) == ["2023-01-10 | - | - | -"]


@pytest.mark.parametrize(
    ("start", "stop"),
    [
        ("anna | - | 45 | 45A04", "anna | - | 45 | 45A04"),  # task-based: no assignment number at all
        ("anna | - | 45 | 45A04", "anna | 7 | 45 | 45A04"),
        ("anna | 7 | -  | -", "anna | 7 | 45 | 45A04"),
        ("anna | 7 | 45 | 45A04", "anna | 7 | -  | -"),
    ],
)
def test_a_stop_finds_its_start_by_youth_product_and_date_when_the_number_is_left_out(home, start, stop):
    head = "youth_id | assignment_number | product_category | product_code | started_on"
    load_text(
        home,
        {
            "care_start": f"{head}\n{start} | 2023-01-10",
            "care_stop": f"{head} | delivered_until | end_reason\n{stop} | 2023-01-10 | 2023-03-01 | 31",
        },
    )
    assert ask_text(home, TRAJECTORY) == ["2023-01-10 | 2023-03-01 | 31 | message"]
    assert ask_text(home, "SELECT count(*) FROM delivery") == ["1"]


def test_a_stop_of_another_product_does_not_end_this_one(home):
    head = "youth_id | assignment_number | product_category | product_code | started_on"
    load_text(
        home,
        {
            "care_start": f"{head}\nanna | 7 | 45 | 45A04 | 2023-01-10\nanna | 7 | 45 | 45A48 | 2023-01-10",
            "care_stop": f"{head} | delivered_until | end_reason\nanna | 7 | 45 | 45A48 | 2023-01-10 | 2023-03-01 | 31",
        },
    )
    found = ask_text(home, "SELECT product_code, delivered_until FROM delivery ORDER BY product_code")
    assert found == ["45A04 | -", "45A48 | 2023-03-01"]
