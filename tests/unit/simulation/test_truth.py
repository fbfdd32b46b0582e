"""The definitions of the truth in small worlds, and a plain replay of clean messages that must arrive at the same truth."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from regiewijzer.simulation.truth import Spell, flows, is_inflow, is_outflow, trajectories, waits_to_start
from tests.support.simulated_region import Simulated

PRESENT = date(2024, 12, 31)


def _spell(first: date, until: date | None, **other: Any) -> Spell:
    values = {
        "person": 1,
        "municipality": "9901",
        "provider": "P",
        "care_form": "02",
        "product_category": "45",
        "product_code": "45D02",
    }
    values |= {"assignment_id": "9901-1", "assigned_on": first - timedelta(10)}
    values |= {"reason": None if until is None else "31"}
    return Spell(**{**values, "started_on": first, "until": until, **other})


def test_a_gap_of_28_days_links_and_of_29_does_not() -> None:
    first = _spell(date(2024, 1, 1), date(2024, 2, 1))
    assert len(trajectories([first, _spell(date(2024, 2, 29), None)])) == 1
    assert len(trajectories([first, _spell(date(2024, 3, 1), None)])) == 2


def test_another_number_or_municipality_is_no_new_trajectory() -> None:
    before = _spell(date(2024, 1, 1), date(2024, 7, 1), reason="35")
    after = _spell(date(2024, 7, 1), None, municipality="9902", assignment_id="9902-7")
    (one,) = trajectories([after, before])
    assert (one.started_on, one.until) == (date(2024, 1, 1), None)


def test_a_last_stop_that_ends_nothing_leaves_the_trajectory_running() -> None:
    (one,) = trajectories([_spell(date(2024, 1, 1), date(2025, 1, 1), reason="36")])
    assert (one.until, one.reason) == (None, None)


def test_another_provider_within_28_days_is_through_flow() -> None:
    spells = [_spell(date(2024, 1, 10), date(2024, 3, 1), reason="38"), _spell(date(2024, 3, 20), None, provider="Q")]
    by_month = {
        row.month.month: row for row in flows(trajectories(spells), ["9901"], date(2024, 1, 1), PRESENT) if not row.municipality
    }
    assert [(by_month[month].inflow, by_month[month].through, by_month[month].outflow) for month in (1, 2, 3)] == [
        (1, 0, 0),
        (0, 0, 0),
        (0, 1, 0),
    ]


def test_care_at_another_provider_blocks_in_and_outflow() -> None:
    long, short = trajectories([_spell(date(2024, 1, 1), None), _spell(date(2024, 3, 1), date(2024, 4, 1), provider="Q")])
    assert not is_inflow(short, [long, short])
    assert not is_outflow(short, [long, short])


def test_the_last_28_days_cannot_be_decided() -> None:
    rows = flows(trajectories([_spell(date(2024, 1, 1), None)]), [], date(2024, 10, 1), PRESENT)
    assert [row.decidable for row in rows] == [True, True, False]


def test_care_before_the_decision_waited_no_days() -> None:
    (wait,) = waits_to_start(trajectories([_spell(date(2024, 1, 1), None, assigned_on=date(2024, 1, 9))]))
    assert wait.days == 0


def _replayed(world: Simulated) -> set[tuple[Any, ...]]:
    """Return (bsn, municipality, provider, number, start, until) as the starts and stops say, removed ones left out."""
    starts, stops = {}, defaultdict(dict)
    for row in sorted(world.rows("care_start"), key=lambda row: row["dated_on"]):
        key = (row["bsn"], row["municipality_code"], row["provider_code"], row["assignment_id"], row["started_on"])
        starts[key] = row["delivery_status"] == "1"
    for row in sorted(world.rows("care_stop"), key=lambda row: row["dated_on"]):
        key = (row["bsn"], row["municipality_code"], row["provider_code"], row["assignment_id"], row["started_on"])
        stops[key][row["delivered_until"], row["end_reason"]] = row["delivery_status"] == "1"
    last = {key: max((stop for stop, valid in found.items() if valid), default=(None, None)) for key, found in stops.items()}
    return {(*key, last.get(key, (None, None))[0]) for key, valid in starts.items() if valid}


def test_clean_messages_say_what_is_true_of_every_spell(clean: Simulated) -> None:
    true = {
        (
            row["bsn"],
            row["municipality_code"],
            row["provider_code"],
            row["assignment_id"],
            row["started_on"],
            row["delivered_until"],
        )
        for row in clean.truth("spells")
    }
    assert len(true) > 300
    assert _replayed(clean) == true


def test_clean_claims_add_up_to_the_accounts(clean: Simulated) -> None:
    said: dict[tuple[Any, ...], int] = defaultdict(int)
    for row in clean.rows("claim_line"):
        said[row["provider_code"], row["municipality_code"], row["claim_month"], row["period_from"].replace(day=1)] += row[
            "amount_cents"
        ]
    true: dict[tuple[Any, ...], int] = defaultdict(int)
    for row in clean.truth("claims"):
        true[row["provider_code"], row["municipality_code"], row["claim_month"], row["product_month"]] += row["submitted_cents"]
        assert row["submitted_cents"] == row["approved_cents"] + row["rejected_cents"] + row["open_cents"]
    assert said == true


def test_clean_decisions_take_as_long_as_is_true(clean: Simulated) -> None:
    asked = {row["reference"]: row["dated_on"] for row in clean.rows("assignment_request") if row["line_kind"] == "new"}
    decided = {row["reference"]: row["dated_on"] for row in clean.rows("request_answer") if row["answer"] == "1"}
    for row in clean.rows("assignment"):
        if row["reference"] in asked:
            day = row["assigned_at"].date()
            decided[row["reference"]] = min(day, decided.get(row["reference"], day))
    said = {(key, (day - asked[key]).days) for key, day in decided.items()}
    true = {(row["key"], row["days"]) for row in clean.truth("waiting") if row["kind"] == "decision"}
    assert len(true) > 50
    assert said == true


def test_generic_assignments_name_no_product_and_their_claims_do(clean: Simulated) -> None:
    generic = {row["assignment_id"] for row in clean.rows("assignment") if row["product_category"] is None}
    assert generic
    assert {row["product_code"] for row in clean.rows("claim_line") if row["assignment_id"] in generic} == {"45D02"}


def test_task_based_starts_lack_a_number_and_are_never_claimed(clean: Simulated) -> None:
    starts = clean.rows("care_start")
    providers = {row["provider_code"] for row in starts if row["assignment_number"] is None}
    assert providers
    assert not providers & {row["provider_code"] for row in clean.rows("claim")}
