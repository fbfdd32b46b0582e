"""When a figure is said to have moved, and how often that is said of one that has not."""

from datetime import date

import numpy as np
import pytest

from regiewijzer.indicators.change_detection import (
    RISK,
    Direction,
    Observed,
    can_be_told,
    changes_of,
    reference_of,
    signal_of,
    threshold,
)

MONTHS = [date(2022 + number // 12, number % 12 + 1, 1) for number in range(60)]
REFERENCE = 24


def course(counts, over=None) -> list[Observed]:
    sizes = over if over is not None else [1.0] * len(counts)
    return [Observed(*one) for one in zip(MONTHS, map(float, counts), map(float, sizes), strict=False)]


def test_a_lasting_rise_is_seen_with_the_month_it_began():
    found = signal_of(course([100] * 30 + [140] * 12), reference_periods=REFERENCE)
    assert found is not None
    assert (found.direction, found.began) == (Direction.UP, MONTHS[30])
    assert found.period <= MONTHS[32]
    assert found.ratio == pytest.approx(1.4, abs=0.01)


def test_a_lasting_fall_is_seen_too():
    found = signal_of(course([100] * 30 + [70] * 12), reference_periods=REFERENCE)
    assert found is not None
    assert (found.direction, found.ratio) == (Direction.DOWN, pytest.approx(0.7, abs=0.01))


def test_a_number_that_grows_with_its_denominator_is_no_change():
    sizes = [1000] * 30 + [1500] * 12
    assert signal_of(course([size / 10 for size in sizes], sizes), reference_periods=REFERENCE) is None
    assert signal_of(course([size / 10 for size in sizes]), reference_periods=REFERENCE) is not None


def test_the_same_movement_takes_a_small_municipality_longer():
    large = signal_of(course([200] * 24 + [280] * 36), reference_periods=REFERENCE)
    small = signal_of(course([10] * 24 + [14] * 36), reference_periods=REFERENCE)
    assert large is not None
    assert small is not None
    assert large.period < small.period


def test_who_always_moved_much_needs_a_larger_movement():
    steady, restless = [100] * 24, [60, 140] * 12
    rise = [130] * 8
    assert signal_of(course(steady + rise), reference_periods=REFERENCE) is not None
    assert signal_of(course(restless + rise), reference_periods=REFERENCE) is None


@pytest.mark.parametrize("counts", [[100] * 8, [0.1] * 60, [0] * 60, []])
def test_of_too_little_nothing_is_told(counts):
    assert reference_of(course(counts)[:REFERENCE]) is None
    assert signal_of(course(counts), reference_periods=REFERENCE) is None


def test_more_periods_ask_a_higher_sum():
    assert threshold(60) > threshold(12) > threshold(12, risk=0.5)


@pytest.mark.parametrize("mean", [3, 20, 200])
def test_false_alarms_stay_within_the_risk(mean):
    """A thousand courses that never change, with a denominator that moves: how many are said to have."""
    chance = np.random.default_rng(7)
    alarms = 0
    for _ in range(1_000):
        sizes = chance.uniform(0.8, 1.2, 60) * 1000
        alarms += signal_of(course(chance.poisson(mean * sizes / 1000), sizes), reference_periods=REFERENCE) is not None
    assert alarms <= 1_000 * RISK


def test_what_changes_is_mostly_seen():
    """The other side of the risk: of a thousand rises by four tenths, on twenty a month, most are seen within a year."""
    chance = np.random.default_rng(7)
    seen = 0
    for _ in range(1_000):
        counts = np.concatenate([chance.poisson(20, REFERENCE), chance.poisson(28, 12)])
        seen += signal_of(course(counts), reference_periods=REFERENCE) is not None
    assert seen > 800


def test_after_a_change_its_level_is_the_course_so_that_a_return_is_seen_too():
    found = changes_of(course([100] * 24 + [150] * 18 + [100] * 12), reference_periods=REFERENCE)
    assert [(one.direction, one.began) for one in found] == [(Direction.UP, MONTHS[24]), (Direction.DOWN, MONTHS[42])]
    assert changes_of(course([100] * 60), reference_periods=REFERENCE) == ()


@pytest.mark.parametrize("mean", [3, 20, 200])
def test_after_a_change_false_alarms_stay_within_the_risk(mean):
    """Six hundred courses that change once: how many are said to have changed again."""
    chance = np.random.default_rng(7)
    again = 0
    for _ in range(600):
        counts = np.concatenate([chance.poisson(mean, REFERENCE), chance.poisson(mean * 1.5, 36)])
        again += len(changes_of(course(counts), reference_periods=REFERENCE)) > 1
    assert again <= 600 * RISK


def test_whether_a_change_could_be_seen_at_all_is_told():
    assert can_be_told(course([100] * 25), reference_periods=REFERENCE)
    assert not can_be_told(course([100] * 24), reference_periods=REFERENCE)
    assert not can_be_told(course([0.1] * 60), reference_periods=REFERENCE)


def test_who_follows_for_five_years_seldom_hears_a_false_alarm():
    """Lines that never change, looked at each quarter over the newest 57 months: how many give one of that year."""
    chance = np.random.default_rng(3)
    months = [date(2015 + number // 12, number % 12 + 1, 1) for number in range(117)]
    alarms = 0
    for counts in chance.poisson(20, (60, 117)):
        line = [Observed(month, float(count)) for month, count in zip(months, counts, strict=True)]
        windows = ((line[end - 57 : end], months[end - 13]) for end in range(57, 118, 3))
        alarms += any(one.period > old for seen, old in windows for one in changes_of(seen, reference_periods=REFERENCE))
    assert alarms <= 60 * 0.3
