"""What extracts say agrees with the hidden care and money behind the messages."""

from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from regiewijzer.simulation.catalogue import load_catalogue
from regiewijzer.simulation.districts import POSTCODES_FILE
from regiewijzer.simulation.scenario import load_scenario
from regiewijzer.vocabulary.periods import add_months
from tests.support.simulated_extracts import SimulatedExtracts
from tests.support.simulated_region import Simulated

SCENARIO = load_scenario()
LAST = date(2026, 7, 1)  # the last whole quarter of the tiny window
Row = dict[str, Any]


def rows(extracts: SimulatedExtracts, table: str) -> list[Row]:
    return extracts.truth_of(f"extracts/{table}")


def lasts_into(one: Row, first: date, until: date) -> bool:
    return bool(one["started_on"] < until and (one["delivered_until"] is None or one["delivered_until"] > first))


# Care


def test_cbs_care_holds_every_trajectory_of_a_half_year(right: SimulatedExtracts, clean: Simulated) -> None:
    for half_year in (date(2025, 7, 1), date(2026, 1, 1)):
        until = add_months(half_year, 6)
        told = {
            (one["bsn"], one["provider_code"], one["cbs_form"], one["started_on"])
            for one in rows(right, "cbs_care")
            if one["half_year"] == half_year
        }
        true = {
            (one["bsn"], one["provider_code"], one["care_form"], one["started_on"])
            for one in clean.truth("trajectories")
            if one["care_form"] not in ("JB", "JR") and lasts_into(one, half_year, until)
        }
        assert told == true


def test_cbs_care_ends_as_the_messages_do(right: SimulatedExtracts, clean: Simulated) -> None:
    reasons = {"31": "01", "32": "03", "33": "04", "34": "02", "35": "05", "38": "03"}
    ended = {(one["bsn"], one["provider_code"], one["care_form"], one["started_on"]): one for one in clean.truth("trajectories")}
    found = [one for one in rows(right, "cbs_care") if one["stopped_until"]]
    assert len(found) > 50
    for one in found:
        true = ended[one["bsn"], one["provider_code"], one["cbs_form"], one["started_on"]]
        assert one["stopped_until"] == true["delivered_until"]
        assert one["end_reason"] == reasons.get(true["end_reason"], one["end_reason"])


def test_a_first_delivery_to_cbs_is_provisional_and_the_next_corrects_it(wrong: SimulatedExtracts) -> None:
    sizes: dict[tuple[str, date], list[int]] = defaultdict(list)
    for _, batch in wrong.batches:
        if "cbs_care" in batch.tables:
            counts = Counter((one["provider_code"], one["half_year"]) for one in batch.tables["cbs_care"].to_pylist())
            for key, count in counts.items():
                sizes[key].append(count)
    twice = [counts for counts in sizes.values() if len(counts) > 1]
    assert twice
    assert sum(counts[0] for counts in twice) < sum(counts[-1] for counts in twice)


def test_outcome_of_care_is_asked_of_who_ended_and_of_youths_from_twelve(right: SimulatedExtracts) -> None:
    found = rows(right, "cbs_care")
    assert all(one["stopped_until"] for one in found if one["usefulness_parent"] or one["without_help_youth"])
    ended = [one for one in found if one["stopped_until"]]
    assert 0.15 < sum(one["usefulness_parent"] is not None for one in ended) / len(ended) < 0.55


def test_measures_of_protection_cover_protected_trajectories(right: SimulatedExtracts, clean: Simulated) -> None:
    half_year, until = date(2026, 1, 1), date(2026, 7, 1)
    measures = [one for one in rows(right, "cbs_protection") if one["half_year"] == half_year]
    protected = {
        one["bsn"] for one in clean.truth("trajectories") if one["care_form"] == "JB" and lasts_into(one, half_year, until)
    }
    assert {one["bsn"] for one in measures if one["measure"] in ("11", "12", "21", "23")} == protected
    assert {one["measure"] for one in measures} & {"41", "42", "51", "61", "62", "63"}


def test_an_interim_order_is_followed_by_supervision(right: SimulatedExtracts) -> None:
    found = rows(right, "cbs_protection")
    supervised = {(one["bsn"], one["started_on"]) for one in found if one["measure"] == "11"}
    interim = [one for one in found if one["measure"] == "12" and one["stopped_until"]]
    assert all((one["bsn"], one["stopped_until"]) in supervised for one in interim)


# Waiting


def test_application_comes_before_intake_and_intake_before_care(right: SimulatedExtracts) -> None:
    found = right.truth_of("applications")
    assert all(one["applied_on"] <= one["intake_on"] <= one["started_on"] for one in found)
    assert not any(one["crisis"] and (one["intake_on"] - one["applied_on"]).days > 1 for one in found)


def test_waiting_statements_hold_who_waits_and_who_started(right: SimulatedExtracts) -> None:
    month, until = date(2026, 3, 1), date(2026, 4, 1)
    told = Counter(
        (one["provider_code"], one["care_form"], one["applied_on"], one["started_on"])
        for one in rows(right, "waiting_statement")
        if one["month"] == month
    )
    true = Counter(
        (one["provider"], one["form"], one["applied_on"], one["started_on"] if one["started_on"] < until else None)
        for one in right.truth_of("applications")
        if one["form"] not in ("JB", "JR") and one["started_on"] >= month
        if one["started_on"] < until or one["applied_on"] < until
    )
    assert told == true
    assert {one is None for _, _, _, one in told} == {True, False}


