"""What the forecast sees of a ledger at the end of a month, and what it does not see yet."""

from datetime import datetime

import numpy as np
import pytest

from regiewijzer.forecast.structural import cost, laws
from regiewijzer.pipeline.forecast_snapshot import NothingKnown, moment_of, snapshot_of
from regiewijzer.vocabulary.periods import month_number, month_start
from tests.support.ledger_world import load_text, make_home

GIVEN = {
    "assignment": """
        youth_id | assignment | category | product_code | valid_from | valid_until | volume | unit | frequency | known_at
        anna     | 1          | 45       | 45D02        | 2024-01-01 | 2025-01-01  | 100    | 01   | 2         | 2023-12-20
        bram     | 2          | 43       | 43D14        | 2024-02-01 | -           | 20     | 14   | 4         | 2024-02-02
    """,
    "care_start": """
        youth_id | assignment | category | product_code | started_on | known_at
        anna     | 1          | 45       | 45D02        | 2024-01-16 | 2024-01-20
        bram     | 2          | 43       | 43D14        | 2024-02-01 | 2024-03-05
    """,
    "care_stop": """
        youth_id | assignment | category | product_code | started_on | delivered_until | end_reason | known_at
        anna     | 1          | 45       | 45D02        | 2024-01-16 | 2024-04-16      | 31         | 2024-05-10
    """,
    "claim_line": """
        youth_id | claim | line | assignment | category | product_code | period_from | period_until | amount_cents | known_at
        anna     | C1    | r1   | 1          | 45       | 45D02        | 2024-01-16  | 2024-02-01   | 10000        | 2024-02-10
        anna     | C2    | r2   | 1          | 45       | 45D02        | 2024-02-01  | 2024-03-01   | 20000        | 2024-03-10
        bram     | C2    | r3   | 2          | 43       | 43D14        | 2024-02-01  | 2024-03-01   | 70000        | 2024-03-10
    """,
    "claim_decision": """
        message_id | claim | level | line | amount_cents | submitted_cents | approved_cents | known_at
        answer | C2    | claim | -    | -            | 90000           | 20000          | 2024-04-03
        answer | C2    | line  | r3   | 70000        | -               | -              | 2024-04-03
    """,
}
JANUARY = month_number(datetime(2024, 1, 1))


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    made = make_home(tmp_path_factory.mktemp("forecast"))
    load_text(made, GIVEN)
    return made


def claims(snapshot):
    cells = snapshot.cells
    product = cells.products[cells.product[snapshot.claims.cell]]
    found = snapshot.claims
    return sorted(
        zip(product.tolist(), (found.month - JANUARY).tolist(), (found.known - JANUARY).tolist(), found.cents, strict=True)
    )


def test_months_have_numbers():
    assert month_start(JANUARY + 13).isoformat() == "2025-02-01"
    assert moment_of(JANUARY) == datetime(2024, 1, 31, 23, 59, 59, 999_999)


def test_claims_with_the_month_in_which_they_became_known(home):
    assert claims(snapshot_of(home, JANUARY + 2)) == [("43", 1, 2, 70_000.0), ("45", 0, 1, 10_000.0), ("45", 1, 2, 20_000.0)]


def test_a_refused_line_is_taken_back_when_the_answer_came(home):
    assert claims(snapshot_of(home, JANUARY + 3))[:2] == [("43", 1, 2, 70_000.0), ("43", 1, 3, -70_000.0)]


def test_spells_as_known_then(home):
    early, late = snapshot_of(home, JANUARY + 1), snapshot_of(home, JANUARY + 4)
    assert (len(early.spells), len(late.spells)) == (1, 2)
    assert early.spells.start - JANUARY == pytest.approx([15 / 31])
    assert np.isinf(early.spells.stop).all()
    anna = late.cells.product[late.spells.cell] == late.cells.products.tolist().index("45")
    assert late.spells.stop[anna] - JANUARY == pytest.approx([3 + 15 / 30])
    assert (late.spells.start_known - JANUARY)[anna].tolist() == [0]
    assert (late.spells.stop_known - JANUARY)[anna].tolist() == [4]
    assert late.spells.stop_known[~anna].tolist() == [-1]
    assert late.spells.start_known[~anna].tolist() == [JANUARY + 2]


def test_before_the_first_claim_there_is_nothing(home):
    with pytest.raises(NothingKnown, match="2024-01"):
        snapshot_of(home, JANUARY)


def test_a_later_load_changes_no_earlier_snapshot(tmp_path):
    home = make_home(tmp_path)
    load_text(home, GIVEN)
    before = snapshot_of(home, JANUARY + 2)
    later = GIVEN["claim_line"].replace("C1", "C8").replace("C2", "C9").replace("2024-0", "2025-0")
    load_text(home, {"claim_line": later})
    after = snapshot_of(home, JANUARY + 2)
    assert claims(after) == claims(before)
    assert np.array_equal(cost(after, laws(after)).total, cost(before, laws(before)).total)
