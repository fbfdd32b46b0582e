"""The form of care of a delivery (F5): from its product, its assignment, or the first claim that tells."""

from datetime import datetime

import pytest

from tests.support.ledger_world import ask_text, load_text, make_home


@pytest.fixture
def home(tmp_path):
    return make_home(tmp_path / "home")


FORM = "SELECT product_category, product_code, care_form FROM delivery"


@pytest.mark.parametrize(
    ("product", "expected"),
    [
        ("45 | -", "45 | - | 02"),  # the form of the category
        ("44 | 44A08", "44 | 44A08 | 12"),  # the product has a form of its own
        ("44 | 44X99", "44 | 44X99 | 14"),
        ("-  | -", "- | - | unknown"),
        ("46 | -", "46 | - | unknown"),  # crisis care can be with and without residence
    ],
)
def test_the_form_of_care_comes_from_the_product_else_from_its_category(home, product, expected):
    load_text(home, {"care_start": f"youth_id | product_category | product_code | started_on\nanna | {product} | 2023-01-10"})
    assert ask_text(home, FORM) == [expected]


def test_a_start_without_product_takes_that_of_its_assignment(home):
    load_text(
        home,
        {
            "assignment": "assignment_number | youth_id | product_category | product_code\n1 | anna | 44 | 44A08",
            "care_start": "youth_id | assignment_number | started_on\nanna | 1 | 2023-01-10",
        },
    )
    assert ask_text(home, FORM) == ["44 | 44A08 | 12"]


def test_a_generic_assignment_is_of_unknown_form_until_a_claim_says(home):
    load_text(
        home,
        {
            "assignment": "assignment_number | youth_id | budget_cents | known_at\n1 | anna | 500000 | 2023-01-01",
            "care_start": "youth_id | assignment_number | started_on | known_at\nanna | 1 | 2023-01-10 | 2023-01-12",
            "claim_line": """
                claim | youth_id | assignment | category | product_code | period_from | period_until | known_at
                C1 | anna | 1 | 44 | 44A08 | 2023-01-10 | 2023-02-01 | 2023-02-08
                C2 | anna | 1 | 45 | 45A04 | 2023-02-01 | 2023-03-01 | 2023-03-08
            """,
        },
    )
    assert ask_text(home, FORM, moment=datetime(2023, 2, 1)) == ["- | - | unknown"]
    assert ask_text(home, FORM, moment=datetime(2023, 2, 8)) == ["44 | 44A08 | 12"]
    assert ask_text(home, FORM) == ["44 | 44A08 | 12"]


def test_an_assignment_of_a_category_is_told_apart_by_the_product_claimed(home):
    load_text(
        home,
        {
            "care_start": "youth_id | assignment_number | product_category | started_on\nanna | 1 | 44 | 2023-01-10",
            "claim_line": """
                claim_number | youth_id | assignment_number | product_category | product_code | period_from | period_until
                C1           | anna     | 1                 | 44               | 44A08        | 2023-01-10  | 2023-02-01
            """,
        },
    )
    assert ask_text(home, FORM) == ["44 | 44A08 | 12"]


def test_the_kind_of_a_form_says_residence_family_and_weight(home):
    load_text(home, {"care_start": "youth_id | started_on\nanna | 2023-01-10"})
    kinds = ask_text(home, "SELECT * FROM care_form_kind WHERE care_form IN ('02', '11', '13', 'JB') ORDER BY care_form")
    assert kinds == [
        "02 | False | False | False | 2",
        "11 | True | True | False | 4",
        "13 | True | False | True | 7",
        "JB | False | False | False | -",  # a measure is no heavier help
    ]
