from datetime import date

import pytest

from regiewijzer.figures.scope import Scope
from regiewijzer.ledger.region import ExpectedSender, Region
from regiewijzer.pipeline.figures_completeness import expected_deliveries, whole_months_before

FEBRUARY, MARCH, APRIL = date(2024, 2, 1), date(2024, 3, 1), date(2024, 4, 1)
REGION = Region(
    name="Voorbeeld",
    expected_senders=(
        ExpectedSender("0901", ("301",)),
        ExpectedSender("42420001", ("305", "323"), first_month=MARCH),
        ExpectedSender("42420002", ("305",), until_month=MARCH),
    ),
)


@pytest.mark.parametrize(
    ("horizon", "months"),
    [
        (date(2024, 4, 29), (date(2024, 1, 1), FEBRUARY, MARCH)),
        (date(2024, 4, 30), (FEBRUARY, MARCH, APRIL)),  # April is whole on its last day
        (date(2024, 5, 1), (FEBRUARY, MARCH, APRIL)),
    ],
)
def test_last_three_whole_months(horizon, months):
    assert whole_months_before(horizon) == months


def test_expected_are_senders_types_and_months_that_match():
    found = expected_deliveries(REGION, {"301", "305"}, (FEBRUARY, MARCH), Scope())

    assert found == {
        ("0901", "301", FEBRUARY),
        ("0901", "301", MARCH),
        ("42420001", "305", MARCH),
        ("42420002", "305", FEBRUARY),
    }


def test_expected_are_senders_in_scope():
    scope = Scope(municipalities=frozenset({"0902"}), providers=frozenset({"42420002"}))

    assert expected_deliveries(REGION, {"301", "305"}, (FEBRUARY,), scope) == {("42420002", "305", FEBRUARY)}
