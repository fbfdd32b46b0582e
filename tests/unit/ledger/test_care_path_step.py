"""The steps of a youth's care: what lies around a trajectory, and who referred to it. Dates of end are exclusive."""

import pytest

from tests.support.ledger_world import ask_text, load_text, make_home

AROUND = """
    SELECT started_on, days_without_care_before, days_without_care_after, next_care_form, next_started_on
    FROM care_path_step ORDER BY youth_id, started_on, care_form
"""
OPENING = """
    SELECT started_municipality_code, started_product_category, started_assignment_id, municipality_code, product_category
    FROM care_path_step ORDER BY youth_id, started_on
"""
REFERRER = "SELECT trajectory_id IS NOT NULL, referrer_type FROM trajectory_referrer"


@pytest.fixture
def home(tmp_path):
    return make_home(tmp_path / "home")


def care(rows):
    """Return starts and stops of rows `youth | category | first day | day after the last (or -)`, each on its own number."""
    start = ["youth_id | assignment_number | product_category | started_on | known_at"]
    stop = ["youth_id | assignment_number | product_category | started_on | delivered_until | end_reason | known_at"]
    for number, line in enumerate(rows.strip().splitlines(), start=1):
        youth, category, first, until = (cell.strip() for cell in line.split("|"))
        start.append(f"{youth} | {number} | {category} | {first} | 2024-01-01")
        if until != "-":
            stop.append(f"{youth} | {number} | {category} | {first} | {until} | 31 | 2024-01-01")
    return {"care_start": "\n".join(start), "care_stop": "\n".join(stop)}


def test_the_only_trajectory_of_a_youth_has_nothing_around_it(home):
    load_text(home, care("anna | 45 | 2023-01-10 | 2023-03-01"))
    assert ask_text(home, AROUND) == ["2023-01-10 | - | - | - | -"]


def test_days_without_care_between_two_trajectories(home):
    load_text(
        home,
        care("""
            anna | 45 | 2023-01-10 | 2023-03-01
            anna | 41 | 2023-03-11 | 2023-09-01
            bram | 41 | 2023-03-05 | 2023-09-01
        """),
    )
    assert ask_text(home, AROUND) == [
        "2023-01-10 | - | 10 | 03 | 2023-03-11",
        "2023-03-11 | 10 | - | - | -",
        "2023-03-05 | - | - | - | -",  # another youth
    ]


def test_care_beside_means_no_day_without_care(home):
    load_text(
        home,
        care("""
            anna | 45 | 2023-01-10 | 2023-12-01
            anna | 41 | 2023-03-01 | 2023-05-01
        """),
    )
    assert ask_text(home, AROUND) == ["2023-01-10 | - | - | - | -", "2023-03-01 | 0 | 0 | - | -"]


def test_care_that_began_long_ago_and_ended_last_counts(home):
    """The latest end counts, not the end of the latest start."""
    load_text(
        home,
        care("""
            anna | 45 | 2022-01-10 | 2023-05-01
            anna | 41 | 2022-06-01 | 2022-07-01
            anna | 43 | 2023-06-01 | 2023-07-01
        """),
    )
    assert [row.split(" | ")[1] for row in ask_text(home, AROUND)] == ["-", "0", "31"]


@pytest.mark.parametrize(("start", "expected"), [("2023-05-04", "03 | 2023-05-04"), ("2023-05-03", "- | -")])
def test_what_follows_may_overlap_28_days(home, start, expected):
    load_text(home, care(f"anna | 45 | 2023-01-10 | 2023-06-01\nanna | 41 | {start} | 2023-12-01"))
    assert ask_text(home, AROUND)[0] == f"2023-01-10 | - | 0 | {expected}"


def test_of_two_that_follow_on_one_day_the_one_with_residence(home):
    load_text(
        home,
        care("""
            anna | 45 | 2023-01-10 | 2023-03-01
            anna | 41 | 2023-03-11 | 2023-09-01
            anna | 43 | 2023-03-11 | 2023-09-01
        """),
    )
    assert ask_text(home, AROUND)[0] == "2023-01-10 | - | 10 | 14 | 2023-03-11"


def test_a_step_names_where_it_began_and_where_it_is_now(home):
    load_text(
        home,
        {
            "care_start": """
                youth_id | municipality_code | assignment_number | product_category | started_on
                anna     | 0901              | 7                 | 45               | 2023-01-10
                anna     | 0902              | 8                 | 54               | 2023-06-01
            """,
            "care_stop": """
                youth_id | municipality_code | assignment_number | product_category | started_on | delivered_until | end_reason
                anna     | 0901              | 7                 | 45               | 2023-01-10 | 2023-06-01      | 36
            """,
        },
    )
    assert ask_text(home, OPENING) == ["0901 | 45 | 0901-7 | 0902 | 54"]


REQUEST = "youth_id | line_kind | reference | referrer_type | dated_on\n"
START = {"care_start": "youth_id | assignment_number | product_category | started_on\nanna | 1 | 45 | 2023-02-01"}


def assigned(reference):
    head = "assignment_number | youth_id | product_category | reference | dated_on | known_at\n"
    return {"assignment": f"{head}1 | anna | 45 | {reference} | 2023-01-20 | 2023-01-20"}


@pytest.mark.parametrize(
    ("messages", "expected"),
    [
        ({"assignment_request": REQUEST + "anna | new | R1 | 02 | 2023-01-10"} | assigned("R1"), "02"),
        (assigned("-"), "01"),  # nobody asked: the access of the municipality itself
        (assigned("R1"), "-"),  # the request is not among our messages
        ({"assignment_request": REQUEST + "bram | new | R1 | 02 | 2023-01-10"} | assigned("R1"), "-"),  # another youth's
        ({}, "-"),  # no assignment
    ],
    ids=["request", "no reference", "request missing", "another youth", "no assignment"],
)
def test_the_referrer_stands_in_the_request_behind_the_first_assignment(home, messages, expected):
    load_text(home, START | messages)
    assert ask_text(home, REFERRER) == [f"True | {expected}"]


def test_a_later_version_of_an_assignment_does_not_change_the_referrer(home):
    request = {"assignment_request": REQUEST + "anna | new | R1 | 03 | 2023-01-10"}
    load_text(home, START | request | assigned("R1"))
    head = "assignment_number | youth_id | product_category | dated_on | known_at\n"
    load_text(home, {"assignment": f"{head}1 | anna | 45 | 2023-06-01 | 2023-06-01"})  # names no reference
    assert ask_text(home, REFERRER) == ["True | 03"]
