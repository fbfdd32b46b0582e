"""With faults and lateness figures differ from the truth by no more than their passport says, and every fault is told."""

import math
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest

from regiewijzer.checks.run import run_checks
from regiewijzer.figures.figure import Passport
from regiewijzer.ledger.as_of import open_as_of
from regiewijzer.pipeline.check import read_checks
from regiewijzer.pipeline.figures import find_indicator
from regiewijzer.pipeline.loads import findings_of
from regiewijzer.vocabulary.periods import add_months
from tests.support.true_region import PRESENT, TrueRegion

FLOWS = {"inflow": "inflow", "throughflow": "through", "outflow": "outflow"}


def doubt(passport: Passport) -> float:
    """Return the share by which a figure may be wrong, as its passport says: what is missing and what is at risk."""
    missing = 1 - float(passport.completeness["share"] or 0)
    return missing + (passport.at_risk_share.number or 0)


def settled(region: TrueRegion, indicator: str, month: date) -> bool:
    """Tell whether the indicator itself does not call the month provisional."""
    return month <= add_months(region.settings.present.replace(day=1), -find_indicator(indicator).provisional.months)


def planted(region: TrueRegion, where: str) -> list[tuple[str, str, str]]:
    return region.truth(f"SELECT rule, file, member FROM {{faults}} WHERE {where}")


def test_passport_says_that_something_is_wrong(careless: TrueRegion):
    passport = careless.figure("young-people-in-care").passport
    assert 0 < doubt(passport) < 0.2
    assert passport.completeness["missing_senders"]
    assert passport.reconstructed_share.number == 1.0  # the sender's date stood in for the moment of receipt


def test_every_fault_in_a_file_or_message_is_told_and_nothing_else(careless: TrueRegion):
    assert careless.result.number is not None
    told = defaultdict(set)
    for one in findings_of(careless.home, careless.result.number, limit=1_000_000)[0]:
        if "berichten" in Path(one.source_file).relative_to(careless.folder).parts:
            told[one.source_file, one.source_member].add(one.rule)
    faults = planted(careless, "level <= 2")
    assert len(faults) > 20
    assert [fault for fault in faults if fault[0] not in told[str(careless.folder / fault[1]), fault[2]]] == []
    assert told.keys() == {(str(careless.folder / file), member) for _, file, member in faults}


def test_every_fault_across_statements_of_starts_and_stops_is_told(careless: TrueRegion):
    rules = ("TR056", "TR063", "TR074")
    told = {(one.rule, one.source_file, one.source_member) for one in read_checks(careless.home).findings if one.rule in rules}
    faults = planted(careless, f"rule IN {rules}")
    assert faults
    assert told == {(rule, str(careless.folder / file), member) for rule, file, member in faults}


def test_every_wrong_claim_line_is_told(careless: TrueRegion):
    rules = ("TR304", "TR338", "TR340")
    told = Counter(one.rule for one in read_checks(careless.home).findings if one.rule in rules)
    assert told == Counter(rule for rule, *_ in planted(careless, f"rule IN {rules}"))
    assert len(told) == len(rules)


def test_a_code_that_is_not_on_the_list_of_products_is_told_wherever_it_was_claimed(careless: TrueRegion):
    told = Counter(one.source_member for one in read_checks(careless.home).findings if one.rule == "TR381")
    assert told == Counter(member for _, _, member in planted(careless, "rule = 'TR340'"))
    assert told


def test_a_tariff_is_found_wherever_another_was_agreed(careless: TrueRegion):
    one_product = "product_code = '45D04' AND valid_from >= '2024-01-01'"
    with open_as_of(careless.home, PRESENT) as ledger:
        run = ledger.connection.execute
        run(f"CREATE TEMP TABLE tariff AS SELECT * REPLACE (amount_cents + if({one_product}, 1, 0) AS amount_cents) FROM tariff")
        told = run_checks(ledger.connection, codes=["TR418"]).findings
        wrong = run(
            "SELECT count(*) FROM claim_line WHERE product_code = '45D04' AND period_from >= '2024-01-01'"
            " AND sign = 'D' AND NOT credited AND line_status <> 'void'"
        ).fetchall()
    assert wrong == [(len(told),)]
    assert told


