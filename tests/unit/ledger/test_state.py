"""What holds of assignments, starts, youths, requests and findings: the last statement, known at the moment."""

from datetime import datetime

import pytest

from regiewijzer.figures.finding import Finding, Severity
from regiewijzer.ledger.region import Municipality, Provider, Region
from tests.support.ledger_world import append_tables, ask_text, load_text, make_home

ASSIGNMENT = "assignment_number | youth_id | assigned_at | valid_until | change_reason | known_at\n"
UNTIL = "SELECT valid_until FROM assignment"


@pytest.fixture
def home(tmp_path):
    return make_home(tmp_path / "home")


def assignments(rows):
    return {"assignment": ASSIGNMENT + rows}


def test_the_newest_assignment_date_wins_not_the_newest_message(home):
    load_text(
        home,
        assignments("""
            1 | anna | 2023-01-05 10:00 | 2024-01-01 | -  | 2023-01-06
            1 | anna | 2023-06-01 09:00 | 2025-01-01 | 04 | 2023-06-02
            1 | anna | 2023-03-01 09:00 | 2023-09-01 | 05 | 2023-08-01
        """),
    )
    assert ask_text(home, UNTIL, moment=datetime(2023, 2, 1)) == ["2024-01-01"]
    assert ask_text(home, UNTIL, moment=datetime(2023, 7, 1)) == ["2025-01-01"]
    assert ask_text(home, UNTIL, moment=datetime(2023, 9, 1)) == ["2025-01-01"]  # the late one was outranked before it came
    assert ask_text(home, "SELECT count(*) FROM assignment_version", moment=datetime(2023, 9, 1)) == ["3"]


def test_two_versions_known_at_the_same_moment_are_ranked_by_their_own_time(home):
    load_text(
        home,
        assignments("""
            1 | anna | 2023-01-05 10:00 | 2024-01-01 | - | 2023-01-06
            1 | anna | 2023-01-05 11:00 | 2024-02-01 | - | 2023-01-06
        """),
    )
    assert ask_text(home, UNTIL) == ["2024-02-01"]


def test_a_removed_assignment_is_out_and_its_versions_remain(home):
    load_text(
        home,
        assignments("""
            1 | anna | 2023-01-05 10:00 | 2024-01-01 | -  | 2023-01-06
            1 | anna | 2023-02-05 10:00 | 2023-01-01 | 13 | 2023-02-06
        """),
    )
    assert ask_text(home, UNTIL, moment=datetime(2023, 2, 1)) == ["2024-01-01"]
    assert ask_text(home, UNTIL) == []
    assert ask_text(home, "SELECT count(*) FROM assignment_version") == ["2"]


def test_an_older_statement_of_a_start_that_arrives_late_does_not_undo_its_removal(home):
    load_text(
        home,
        {
            "care_start": """
                youth_id | assignment_number | started_on | delivery_status | dated_on   | known_at
                anna     | 1                 | 2023-01-10 | 3               | 2023-01-20 | 2023-01-21
                anna     | 1                 | 2023-01-10 | 1               | 2023-01-12 | 2023-02-01
            """
        },
    )
    assert ask_text(home, "SELECT * FROM care_start") == []


def test_one_row_per_youth_the_last_statement(home):
    load_text(
        home,
        {
            "youth": """
                youth_id | birth_month | sex | district_code | municipality_code | known_at
                anna     | 2010-03-01  | 2   | WK090101      | 0901              | 2023-01-01
                anna     | -           | 2   | -             | 0902              | 2023-05-01
            """
        },
    )
    said = "SELECT birth_month, district_code, municipality_code FROM youth"
    assert ask_text(home, said) == ["2010-03-01 | WK090101 | 0902"]


def test_what_a_late_statement_says_is_not_known_before_it_came(home):
    load_text(
        home,
        {
            "youth": """
                youth_id | district_code | dated_on   | known_at
                anna     | -             | 2023-02-01 | 2023-02-02
                anna     | WK090101      | 2023-01-01 | 2023-03-01
            """
        },
    )
    assert ask_text(home, "SELECT district_code FROM youth", moment=datetime(2023, 2, 15)) == ["-"]
    assert ask_text(home, "SELECT district_code FROM youth") == ["WK090101"]


def test_refused_messages_are_listed_and_a_finding_is_known_with_its_message(home):
    row = "message_id | message_type | status | known_at | known_basis\nm1 | 305 | rejected | 2023-02-01 | dated"
    load_text(home, {"message": row})
    about_m1 = Finding("TR018", 2, Severity.ERROR, message_id="m1")
    about_a_file = Finding("RW-XML-01", 0, Severity.ERROR, source_file="a.xml")
    append_tables(home, {}, findings=[about_m1, about_a_file], loaded_at=datetime(2024, 5, 1))
    findings = "SELECT rule, known_basis FROM finding ORDER BY rule"
    assert ask_text(home, "SELECT status FROM message") == ["rejected"]
    assert ask_text(home, findings, moment=datetime(2023, 3, 1)) == ["TR018 | dated"]
    assert ask_text(home, findings, moment=datetime(2024, 5, 1)) == ["RW-XML-01 | received", "TR018 | dated"]


def test_the_region_file_gives_municipalities_and_providers(tmp_path):
    region = Region(
        "x", municipalities=(Municipality("0901", "Zeedorp", successor="0902"),), providers=(Provider("42420001", "Anker"),)
    )
    home = make_home(tmp_path / "home", region)
    assert ask_text(home, "SELECT municipality_code, name, successor_code FROM municipality") == ["0901 | Zeedorp | 0902"]
    assert ask_text(home, "SELECT provider_code, name, funding FROM provider") == ["42420001 | Anker | effort"]
