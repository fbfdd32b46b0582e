"""Claims: what holds of each line, and the account that must add up to the cent (law 3)."""

from datetime import datetime

import pytest

from tests.support.ledger_world import ask_text, load_text, make_home

LINES = {
    "claim_line": """
        claim_number | line_reference | youth_id | municipality_code | period_from | period_until | amount_cents | known_at
        C1           | r1             | anna     | 0901              | 2024-01-01  | 2024-02-01   | 10000        | 2024-02-05
        C1           | r2             | bram     | 0901              | 2023-12-01  | 2024-01-01   | 2501         | 2024-02-05
        C2           | r3             | anna     | 0902              | 2024-01-01  | 2024-02-01   | 300          | 2024-02-06
    """
}
ANSWER_HEAD = (
    "claim_number | municipality_code | level | line_reference | submitted_cents | approved_cents | known_at | message_id\n"
)
STATUS = "SELECT line_reference, line_status FROM claim_line ORDER BY ALL"
ACCOUNT = """
    SELECT municipality_code, month, submitted_cents, approved_cents, rejected_cents, open_cents
    FROM claim_account ORDER BY ALL
"""


def answers(rows):
    return {"claim_decision": ANSWER_HEAD + rows}


@pytest.fixture
def home(tmp_path):
    made = make_home(tmp_path / "home")
    load_text(made, LINES)
    return made


def test_lines_are_open_until_an_answer_comes(home):
    load_text(home, answers("C1 | 0901 | claim | - | 12501 | 12501 | 2024-02-15 | a1"))
    assert ask_text(home, STATUS, moment=datetime(2024, 2, 14)) == ["r1 | open", "r2 | open", "r3 | open"]
    assert ask_text(home, STATUS) == ["r1 | approved", "r2 | approved", "r3 | open"]


def test_an_answer_lists_only_what_it_refuses(home):
    load_text(
        home,
        answers("""
            C1 | 0901 | claim  | -  | 12501 | 10000 | 2024-02-15 | a1
            C1 | 0901 | client | -  | -     | -     | 2024-02-15 | a1
            C1 | 0901 | line   | r2 | -     | -     | 2024-02-15 | a1
        """),
    )
    assert ask_text(home, STATUS) == ["r1 | approved", "r2 | rejected", "r3 | open"]
    assert ask_text(home, ACCOUNT) == [
        "0901 | 2023-12-01 | 2501 | 0 | 2501 | 0",
        "0901 | 2024-01-01 | 10000 | 10000 | 0 | 0",
        "0902 | 2024-01-01 | 300 | 0 | 0 | 300",
    ]


def test_an_answer_that_approves_nothing_and_lists_nothing_refuses_the_whole_claim(home):
    load_text(home, answers("C1 | 0901 | claim | - | 12501 | 0 | 2024-02-15 | a1"))
    assert ask_text(home, STATUS) == ["r1 | rejected", "r2 | rejected", "r3 | open"]


def test_a_claim_refused_on_its_header_counts_as_not_sent(home):
    load_text(home, answers("C1 | 0901 | message | - | - | - | 2024-02-15 | a1"))
    assert ask_text(home, STATUS) == ["r1 | void", "r2 | void", "r3 | open"]
    assert ask_text(home, ACCOUNT) == ["0902 | 2024-01-01 | 300 | 0 | 0 | 300"]


def test_a_claim_sent_again_after_such_a_refusal_stands_on_its_own(home):
    load_text(home, answers("C1 | 0901 | message | - | - | - | 2024-02-15 | a1"))
    load_text(
        home,
        {
            "claim": "claim_number | identification | message_id\nC1 | second | again",
            "claim_line": """
                claim_number | line_reference | youth_id | period_from | period_until | amount_cents | message_id
                C1           | r1             | anna     | 2024-01-01  | 2024-02-01   | 10000        | again
            """,
        },
        known_at=datetime(2024, 2, 20),
    )
    assert ask_text(home, STATUS) == ["r1 | open", "r1 | void", "r2 | void", "r3 | open"]