def test_claims_to_the_cent(careless: TrueRegion):
    assert careless.account() == careless.true_account()


def test_young_people_in_care(careless: TrueRegion):
    figure = careless.figure("young-people-in-care")
    true = dict(careless.truth("SELECT month, active FROM {flows} WHERE municipality_code = ''"))
    for cell in figure.cells:
        if settled(careless, "young-people-in-care", cell.period):
            assert cell.value.number == pytest.approx(true[cell.period], rel=doubt(figure.passport)), cell.period


@pytest.mark.parametrize("name", FLOWS)
def test_flows_over_the_settled_months(careless: TrueRegion, name: str):
    figure = careless.figure("flow")
    true = dict(careless.truth(f"SELECT month, {FLOWS[name]} FROM {{flows}} WHERE municipality_code = ''"))
    months = [cell for cell in figure.cells if cell.series == name and settled(careless, "flow", cell.period)]
    told = sum(cell.value.number or 0 for cell in months)
    assert told == pytest.approx(sum(true[cell.period] for cell in months), rel=doubt(figure.passport))


@pytest.mark.parametrize(("name", "kind"), [("decision_time", "decision"), ("assignment_to_start", "start")])
def test_waits_over_the_settled_months(careless: TrueRegion, name: str, kind: str):
    figure = careless.figure("waiting")
    true = dict(careless.truth(f"SELECT month, count(*) FROM {{waiting}} WHERE kind = '{kind}' GROUP BY month"))
    months = [cell for cell in figure.cells if cell.series == f"{name}_median" and settled(careless, "waiting", cell.period)]
    told = sum(cell.base.number or 0 for cell in months if cell.base)
    assert told == pytest.approx(sum(true[cell.period] for cell in months), rel=doubt(figure.passport))


@pytest.mark.parametrize(("name", "kind"), [("decision_time", "decision"), ("assignment_to_start", "start")])
@pytest.mark.parametrize(("measure", "share"), [("median", 0.5), ("p90", 0.9)])
def test_days_of_waiting_over_the_settled_months(careless: TrueRegion, name: str, kind: str, measure: str, share: float):
    """When that share of the waits is doubted, a told value lies between the true ones of as much less and as much more.

    A month counts few young people, so its own doubt may be larger than that of the whole: nine months in ten must hold.
    """
    figure = careless.figure("waiting")
    margin = doubt(figure.passport)
    rows = careless.truth(f"SELECT month, list(days) FROM {{waiting}} WHERE kind = '{kind}' GROUP BY month")
    true = {month: sorted(days) for month, days in rows}
    cells = [cell for cell in figure.cells if cell.series == f"{name}_{measure}" and settled(careless, "waiting", cell.period)]
    held = [between(true[one.period], share, margin, one.value.number) for one in cells if one.value.number is not None]
    assert len(held) > 12
    assert sum(held) / len(held) >= 0.9


def between(days: list[int], share: float, margin: float, told: float) -> bool:
    """Tell whether a number lies between the quantiles around the share; between two values, either will do."""
    place = share * (len(days) - 1)
    low, high = place - margin * len(days), place + margin * len(days)
    return days[max(0, math.floor(low))] <= told <= days[min(len(days) - 1, math.ceil(high))]


def test_trajectories_that_differ(careless: TrueRegion):
    """Of the trajectories that are settled, no larger share differs than the passport of the figure made of them says."""
    until = add_months(careless.settings.present.replace(day=1), -3)
    shared = "provider_code, care_form, started_on, delivered_until"
    ended = f"delivered_until >= DATE '{careless.settings.first_month}' AND delivered_until < DATE '{until}'"
    told = set(careless.ledger(f"SELECT youth_id, {shared} FROM trajectory WHERE {ended}"))
    true = {
        (careless.youth_id(bsn), *rest)
        for bsn, *rest in careless.truth(f"SELECT bsn, {shared} FROM {{trajectories}} WHERE {ended}")
    }
    assert len(true - told) / len(true) <= doubt(careless.figure("flow").passport)