def test_waits_in_cbs_deliveries_and_waiting_statements_are_the_same(right: SimulatedExtracts) -> None:
    told = {
        (one["provider_code"], one["started_on"], one["applied_on"])
        for one in rows(right, "waiting_statement")
        if one["started_on"]
    }
    cbs = {
        (one["provider_code"], one["started_on"], one["applied_on"])
        for one in rows(right, "cbs_care")
        if one["applied_on"] and date(2025, 7, 1) <= one["started_on"] < LAST
    }
    assert len(cbs) > 50
    assert cbs <= told


# Counts per quarter


def test_quarterly_counts_are_those_of_the_trajectories(right: SimulatedExtracts, clean: Simulated) -> None:
    until = add_months(LAST, 3)
    care = [one for one in clean.truth("trajectories") if lasts_into(one, LAST, until)]
    active, ended, running = Counter(), Counter(), Counter()
    for one in care:
        key = one["provider_code"], one["care_form"]
        active[key] += 1
        is_over = one["delivered_until"] is not None and one["delivered_until"] <= until
        (ended if is_over else running)[key] += 1

    def told(table: str, value: str, **only: str) -> Counter[tuple[str, str]]:
        counts: Counter[tuple[str, str]] = Counter()
        for one in rows(right, table):
            if one["quarter"] == LAST and all(one[name] == wanted for name, wanted in only.items()):
                counts[one["provider_code"], one["care_form"]] += one[value]
        return counts

    assert told("worker_continuity", "trajectories") == active
    assert told("outcome", "ended", head="goals_reached") == ended
    places = told("capacity", "occupied")
    assert places == Counter({key: count for key, count in running.items() if key[1] not in ("JB", "JR")})


def test_staff_grows_with_production_and_serves_the_young_people_in_care(right: SimulatedExtracts) -> None:
    fte: Counter[str] = Counter()
    served: Counter[str] = Counter()
    for one in rows(right, "workforce"):
        if one["quarter"] == LAST:
            fte[one["provider_code"]] += one["fte"]
            served[one["provider_code"]] += one["caseload"] or 0
    produced: Counter[str] = Counter()
    for one in rows(right, "production_statement"):
        if LAST <= one["month"] < add_months(LAST, 3):
            produced[one["provider_code"]] += one["produced_cents"]
    most, least = produced.most_common()[0][0], produced.most_common()[-1][0]
    assert fte[most] > fte[least]
    assert all(served.values())


def test_experiences_come_from_every_perspective_and_topic(right: SimulatedExtracts) -> None:
    found = rows(right, "experience")
    assert {one["perspective"] for one in found} == {"youth", "parent", "professional", "school", "gp"}
    assert {one["topic"] for one in found} == {"taking_part", "quality", "fitting", "respect", "equal_chances"}
    assert {len(one["reporter_code"]) for one in found} == {4, 8}


def test_absentees_are_counted_once_and_vanish_at_18_for_a_part(right: SimulatedExtracts) -> None:
    absences = right.truth_of("absences")
    told = sum(one["young_people"] for one in rows(right, "school_absentee") if one["quarter"] == LAST)
    until = add_months(LAST, 3)
    true = {one["person"] for one in absences if one["started_on"] < until and one["until"] > LAST and one["lost_on"] >= until}
    assert told == len(true) > 5
    assert any(one["lost_on"] < date(9999, 12, 31) for one in absences)
    assert any(one["never"] for one in absences)


# Money


def test_statements_of_production_are_what_was_delivered(right: SimulatedExtracts, clean: Simulated) -> None:
    told: Counter[tuple[str, str, date]] = Counter()
    for one in rows(right, "production_statement"):
        told[one["provider_code"], one["municipality_code"], one["month"]] += one["produced_cents"]
    true = {
        (one["provider_code"], one["municipality_code"], one["product_month"]): one["cents"]
        for one in clean.truth("delivered")
        if date(2025, 7, 1) <= one["product_month"] < add_months(LAST, 3)
    }
    assert {key: cents for key, cents in told.items() if key[2] >= date(2025, 7, 1)} == true


def test_early_statements_are_too_low(wrong: SimulatedExtracts, careless: Simulated) -> None:
    told = Counter({one["month"]: 0 for one in rows(wrong, "production_statement")})
    for one in rows(wrong, "production_statement"):
        told[one["provider_code"], one["month"]] += one["produced_cents"]
    late = add_months(LAST, 2)
    true = Counter()
    for one in careless.truth("delivered"):
        true[one["provider_code"], one["product_month"]] += one["cents"]
    early = [told[key] / cents for key, cents in true.items() if key[1] == late and told[key]]
    assert early
    assert all(0.6 < share < 1 for share in early)


