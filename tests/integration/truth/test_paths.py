"""What the indicators of care paths say of a clean region equals what plain Python says of the true trajectories."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from statistics import mean, median
from typing import NamedTuple

import pytest

from regiewijzer.vocabulary.periods import add_months, first_of_month, next_month
from tests.support.true_region import TrueRegion

RESIDENCE, FAMILY = ("11", "12", "13", "14"), ("11", "12")
WEIGHT = {"01": 1, "02": 2, "04": 2, "03": 3, "11": 4, "12": 5, "14": 6, "13": 7}
DAY = timedelta(1)


class Course(NamedTuple):
    """A true trajectory of a youth."""

    person: int
    provider: str
    form: str
    started_on: date
    until: date | None
    reason: str | None

    @property
    def month_of_end(self) -> date:
        assert self.until is not None
        return first_of_month(self.until - DAY)


Values = dict[date, float]
Ask = Callable[[Course], tuple[date, float] | None]


@pytest.fixture(scope="session")
def courses(clean: TrueRegion) -> list[Course]:
    rows = clean.truth("SELECT person, provider_code, care_form, started_on, delivered_until, end_reason FROM {trajectories}")
    assert len(rows) > 500
    return [Course(*row) for row in rows]


@pytest.fixture(scope="session")
def others(courses: list[Course]) -> dict[Course, list[Course]]:
    """Return for each trajectory the other ones of the same youth."""
    of_person = defaultdict(list)
    for one in courses:
        of_person[one.person].append(one)
    return {one: [other for other in of_person[one.person] if other is not one] for one in courses}


def told(region: TrueRegion, indicator: str, series: str) -> Values:
    """Return the values of a series in months of which something can be said."""
    return {month: value for (name, month), value in region.cells(indicator).items() if name == series and value is not None}


def monthly(asked: Iterable[tuple[date, float] | None], take: Callable[[list[float]], float]) -> Values:
    found = defaultdict(list)
    for pair in asked:
        if pair:
            found[pair[0]].append(pair[1])
    return {month: take(values) for month, values in found.items()}


def quarter(month: date) -> date:
    return date(month.year, month.month - (month.month - 1) % 3, 1)


def same(region: TrueRegion, indicator: str, series: str, true: Values, *, at_least: int = 5) -> None:
    """Compare every period that is told, and see that there are enough of them."""
    found = told(region, indicator, series)
    assert len(found) >= at_least
    assert found == pytest.approx({month: true.get(month, 0) for month in found})


def cared_until(one: Course, others: Iterable[Course]) -> date | None:
    """Return until when care before the start reached, at most the start itself; None when there was none."""
    reached = [min(other.until or one.started_on, one.started_on) for other in others if other.started_on < one.started_on]
    return max(reached, default=None)


def cared_from(one: Course, others: Iterable[Course]) -> date | None:
    """Return from when there is care after the end, at least the end itself; None when there is none."""
    assert one.until is not None
    later = [max(other.started_on, one.until) for other in others if other.until is None or other.until > one.until]
    return min(later, default=None)


def test_duration_of_what_ended(clean, courses):
    ends = ((one.month_of_end, (one.until - one.started_on).days) for one in courses if one.until)
    same(clean, "trajectory-duration", "duration_median", monthly(ends, median))


@pytest.mark.parametrize(("series", "months"), [("within_6_months", 6), ("within_12_months", 12)])
def test_duration_of_what_started(clean, courses, series, months):
    def ended(one: Course) -> tuple[date, float]:
        term = add_days_of_months(one.started_on, months)
        return first_of_month(one.started_on), one.until is not None and one.until <= term

    same(clean, "trajectory-duration-started", series, monthly(map(ended, courses), mean))


def add_days_of_months(day: date, months: int) -> date:
    """Return the same day so many months later, or the last day of a shorter month."""
    first = add_months(first_of_month(day), months)
    return min(first + (day - first_of_month(day)), next_month(first) - DAY)


def on_last_days(region: TrueRegion, courses: Iterable[Course]) -> Iterator[tuple[date, Course]]:
    """Yield each trajectory with every month on whose last day it ran."""
    months = sorted(told(region, "young-people-in-care", "in_care"))
    for one in courses:
        for month in months:
            if one.started_on < next_month(month) and (one.until is None or one.until >= next_month(month)):
                yield month, one


def test_time_in_care(clean, courses):
    elapsed = ((month, (next_month(month) - one.started_on).days) for month, one in on_last_days(clean, courses))
    same(clean, "time-in-care", "elapsed_median", monthly(elapsed, median))


def test_residence(clean, courses):
    living = [(month, one) for month, one in on_last_days(clean, courses) if one.form in RESIDENCE]
    youths = Counter(month for month, _ in {(month, one.person) for month, one in living})
    same(clean, "residential-care", "in_residence", dict(youths))
    in_family = monthly(((month, one.form in FAMILY) for month, one in living), mean)
    same(clean, "family-like-care", "in_family", in_family)


def test_ended_as_planned(clean, courses):
    ends = ((one.month_of_end, one.reason == "31") for one in courses if one.reason in ("31", "32", "33", "34"))
    same(clean, "ended-as-planned", "as_planned", monthly(ends, mean))


@pytest.mark.parametrize(("series", "days"), [("returned_in_five_years", 1826), ("returned_in_a_year", 365)])
def test_repeated_use(clean, others, series, days):
    def returned(one: Course) -> tuple[date, float]:
        before = cared_until(one, others[one])
        gap = None if before is None else (one.started_on - before).days
        return first_of_month(one.started_on), gap is not None and 1 <= gap <= days

    same(clean, "return-to-care", series, monthly(map(returned, others), mean))


def test_back_after_an_end_as_planned(clean, others):
    def again(one: Course) -> tuple[date, float] | None:
        if one.reason != "31" or one.until is None:
            return None
        after = cared_from(one, others[one])
        gap = None if after is None else (after - one.until).days
        return None if gap is not None and gap < 28 else (one.month_of_end, gap is not None and gap <= 365)

    same(clean, "return-to-care", "again_after_plan", monthly(map(again, others), mean))


def later_weights(one: Course, others: Iterable[Course]) -> list[int]:
    assert one.until is not None
    first, last = one.until - timedelta(28), add_days_of_months(one.until, 12)
    return [
        WEIGHT[other.form]
        for other in others
        if other.form in WEIGHT and other.started_on > one.started_on and first <= other.started_on <= last
    ]


@pytest.mark.parametrize(
    ("series", "counts"),
    [
        ("heavier", lambda own, later: max(later, default=0) > own),
        ("only_lighter", lambda own, later: 0 < max(later, default=0) < own),
    ],
)
def test_heavier_or_lighter_afterwards(clean, others, series, counts):
    def weighed(one: Course) -> tuple[date, float] | None:
        if one.until is None or one.form not in WEIGHT:
            return None
        return quarter(one.month_of_end), counts(WEIGHT[one.form], later_weights(one, others[one]))

    # A year has to pass after a quarter, and the region is a year and a half.
    same(clean, "heavier-care", series, monthly(map(weighed, others), mean), at_least=1)


def direction(one: Course, others: Iterable[Course]) -> str:
    after = cared_from(one, others)
    assert one.until is not None
    if (after is not None and (after - one.until).days < 28) or one.reason == "38":
        return "other_youth_care"
    by_reason = {"39": "other_domain", "31": "done_as_planned", **dict.fromkeys(("32", "33", "34"), "stopped_early")}
    return by_reason.get(one.reason or "", "otherwise")


@pytest.mark.parametrize("series", ["done_as_planned", "stopped_early", "other_youth_care", "other_domain", "otherwise"])
def test_direction_of_outflow(clean, others, series):
    ends = ((one.month_of_end, direction(one, others[one]) == series) for one in others if one.until)
    same(clean, "outflow-direction", series, monthly(ends, mean))


def test_moving_on_to_outpatient_help(clean, others):
    found = set()
    for one in others:
        later = [other for other in others[one] if one.until and other.started_on > one.started_on]
        later = [other for other in later if other.started_on >= one.until - timedelta(28)]
        after = min(later, key=lambda other: (other.started_on, other.form not in RESIDENCE, other.form), default=None)
        if after and after.form in ("01", "02", "04") and after.started_on < one.until + timedelta(28):
            found.add((quarter(one.month_of_end), one.person))
    assert len(found) > 20
    same(clean, "through-flow-direction", "to_outpatient", dict(Counter(month for month, _ in found)), at_least=4)


def test_active_providers(clean, courses):
    """A provider is active in a month in which a true trajectory has a day of care."""
    months = told(clean, "providers", "active")

    def active(month: date) -> int:
        there = [one for one in courses if one.started_on < next_month(month)]
        return len({one.provider for one in there if one.until is None or one.until > month})

    assert months == {month: active(month) for month in months}
