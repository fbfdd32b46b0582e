"""Every example of an indicator is a test: the small world goes in, the cells it names come out."""

import pytest

from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.disclosure.gate import MeasuredCell
from regiewijzer.figures.scope import Detail, Scope
from regiewijzer.figures.values import ValueState
from regiewijzer.indicators.aggregate import Breakdown, measure
from tests.support.indicator_world import open_world

INDICATORS = load_indicators()
CASES = [
    pytest.param(indicator, case, expected, id=f"{indicator.id} {number} by {'+'.join(expected.by) or 'total'}")
    for indicator in INDICATORS.values()
    for number, case in enumerate(indicator.cases, 1)
    for expected in case.expected
]
# A case shows what comes out before protection, so rare codes of open dimensions are named too.
EXACT = Scope(detail=Detail.EXACT)
WORDS = {ValueState.UNKNOWN: "unknown", ValueState.NOT_APPLICABLE: "none"}

# Every indicator of the requirements: one that silently vanishes is the worst kind of fault.
KNOWN = {
    *("young-people-in-care", "flow", "waiting", "dropout", "claimed-care", "claimed-care-by-known-date"),
    *("trajectory-duration", "trajectory-duration-started", "time-in-care", "care-size-hours", "consecutive-trajectories"),
    *("ended-as-planned", "return-to-care", "heavier-care", "outflow-direction", "through-flow-direction", "referral-flow"),
    *("residential-care", "family-like-care", "secure-care", "providers", "trajectories-per-provider"),
    "care-without-claims",
    *("expected-use", "equal-chances", "youth-care-rate", "spending", "municipal-result", "contracting"),
    *("production-against-budget", "caseload", "peer-review", "needed-hours", "care-worker-changes", "function-mix"),
    *("taking-part", "experienced-quality", "client-satisfaction", "goal-attainment", "gp-youth-workers"),
    *("access-registered-professionals", "application-to-start", "young-people-waiting", "school-absentees"),
    *("stacking", "care-paths", "care-transitions", "care-gaps", "target-groups", "referrals"),
    *("absentees-in-care", "turning-eighteen", "supervision-orders", "home-like-growing-up", "capacity-use", "cbs-outcome"),
}


def test_no_indicator_vanishes_and_none_comes_unseen():
    assert set(INDICATORS) == KNOWN


def test_indicators_to_read_beside_exist():
    assert {other for indicator in INDICATORS.values() for other in indicator.related} <= KNOWN


def written(number: float | int | None, state: ValueState) -> str:
    return WORDS.get(state) or f"{number:.4f}".rstrip("0").rstrip(".")


def as_row(cell: MeasuredCell, columns: tuple[str, ...], by: tuple[str, ...]) -> tuple[str | None, ...]:
    base = None if cell.number is None or cell.base is None else str(cell.base)
    texts = {
        "period": cell.period.isoformat(),
        "series": cell.series,
        "value": written(cell.number, cell.state),
        "base": base,
        **dict(zip(by, cell.dimensions, strict=True)),
    }
    return tuple(texts[column] for column in columns)


@pytest.mark.parametrize(("indicator", "case", "expected"), CASES)
def test_case_gives_exactly_the_cells_it_names(indicator, case, expected):
    columns = tuple(expected.rows[0])
    with open_world(case.given, case.first_month, case.moment) as connection:
        breakdown = Breakdown(case.first_month, case.last_month, expected.by, scope=EXACT)
        cells = measure(connection, indicator, breakdown, case.moment)

    found = sorted(as_row(cell, columns, expected.by) for cell in cells)

    assert found == sorted(tuple(row[column] for column in columns) for row in expected.rows)
