"""On clean messages everything that is worked out equals the truth exactly."""

from collections import Counter
from statistics import median

import pytest

from regiewijzer.pipeline.check import read_checks
from regiewijzer.pipeline.loads import findings_of
from tests.support.true_region import Cells, TrueRegion

BREAKDOWNS = pytest.mark.parametrize("by", [(), ("municipality",)], ids=["region", "per municipality"])
FLOWS = {"inflow": "inflow", "throughflow": "through", "outflow": "outflow"}


def without_zeros(cells: Cells) -> Cells:
    """Leave out zeros: a figure has a cell for every month, the truth a row only where something happened."""
    return {key: value for key, value in cells.items() if value}


def series(cells: Cells, name: str) -> Cells:
    return {key[1:]: value for key, value in cells.items() if key[0] == name}


def monthly(region: TrueRegion, column: str, by: tuple[str, ...]) -> Cells:
    """Return a column of the true monthly counts, keyed like a figure; outflow only where 28 days have passed."""
    decidable = "AND decidable" if column == "outflow" else ""
    rows = region.truth(
        f"SELECT month, municipality_code, {column} FROM {{flows}} WHERE (municipality_code <> '') = {bool(by)} {decidable}"
    )
    return {(month, code)[: 1 + len(by)]: count for month, code, count in rows}


def test_nothing_is_refused_and_nothing_found(clean: TrueRegion):
    assert (clean.result.rejected, clean.result.unread) == (0, 0)
    assert clean.result.number is not None
    assert findings_of(clean.home, clean.result.number)[1] == 0
    assert not read_checks(clean.home).findings


def test_claims_and_codes_were_held_against_the_lists_delivered(clean: TrueRegion):
    assert {"TR378", "TR381", "TR418"} <= set(read_checks(clean.home).ran)


def test_trajectories(clean: TrueRegion):
    shared = "provider_code, care_form, started_on, delivered_until, end_reason, spell_count"
    told = clean.ledger(f"SELECT youth_id, {shared}, municipality_code FROM trajectory")
    true = clean.truth(f"SELECT bsn, {shared}, last_municipality_code FROM {{trajectories}}")
    assert len(true) > 500
    assert Counter(told) == Counter((clean.youth_id(bsn), *rest) for bsn, *rest in true)


def test_every_trajectory_ended_by_a_message(clean: TrueRegion):
    assert clean.ledger("SELECT DISTINCT ended_by FROM trajectory WHERE delivered_until IS NOT NULL") == [("message",)]


@BREAKDOWNS
def test_young_people_in_care(clean: TrueRegion, by: tuple[str, ...]):
    told = series(clean.cells("young-people-in-care", *by), "in_care")
    assert without_zeros(told) == without_zeros(monthly(clean, "active", by))


def test_young_people_in_care_by_form_of_care(clean: TrueRegion):
    told = series(clean.cells("young-people-in-care", "municipality", "care_form"), "in_care")
    rows = clean.truth("SELECT * FROM {active_by_form} WHERE municipality_code <> ''")
    assert without_zeros(told) == {(month, code, form): count for month, code, form, count in rows}


@BREAKDOWNS
@pytest.mark.parametrize("name", FLOWS)
def test_monthly_flows(clean: TrueRegion, name: str, by: tuple[str, ...]):
    told = series(clean.cells("flow", *by), name)
    assert without_zeros(told) == without_zeros(monthly(clean, FLOWS[name], by))


@BREAKDOWNS
@pytest.mark.parametrize(("name", "kind"), [("decision_time", "decision"), ("assignment_to_start", "start")])
def test_decision_time_and_time_to_start(clean: TrueRegion, name: str, kind: str, by: tuple[str, ...]):
    told = series(clean.cells("waiting", *by), f"{name}_median")
    rows = clean.truth(f"SELECT month, municipality_code, days FROM {{waiting}} WHERE kind = '{kind}'")
    days: dict[tuple[object, ...], list[int]] = {}
    for month, code, number in rows:
        days.setdefault((month, code)[: 1 + len(by)], []).append(number)
    true = {key: median(numbers) for key, numbers in days.items() if key[0] >= clean.settings.first_month}
    assert without_zeros(told) == without_zeros(true)


@pytest.mark.parametrize(("name", "reasons"), [("by_client", {"32"}), ("premature", {"32", "33", "34"})])
def test_dropout(clean: TrueRegion, name: str, reasons: set[str]):
    ends = "date_trunc('month', delivered_until - 1)::DATE, end_reason"
    counted = clean.truth(f"SELECT {ends} FROM {{trajectories}} WHERE end_reason IN ('31', '32', '33', '34')")
    months = {month for month, _ in counted if month >= clean.settings.first_month}
    true = {(month,): share([reason in reasons for at, reason in counted if at == month]) for month in months}
    told = series(clean.cells("dropout"), name)
    assert {key: value for key, value in told.items() if value is not None} == pytest.approx(true)


def share(hits: list[bool]) -> float:
    return sum(hits) / len(hits)


def test_claims_to_the_cent(clean: TrueRegion):
    assert clean.account() == clean.true_account()
