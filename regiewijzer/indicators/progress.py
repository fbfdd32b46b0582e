"""Whether a goal comes nearer: the newest settled value against the straight path from baseline to target.

A straight path is a way of reading, not a forecast. What differs from it by less than the usual change from one period to
the next says nothing, and is called on course.
"""

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise

from regiewijzer.definitions.goals_types import Baseline, GoalIndicator, Target
from regiewijzer.definitions.indicators_types import Direction

Values = Mapping[date, float]  # period -> shown value; what is hidden or unknown is not in it
FEWEST_CHANGES = 6


class ProgressState(StrEnum):
    """What may be said of a goal's indicator."""

    REACHED = "reached"
    ON_COURSE = "on_course"
    BEHIND = "behind"
    WRONG_WAY = "wrong_way"
    NO_TARGET = "no_target"
    NOT_TO_SAY = "not_to_say"  # hidden, unknown, or no value of the baseline


@dataclass(frozen=True, slots=True)
class Progress:
    """The state with the numbers it was read from; `expected` is where the path stands in `period`.

    `change` is the newest value against that of a year earlier, None when either cannot be shown. `within_norm` is None
    without a norm.
    """

    state: ProgressState
    period: date | None = None
    value: float | None = None
    baseline: float | None = None
    expected: float | None = None
    target: float | None = None
    change: float | None = None
    within_norm: bool | None = None


def usual_change(values: Values) -> float:
    """Return the median of the absolute changes from one shown period to the next; 0 when there are too few to know."""
    ordered = [values[period] for period in sorted(values)]
    changes = [abs(after - before) for before, after in pairwise(ordered)]
    return statistics.median(changes) if len(changes) >= FEWEST_CHANGES else 0.0


def baseline_value(baseline: Baseline, values: Values) -> float | None:
    """Return the value to start from: as it was set, else that of the figure in the period."""
    return baseline.value if baseline.value is not None else values.get(baseline.period)


def target_value(target: Target, baseline: float) -> float:
    """Return the value to reach."""
    return target.value if target.value is not None else baseline * (1 + (target.change or 0.0))


def expected_value(period: date, *, start: date, baseline: float, end: date, target: float) -> float:
    """Return where the straight path stands in a period; it is level before its start and after its end."""
    passed = (period - start).days / max(1, (end - start).days)
    return baseline + (target - baseline) * min(1.0, max(0.0, passed))


def _state(value: float, *, baseline: float, expected: float, target: float, tolerance: float) -> ProgressState:
    way = 1.0 if target >= baseline else -1.0
    if way * (value - target) >= 0:
        return ProgressState.REACHED
    if way * (value - expected) >= -tolerance:
        return ProgressState.ON_COURSE
    if way * (value - baseline) < -tolerance:
        return ProgressState.WRONG_WAY
    return ProgressState.BEHIND


def _within_norm(value: float, link: GoalIndicator, direction: Direction) -> bool | None:
    if link.norm is None or direction is Direction.NEUTRAL:
        return None
    return value >= link.norm.value if direction is Direction.UP else value <= link.norm.value


def progress_of(link: GoalIndicator, values: Values, settled: Sequence[date], direction: Direction) -> Progress:
    """Return how far an indicator of a goal is. `settled` are the periods that hardly change any more, oldest first."""
    period = next((one for one in reversed(settled) if one in values), None)
    if period is None or (settled and period != settled[-1]):
        return Progress(ProgressState.NOT_TO_SAY)
    value = values[period]
    year_before = values.get(period.replace(year=period.year - 1))
    known = Progress(
        ProgressState.NO_TARGET,
        period,
        value,
        change=None if year_before is None else value - year_before,
        within_norm=_within_norm(value, link, direction),
    )
    if link.target is None or link.baseline is None:
        return known
    baseline = baseline_value(link.baseline, values)
    if baseline is None:
        return replace(known, state=ProgressState.NOT_TO_SAY)
    target = target_value(link.target, baseline)
    end = date(link.target.year, 12, 1)
    expected = expected_value(period, start=link.baseline.period, baseline=baseline, end=end, target=target)
    state = _state(value, baseline=baseline, expected=expected, target=target, tolerance=usual_change(values))
    return replace(known, state=state, baseline=baseline, expected=expected, target=target)