def test_the_last_of_two_answers_holds(home):
    load_text(home, answers("C1 | 0901 | claim | - | 12501 | 0 | 2024-02-15 | a1"))
    load_text(home, answers("C1 | 0901 | claim | - | 12501 | 12501 | 2024-03-15 | a2"))
    assert ask_text(home, STATUS, moment=datetime(2024, 3, 1)) == ["r1 | rejected", "r2 | rejected", "r3 | open"]
    assert ask_text(home, STATUS) == ["r1 | approved", "r2 | approved", "r3 | open"]


def test_an_answer_that_was_known_before_its_claim_decides_from_the_claim_on(home):
    late = LINES["claim_line"].replace("C2 ", "C9 ").replace("2024-02-06", "2024-06-01").replace("r3", "r9")
    load_text(home, answers("C9 | 0902 | claim | - | 300 | 300 | 2024-02-15 | a1"))
    load_text(home, {"claim_line": late})
    r9 = "SELECT line_status FROM claim_line WHERE line_reference = 'r9'"
    assert ask_text(home, r9, moment=datetime(2024, 5, 31)) == []
    assert ask_text(home, r9) == ["approved"]


def credit(number, reference, previous, known_at, amount=-10000):
    return {
        "claim_line": f"""
            claim_number | line_reference | previous_reference | youth_id | period_from | period_until | amount_cents | known_at
            {number}     | {reference}    | {previous}         | anna     | 2024-01-01  | 2024-02-01   | {amount}     | {known_at}
        """
    }


CREDITED = "SELECT line_reference FROM claim_line WHERE credited ORDER BY 1"


def test_a_credit_marks_the_line_it_names_and_closes_the_chain_to_zero(home):
    load_text(home, credit("C3", "r4", "r1", "2024-03-05"))
    assert ask_text(home, CREDITED, moment=datetime(2024, 3, 4)) == []
    assert ask_text(home, CREDITED) == ["r1"]
    assert "0901 | 2024-01-01 | 0 | 0 | 0 | 0" in ask_text(home, ACCOUNT)


def test_a_refused_credit_credits_nothing_until_it_is_sent_again(home):
    load_text(home, credit("C3", "r4", "r1", "2024-03-05"))
    load_text(home, answers("C3 | 0901 | claim | - | -10000 | 0 | 2024-03-15 | a1"))
    load_text(home, credit("C4", "r5", "r1", "2024-04-05"))
    for moment, expected in (("2024-03-10", ["r1"]), ("2024-03-20", []), ("2024-04-10", ["r1"])):
        assert ask_text(home, CREDITED, moment=datetime.fromisoformat(moment)) == expected
    assert ask_text(home, "SELECT count(*) FROM claim_line WHERE line_reference = 'r1'") == ["1"]


def test_while_one_of_two_credits_stands_the_line_is_credited(home):
    load_text(home, credit("C3", "r4", "r1", "2024-03-05"))
    load_text(home, credit("C4", "r5", "r1", "2024-03-10"))
    load_text(home, answers("C4 | 0901 | claim | - | -10000 | 0 | 2024-03-15 | a1"))
    for moment in ("2024-03-06", "2024-03-12", "2024-03-20"):
        assert ask_text(home, CREDITED, moment=datetime.fromisoformat(moment)) == ["r1"]


def test_every_moment_shows_each_line_once(home):
    load_text(home, credit("C3", "r4", "r1", "2024-03-05"))
    load_text(
        home,
        answers("C1 | 0901 | claim | - | 12501 | 0 | 2024-02-15 | a1\nC1 | 0901 | claim | - | 12501 | 12501 | 2024-03-10 | a2"),
    )
    for day in range(6, 29):
        found = ask_text(home, "SELECT line_reference FROM claim_line ORDER BY 1", moment=datetime(2024, 3, day))
        assert found == ["r1", "r2", "r3", "r4"]