def test_tariffs_are_those_of_the_claims(right: SimulatedExtracts, clean: Simulated) -> None:
    tariffs = {(one["product_code"], one["valid_from"].year): one["amount_cents"] for one in rows(right, "tariff")}
    lines = [one for one in clean.rows("claim_line") if one["tariff_cents"]]
    assert lines
    assert all(tariffs[one["product_code"], one["period_from"].year] == one["tariff_cents"] for one in lines)


def test_budgets_of_providers_are_too_high(right: SimulatedExtracts, clean: Simulated) -> None:
    budget = sum(one["budget_cents"] for one in rows(right, "provider_budget") if one["year"] == date(2026, 1, 1))
    delivered = [one["cents"] for one in clean.truth("delivered") if one["product_month"].year == 2026]
    assert 1.0 < budget / (sum(delivered) * 12 / 10) < 1.5


def test_claimed_care_is_about_sixty_per_cent_of_the_whole(right: SimulatedExtracts, clean: Simulated) -> None:
    first, until = date(2025, 5, 1), add_months(LAST, 3)
    outside = sum(one["amount_cents"] for one in rows(right, "other_spending") if one["basis"] == "actual")
    claimed = sum(one["cents"] for one in clean.truth("delivered") if first <= one["product_month"] < until)
    assert 0.5 < claimed / (claimed + outside) < 0.7
    categories = {one["category"] for one in rows(right, "other_spending")}
    assert len(categories) == 8


def test_months_without_a_statement_keep_what_was_planned(right: SimulatedExtracts) -> None:
    found = {(one["month"], one["basis"]) for one in rows(right, "other_spending") if one["month"].year == 2026}
    assert {month.month for month, basis in found if basis == "planned"} == {10, 11, 12}
    assert {month.month for month, basis in found if basis == "actual"} == set(range(1, 10))


# Registers


def test_contracts_name_known_lots_and_providers_and_follow_each_other(right: SimulatedExtracts) -> None:
    lots, register = (
        {one[key] for one in rows(right, table)} for table, key in (("lot", "lot_code"), ("provider_register", "provider_code"))
    )
    contracts = rows(right, "contract")
    assert {one["lot_code"] for one in contracts} <= lots
    assert {one["provider_code"] for one in contracts} <= register
    by_party: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for one in contracts:
        by_party[one["provider_code"], one["lot_code"]].append(one)
    for some in by_party.values():
        some.sort(key=lambda one: one["valid_from"])
        assert all(before["valid_until"] <= after["valid_from"] for before, after in pairwise(some))


def test_every_provider_with_care_has_a_contract_or_a_main_contractor(right: SimulatedExtracts, clean: Simulated) -> None:
    delivering = {one["provider_code"] for one in clean.truth("trajectories")}
    contracted = {one["provider_code"] for one in rows(right, "contract")}
    under = {one["provider_code"] for one in rows(right, "provider_register") if one["main_contractor_code"]}
    assert delivering <= contracted | under


def test_products_have_the_form_that_the_catalogue_gives_them(right: SimulatedExtracts) -> None:
    products = load_catalogue(SCENARIO).products
    found = {one["product_code"]: one for one in rows(right, "product")}
    assert {code: one["care_form"] for code, one in found.items()} == {code: one.form for code, one in products.items()}
    assert {one["segment"] for one in found.values()} == {"basic", "common_specialist", "rare_specialist"}
    assert {code for code, one in found.items() if one["frame"] == "forced"} == {"43D13", "47D01", "48D01"}


# Population


def test_population_is_that_of_the_simulation_by_district(right: SimulatedExtracts, clean: Simulated) -> None:
    found = [one for one in rows(right, "population") if one["year"] == date(2026, 1, 1)]
    total = sum(one["people"] for one in found)
    assert total == pytest.approx(1500 / 18 * 23, rel=0.08)
    assert {one["age"] for one in found} == set(range(23))
    codes = set((clean.out / POSTCODES_FILE).read_text("utf-8").replace("\n", ",").split(","))
    assert {one["district_code"] for one in found} <= codes


def test_districts_of_a_merged_municipality_go_to_its_successor(right: SimulatedExtracts) -> None:
    merged = [one for one in rows(right, "district") if one["district_code"].startswith("WK9911")]
    assert {(one["municipality_code"], one["valid_until"]) for one in merged} == {("9911", date(2026, 1, 1)), ("9901", None)}
    people = {one["municipality_code"] for one in rows(right, "population") if one["year"] == date(2026, 1, 1)}
    assert "9911" not in people


def test_what_people_are_like_follows_their_need(right: SimulatedExtracts) -> None:
    shares: dict[str, list[float]] = defaultdict(list)
    for one in rows(right, "population_covariate"):
        shares[one["municipality_code"]].append(float(one["one_parent_share"]))
    mean = {code: sum(some) / len(some) for code, some in shares.items()}
    assert mean["9901"] > mean["9902"]  # access 1.08 against 0.95


def test_nothing_is_delivered_after_the_present_or_before_the_window(right: SimulatedExtracts) -> None:
    days = [one.day for one in right.handed()]
    assert date(2025, 5, 1) <= min(days)
    assert max(days) <= date(2026, 10, 31)
