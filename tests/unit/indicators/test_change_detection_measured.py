"""When something measured is said to have moved: medians, means, quotients and amounts; and how often that is a false alarm."""

from datetime import date

import numpy as np
import pytest

from regiewijzer.indicators.change_detection import RISK, Direction
from regiewijzer.indicators.change_detection_measured import (
    Measured,
    measured_can_be_told,
    measured_changes_of,
    measured_signal_of,
    reference_of,
)

MONTHS = [date(2022 + number // 12, number % 12 + 1, 1) for number in range(60)]
REFERENCE = 24


def course(values, step=0.0) -> list[Measured]:
    return [Measured(month, float(value), step) for month, value in zip(MONTHS, values, strict=False)]


def signal(values, step=0.0):
    return measured_signal_of(course(values, step), reference_periods=REFERENCE)


def alike(chance, resemblance: float, spread: float) -> np.ndarray:
    """Return a course that never changes, of which every period resembles the one before."""
    shocks = chance.normal(0, spread * np.sqrt(1 - resemblance**2), 60)
    off = [chance.normal(0, spread)]
    for shock in shocks[1:]:
        off.append(resemblance * off[-1] + shock)
    return 40 * np.exp(off)


def test_a_lasting_rise_is_seen_with_the_month_it_began_and_how_large_it_is():
    found = signal([40] * 30 + [56] * 12)
    assert found is not None
    assert (found.direction, found.began) == (Direction.UP, MONTHS[30])
    assert found.ratio == pytest.approx(1.4)


def test_a_lasting_fall_is_seen_too():
    found = signal([40] * 30 + [28] * 12)
    assert found is not None
    assert (found.direction, found.ratio) == (Direction.DOWN, pytest.approx(0.7))


@pytest.mark.parametrize("months", [1, 2])
def test_what_lasts_a_month_or_two_is_no_change_however_large(months):
    assert signal([40] * 30 + [400] * months + [40] * 12) is None


def test_who_always_moved_much_needs_a_larger_movement():
    rise = [52] * 8
    assert signal([40] * 24 + rise) is not None
    assert signal([24, 56] * 12 + rise) is None


def test_one_step_of_the_rounding_is_no_change():
    """Three days that become four: a third more, and perhaps 3.4 that became 3.6."""
    assert signal([3] * 24 + [4] * 8, step=1.0) is None
    assert signal([3] * 24 + [4] * 8) is not None


@pytest.mark.parametrize("values", [[40] * 11, [0] * 60, [-5] * 60, []])
def test_of_too_little_or_of_nothing_above_nought_nothing_is_told(values):
    assert reference_of(course(values)[:REFERENCE]) is None
    assert signal(values) is None
    assert not measured_can_be_told(course(values), reference_periods=REFERENCE)


@pytest.mark.parametrize("spread", [0.02, 0.1, 0.3])
@pytest.mark.parametrize(("resemblance", "risk"), [(0.0, RISK), (0.3, 2 * RISK)])
def test_false_alarms_stay_within_the_risk(spread, resemblance, risk):
    """Four hundred courses that never change, also such in which a month resembles the one before."""
    chance = np.random.default_rng(11)
    assert sum(signal(alike(chance, resemblance, spread)) is not None for _ in range(400)) <= 400 * risk


def test_seasons_and_outliers_give_no_false_alarms_either():
    chance = np.random.default_rng(5)
    season = 1 + 0.15 * np.sin(np.arange(60) * np.pi / 6)
    assert sum(signal(40 * season * (1 + chance.normal(0, 0.05, 60))) is not None for _ in range(200)) <= 200 * RISK
    assert sum(signal(40 * (1 + 0.1 * chance.standard_t(5, 60))) is not None for _ in range(200)) <= 200 * RISK


def test_what_changes_is_mostly_seen():
    """The other side of the risk: rises by four tenths, on a number that moves a tenth by chance."""
    chance = np.random.default_rng(7)
    risen = np.where(np.arange(60) < 36, 1.0, 1.4)
    assert sum(signal((alike(chance, 0.0, 0.1) * risen)[:48]) is not None for _ in range(200)) > 180


def test_after_a_change_its_level_is_the_course_so_that_a_return_is_seen_too():
    found = measured_changes_of(course([40] * 24 + [60] * 18 + [40] * 12), reference_periods=REFERENCE)
    assert [(one.direction, one.began) for one in found] == [(Direction.UP, MONTHS[24]), (Direction.DOWN, MONTHS[42])]
    assert measured_changes_of(course([40] * 60), reference_periods=REFERENCE) == ()
