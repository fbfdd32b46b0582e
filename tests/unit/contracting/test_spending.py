"""Spending room: parts that add up, when a cap runs out, and what moves it."""

from datetime import date

from regiewijzer.contracting.spending import Cap, MonthEnd, Parts, below, exhaustion, with_more

LEVELS = {0.1: 0.9, 0.5: 1.0, 0.9: 1.1}


def _course(monthly=100, known=6):
    """A year of so much a month; months that are over are known."""
    told = []
    for number in range(1, 13):
        amount = number * monthly
        quantiles = {level: round(known * monthly + (amount - known * monthly) * share) for level, share in LEVELS.items()}
        told.append(MonthEnd(date(2026, number, 1), amount, quantiles if number > known else {}))
    return told


def test_parts_share_nothing_and_add_up():
    parts = Parts(approved=500, open=60, delivered=40, committed=300, new=100)
    assert (parts.used, parts.bound, parts.expected) == (560, 900, 1000)
    assert parts + Parts(new=5) == Parts(500, 60, 40, 300, 105)


def test_a_cap_runs_out_on_a_day_within_its_month_with_an_earlier_and_a_later_one():
    told = exhaustion(_course(), 1050)
    assert told.expected == date(2026, 11, 16)
    assert told.earliest == date(2026, 11, 3)  # with a tenth more from July on: 1040 after October, 1150 after November
    assert told.latest == date(2026, 12, 1)  # with a tenth less: 1050 after November
    assert told.earliest < told.expected < told.latest
    assert told.chance == 0.9


def test_a_cap_that_holds_does_not_run_out():
    told = exhaustion(_course(), 1190)
    assert (told.expected is not None, told.latest) == (True, None)
    enough = exhaustion(_course(), 1300)
    assert (enough.expected, enough.earliest, enough.latest) == (None, None, None)
    assert round(enough.chance, 3) == 0.1, "no surer than the outer quantile"


def test_a_cap_that_ran_out_before_is_known_without_doubt():
    told = exhaustion(_course(), 250)
    assert told.expected == told.earliest == told.latest == date(2026, 3, 16)


def test_without_an_interval_there_is_no_chance():
    told = exhaustion([MonthEnd(date(2026, 1, 1), 100, {}), MonthEnd(date(2026, 2, 1), 300, {})], 200)
    assert (told.expected, told.earliest, told.chance) == (date(2026, 2, 15), None, None)
    assert exhaustion([], 5).chance is None


def test_a_correction_downwards_does_not_make_a_second_date():
    course = [MonthEnd(date(2026, month, 1), amount, {}) for month, amount in ((1, 100), (2, 60), (3, 140))]
    assert exhaustion(course, 120).expected == date(2026, 3, 16)


def test_chances_lie_straight_between_the_quantiles():
    points = {0.1: 100, 0.5: 200, 0.9: 400}
    told = [round(below(amount, points), 9) for amount in (50, 100, 150, 200, 300, 500)]
    assert told == [0.1, 0.1, 0.3, 0.5, 0.7, 0.9]


def test_more_care_moves_what_is_left_of_the_year_and_its_intervals():
    parts, moved = with_more(Parts(new=100), _course(), 120, date(2026, 7, 1))
    assert parts.new == 220
    assert [one.expected for one in moved[5:8]] == [600, 720, 840]
    assert moved[-1].expected == 1320
    assert exhaustion(moved, 1050).expected < exhaustion(_course(), 1050).expected
    same, unmoved = with_more(Parts(new=100), _course(), 120, date(2027, 1, 1))
    assert (same, unmoved) == (Parts(new=100), _course())


def test_a_cap_is_what_was_agreed_with_its_corrections():
    assert Cap(100, 5, -20).total == 85
