"""A goal comes nearer, or not: read from the straight path between baseline and target."""

from datetime import date

import pytest

from regiewijzer.definitions.goals_types import Baseline, GoalIndicator, Norm, Target
from regiewijzer.definitions.indicators_types import Direction, Text
from regiewijzer.indicators.progress import ProgressState, expected_value, progress_of, usual_change

JANUARY_24, JANUARY_25 = date(2024, 1, 1), date(2025, 1, 1)
LESS = GoalIndicator("residential-care", baseline=Baseline(JANUARY_24), target=Target(2025, change=-0.2))


def said(link, values, direction=Direction.DOWN):
    return progress_of(link, values, sorted(values), direction)


def months(*numbers):
    return {date(2024 + place // 12, place % 12 + 1, 1): number for place, number in enumerate(numbers)}


def test_the_path_is_straight_and_level_outside_its_ends():
    path = {"start": JANUARY_24, "baseline": 100.0, "end": date(2024, 12, 31), "target": 80.0}
    assert expected_value(JANUARY_24, **path) == 100
    assert expected_value(date(2024, 7, 1), **path) == pytest.approx(90, abs=0.1)
    assert expected_value(JANUARY_25, **path) == 80
    assert expected_value(date(2023, 1, 1), **path) == 100


@pytest.mark.parametrize(
    ("newest", "state"),
    [
        (79.0, ProgressState.REACHED),
        (85.0, ProgressState.ON_COURSE),
        (98.0, ProgressState.BEHIND),
        (104.0, ProgressState.WRONG_WAY),
    ],
)
def test_the_newest_value_is_read_against_the_path(newest, state):
    progress = said(LESS, {JANUARY_24: 100.0, JANUARY_25: newest})
    assert progress.state is state
    assert (progress.baseline, progress.target, progress.change) == (100.0, 80.0, newest - 100.0)


def test_a_difference_within_the_usual_change_says_nothing():
    wavering = months(100.0, 104.0, 99.0, 103.0, 98.0, 102.0, 97.0, 101.0)
    assert usual_change(wavering) == 4.0
    expected = said(LESS, wavering).expected
    assert expected is not None
    assert wavering[date(2024, 8, 1)] - expected > 4.0
    assert said(LESS, wavering).state is ProgressState.BEHIND
    assert said(LESS, wavering | {date(2024, 8, 1): expected + 3.0}).state is ProgressState.ON_COURSE


def test_more_can_be_better():
    more = GoalIndicator("family-like-care", baseline=Baseline(JANUARY_24, 0.5), target=Target(2025, value=0.6))
    assert said(more, {JANUARY_25: 0.62}, Direction.UP).state is ProgressState.REACHED
    assert said(more, {JANUARY_25: 0.4}, Direction.UP).state is ProgressState.WRONG_WAY


def test_nothing_is_said_of_a_period_that_is_hidden():
    assert progress_of(LESS, {JANUARY_24: 100.0}, [JANUARY_24, JANUARY_25], Direction.DOWN).state is ProgressState.NOT_TO_SAY
    assert progress_of(LESS, {}, [], Direction.DOWN).state is ProgressState.NOT_TO_SAY


def test_without_the_value_of_the_baseline_the_state_is_open_and_the_value_stays():
    progress = said(LESS, {JANUARY_25: 80.0})
    assert progress.state is ProgressState.NOT_TO_SAY
    assert progress.value == 80.0


@pytest.mark.parametrize(("value", "within"), [(69.0, True), (70.0, True), (71.0, False)])
def test_a_norm_holds_whatever_the_target(value, within):
    link = GoalIndicator("application-to-start", norm=Norm(70.0, Text("Treeknorm", "Treek norm")))
    progress = said(link, {JANUARY_25: value})
    assert progress.state is ProgressState.NO_TARGET
    assert progress.within_norm is within
    assert said(link, {JANUARY_25: value}, Direction.NEUTRAL).within_norm is None
