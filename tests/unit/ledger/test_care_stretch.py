"""The parts of a trajectory: who paid for what, from when to when, without a day lost. Dates of end are exclusive."""

import pytest

from tests.support.ledger_world import ask_text, load_text, make_home

PARTS = """
    SELECT municipality_code, product_category, started_on, delivered_until, trajectory_started_on, trajectory_until
    FROM care_stretch ORDER BY youth_id, started_on
"""
START = "youth_id | municipality_code | assignment_number | product_category | started_on\n"
STOP = "youth_id | municipality_code | assignment_number | product_category | started_on | delivered_until | end_reason\n"


@pytest.fixture
def home(tmp_path):
    return make_home(tmp_path / "home")


def test_a_running_trajectory_is_one_open_part(home):
    load_text(home, {"care_start": START + "anna | 0901 | 1 | 45 | 2023-01-10"})
    assert ask_text(home, PARTS) == ["0901 | 45 | 2023-01-10 | - | 2023-01-10 | -"]


def test_days_without_care_belong_to_the_part_before_and_the_parts_touch(home):
    load_text(
        home,
        {
            "care_start": START + "anna | 0901 | 1 | 45 | 2023-01-10\nanna | 0902 | 2 | 54 | 2023-03-11",
            "care_stop": STOP
            + "anna | 0901 | 1 | 45 | 2023-01-10 | 2023-03-01 | 35\nanna | 0902 | 2 | 54 | 2023-03-11 | 2023-05-01 | 31",
        },
    )
    assert ask_text(home, PARTS) == [
        "0901 | 45 | 2023-01-10 | 2023-03-11 | 2023-01-10 | 2023-05-01",
        "0902 | 54 | 2023-03-11 | 2023-05-01 | 2023-01-10 | 2023-05-01",
    ]


def test_two_trajectories_share_no_part(home):
    load_text(
        home,
        {
            "care_start": START + "anna | 0901 | 1 | 45 | 2023-01-10\nanna | 0901 | 2 | 45 | 2023-06-01",
            "care_stop": STOP + "anna | 0901 | 1 | 45 | 2023-01-10 | 2023-03-01 | 31",
        },
    )
    assert ask_text(home, PARTS) == [
        "0901 | 45 | 2023-01-10 | 2023-03-01 | 2023-01-10 | 2023-03-01",
        "0901 | 45 | 2023-06-01 | - | 2023-06-01 | -",
    ]
