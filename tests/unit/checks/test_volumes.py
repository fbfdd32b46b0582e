from datetime import date, timedelta
from random import Random

import pytest

from regiewijzer.checks.run import run_checks
from regiewijzer.checks.volumes import (
    AssignedVolume,
    Frequency,
    hours_claimed,
    largest_in_all,
    largest_in_period,
    product_period,
    weeks_touched,
)
from tests.support.check_world import open_check_world

# The worked case of the standard (IV077): three hours a week from 7 October to 30 December 2025.
HOURS_A_WEEK = AssignedVolume(3, "04", Frequency.PER_WEEK, date(2025, 10, 7), date(2025, 12, 31))


@pytest.mark.parametrize(("month", "weeks", "hours"), [(10, 4, 12), (11, 5, 15), (12, 5, 15)])
def test_hours_a_week_count_every_week_that_the_month_touches(month, weeks, hours):
    period = product_period(HOURS_A_WEEK, date(2025, month, 1))
    assert weeks_touched(*period) == weeks
    assert largest_in_period(HOURS_A_WEEK, *period) == hours


def test_over_the_whole_assignment_a_week_in_two_months_counts_once():
    assert weeks_touched(HOURS_A_WEEK.valid_from, HOURS_A_WEEK.valid_until) == 13
    assert largest_in_all(HOURS_A_WEEK) == 39


@pytest.mark.parametrize(
    ("month", "first", "until"),
    [
        (10, date(2025, 10, 7), date(2025, 11, 1)),
        (11, date(2025, 11, 1), date(2025, 12, 1)),
        (12, date(2025, 12, 1), date(2025, 12, 31)),
    ],
)
def test_a_product_period_is_the_month_within_the_assignment(month, first, until):
    assert product_period(HOURS_A_WEEK, date(2025, month, 15)) == (first, until)


@pytest.mark.parametrize(
    ("last_day", "january", "february"),
    [
        (date(2024, 2, 4), 4, 1),  # a Sunday: Sundays only
        (date(2024, 2, 6), 4, 2),  # a broken week: one more where the last Sunday is
        (date(2024, 2, 2), 5, 0),  # the last Sunday is in January
    ],
)
def test_euros_a_week_count_sundays_and_the_broken_last_week(last_day, january, february):
    euros = AssignedVolume(1, "83", Frequency.PER_WEEK, date(2024, 1, 1), last_day + timedelta(days=1))
    assert largest_in_period(euros, *product_period(euros, date(2024, 1, 1))) == january
    assert largest_in_period(euros, *product_period(euros, date(2024, 2, 1))) == february
    assert largest_in_all(euros) == january + february


def test_a_broken_month_has_the_whole_monthly_volume():
    monthly = AssignedVolume(20, "84", Frequency.PER_MONTH, date(2024, 1, 30), date(2024, 3, 2))
    assert largest_in_period(monthly, *product_period(monthly, date(2024, 1, 1))) == 20
    assert largest_in_all(monthly) == 60


def test_without_end_only_a_total_has_a_maximum():
    assert largest_in_all(AssignedVolume(5, "84", Frequency.PER_MONTH, date(2024, 1, 1), None)) is None
    assert largest_in_all(AssignedVolume(5, "84", Frequency.IN_TOTAL, date(2024, 1, 1), None)) == 5
    assert (
        largest_in_period(AssignedVolume(5, "84", Frequency.IN_TOTAL, date(2024, 1, 1), None), date(2024, 1, 1), date(2024, 2, 1))
        is None
    )


@pytest.mark.parametrize(("minutes", "hours"), [(1, 1), (29, 1), (60, 1), (89, 1), (90, 2), (149, 2), (150, 3)])
def test_minutes_become_hours_half_up_and_at_least_one(minutes, hours):
    assert hours_claimed(minutes) == hours


def random_assignments(count):
    chance = Random(7)
    for _ in range(count):
        first = date(2024, 1, 1) + timedelta(days=chance.randrange(100))
        until = first + timedelta(days=1 + chance.randrange(150))
        unit = chance.choice(["04", "16", "83", "84"])
        frequency = chance.choice(["1", "2", "4"] if unit != "83" else ["2", "4"])
        yield AssignedVolume(chance.randrange(1, 50), unit, Frequency(frequency), first, until)


def as_world(assignments, claimed):
    """One assignment each, with one line per month that claims far too much in `claimed` months."""
    versions = ["message_id | assignment_number | valid_from | valid_until | volume | unit | frequency"]
    lines = ["message_id | row_no | assignment_number | period_from | period_until | volume | unit"]
    for number, one in enumerate(assignments, 1):
        versions.append(
            f"t{number} | {number} | {one.valid_from} | {one.valid_until} | {one.volume} | {one.unit} | {one.frequency}"
        )
        for first, until, volume in claimed(one):
            lines.append(f"c{number} | {len(lines)} | {number} | {first} | {until} | {volume} | {one.unit}")
    return {"assignment_version": "\n".join(versions), "claim_line": "\n".join(lines)}


def found_limits(world, code):
    with open_check_world(world) as connection:
        findings = run_checks(connection, codes=[code]).findings
    return sorted((finding.message_id, finding.value.split(" > ")[1]) for finding in findings)


def months_of(one):
    month = one.valid_from
    while month < one.valid_until:
        yield product_period(one, month)
        month = product_period(one, month)[1]


def test_the_query_per_period_says_what_counting_days_says():
    assignments = list(random_assignments(150))
    world = as_world(assignments, lambda one: [(first, until, 99_999) for first, until in months_of(one)])
    expected = [
        (f"c{number}", str(largest_in_period(one, first, until)))
        for number, one in enumerate(assignments, 1)
        for first, until in months_of(one)
    ]
    assert found_limits(world, "TR321") == sorted(expected)


def test_the_query_over_the_whole_says_what_counting_days_says():
    assignments = list(random_assignments(150))
    world = as_world(assignments, lambda one: [(*product_period(one, one.valid_from), 99_999)])
    minutes = {"04": 60}
    expected = [(f"c{number}", str(minutes.get(one.unit, 1) * largest_in_all(one))) for number, one in enumerate(assignments, 1)]
    assert found_limits(world, "TR322") == sorted(expected)
