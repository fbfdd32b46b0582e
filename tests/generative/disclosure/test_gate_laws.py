"""Law 4: no small number leaves, and whoever reads a published number cannot tell one young person more or less."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from regiewijzer.definitions.indicators_series import PER, UNITS
from regiewijzer.definitions.indicators_types import Aggregation, Unit
from regiewijzer.disclosure.gate import MeasuredCell, through_gate
from regiewijzer.disclosure.small_numbers import (
    MINIMUM_COUNT,
    ROUND_CENTS_TO,
    ROUND_TO,
    WHOLE_EURO,
    protect_amount,
    protect_count,
    protect_days,
    protect_rate,
    protect_share,
)
from regiewijzer.figures.scope import Detail
from regiewijzer.figures.values import ValueState

COUNTS = st.integers(0, 5_000)


@st.composite
def measured_cells(draw: st.DrawFn) -> MeasuredCell:
    """Draw a cell about people, of any aggregation and a unit that goes with it, with numbers that can be true together."""
    aggregation = draw(st.sampled_from(Aggregation))
    unit = draw(st.sampled_from(UNITS[aggregation]))
    youths, people = draw(st.integers(0, 60)), draw(st.sampled_from([0, 0, 3, 30]))
    behind = youths + people
    whole = behind + draw(st.integers(0, 20)) if behind else 0
    part = draw(st.integers(0, whole)) if unit is not Unit.CENTS else draw(st.integers(-(10**9), 10**9))
    if unit in (Unit.PER_1000, Unit.PER_10000):
        part, whole = behind, draw(st.integers(behind, 5_000))
    number = _number(draw, aggregation, unit, behind, part, whole)
    state = ValueState.NOT_APPLICABLE if number is None else ValueState.SHOWN
    about = {"people": people, "aggregation": aggregation, "per": PER.get(unit, 1), "state": state}
    largest = draw(st.floats(0, 1))
    return MeasuredCell(date(2024, 1, 1), (), "x", unit, number, youths, whole, part, whole, largest, **about)


def _number(draw: st.DrawFn, aggregation: Aggregation, unit: Unit, behind: int, part: int, whole: int) -> float | int | None:
    if unit in (Unit.YOUTHS, Unit.PEOPLE):
        return behind
    if aggregation in (Aggregation.SHARE, Aggregation.RATIO, Aggregation.RATE):
        return part / whole * PER.get(unit, 1) if whole else None
    if aggregation is Aggregation.MEDIAN_P90 or aggregation is Aggregation.MEAN:
        return draw(st.floats(0, 400)) if behind else None
    return draw(st.integers(-(10**9), 10**9)) if unit is Unit.CENTS else draw(st.integers(0, 900))


@given(measured_cells(), st.booleans())
def test_nothing_about_one_to_nine_people_leaves(cell, by_provider):
    published = through_gate(cell, detail=Detail.GATED, by_provider=by_provider)

    if 0 < cell.behind < MINIMUM_COUNT and cell.unit is not Unit.ORGANISATIONS:
        assert published.value.number is None
        assert published.base is None or published.base.number is None


STEPS = {Unit.YOUTHS: ROUND_TO, Unit.PEOPLE: ROUND_TO, Unit.DAYS: 1}


@given(measured_cells(), st.booleans())
def test_what_is_shown_is_rounded(cell, by_provider):
    published = through_gate(cell, detail=Detail.GATED, by_provider=by_provider)
    unit = STEPS.get(cell.unit)
    if cell.unit is Unit.CENTS:
        unit = WHOLE_EURO if cell.is_quotient else ROUND_CENTS_TO

    if published.value.number is not None and unit:
        assert published.value.number % unit == 0
    if published.value.number is not None and cell.is_quotient and cell.unit is not Unit.SHARE:
        assert published.value.number == round(published.value.number, 2)
    if published.base is not None and published.base.number is not None:
        assert published.base.number % ROUND_TO == 0


@given(st.integers(0, 400), st.integers(0, 400), st.sampled_from([1_000, 10_000]))
def test_rate_never_tells_of_few_or_of_nearly_everyone(people, more, per):
    published = protect_rate(people, people + more, per)

    if published is not None:
        assert people == 0 or people >= MINIMUM_COUNT
        assert more >= MINIMUM_COUNT


@given(measured_cells())
def test_hidden_value_has_no_number_and_no_base(cell):
    published = through_gate(cell, detail=Detail.GATED, by_provider=False)

    if published.value.state is ValueState.HIDDEN:
        assert published.value.number is None
        assert published.base is not None
        assert published.base.number is None


@given(COUNTS, COUNTS)
def test_count_is_monotone(one, other):
    low, high = protect_count(min(one, other)), protect_count(max(one, other))

    if low is not None and high is not None:
        assert low <= high


@given(COUNTS)
def test_count_moves_at_most_half_a_step(count):
    published = protect_count(count)

    assert (published is None) == (0 < count < MINIMUM_COUNT)
    assert published is None or abs(published - count) <= ROUND_TO / 2


@given(st.integers(0, 400), st.integers(0, 400))
def test_share_never_tells_a_small_part_or_everyone(part, rest):
    published = protect_share(part, part + rest, part + rest)

    if published is not None:
        assert min(part, rest) >= MINIMUM_COUNT
        assert 0 < published < 1


@given(st.integers(-(10**9), 10**9), st.floats(0, 1), st.integers(0, 40), st.integers(0, 40))
def test_more_youths_never_hide_more(cents, largest, few, more):
    few, more = sorted((few, more))

    if few and protect_amount(cents, few, largest) is not None:
        assert protect_amount(cents, more, largest) is not None
    if protect_days(10.0, few) is not None:
        assert protect_days(10.0, more) is not None
