"""Law 4: no small number leaves, and whoever reads a published number cannot tell one young person more or less."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from regiewijzer.definitions.indicators_types import Unit
from regiewijzer.disclosure.gate import MeasuredCell, through_gate
from regiewijzer.disclosure.small_numbers import (
    MINIMUM_COUNT,
    ROUND_CENTS_TO,
    ROUND_TO,
    protect_amount,
    protect_count,
    protect_days,
    protect_share,
)
from regiewijzer.figures.scope import Detail
from regiewijzer.figures.values import ValueState

COUNTS = st.integers(0, 5_000)


@st.composite
def measured_cells(draw: st.DrawFn) -> MeasuredCell:
    unit = draw(st.sampled_from(Unit))
    youths = draw(st.integers(0, 60))
    whole = youths + draw(st.integers(0, 20)) if youths else 0
    part = draw(st.integers(0, whole))
    number: float | int | None = {
        Unit.YOUTHS: youths,
        Unit.SHARE: part / whole if whole else None,
        Unit.DAYS: draw(st.floats(0, 400)) if youths else None,
        Unit.CENTS: draw(st.integers(-(10**9), 10**9)) if youths else 0,
    }[unit]
    state = ValueState.NOT_APPLICABLE if number is None else ValueState.SHOWN
    largest = draw(st.floats(0, 1))
    return MeasuredCell(date(2024, 1, 1), (), "x", unit, number, youths, whole, part, whole, largest, state)


@given(measured_cells(), st.booleans())
def test_nothing_about_one_to_nine_youths_leaves(cell, by_provider):
    published = through_gate(cell, detail=Detail.GATED, by_provider=by_provider)

    if 0 < cell.youths < MINIMUM_COUNT:
        assert published.value.number is None
        assert published.base is None or published.base.number is None


@given(measured_cells(), st.booleans())
def test_what_is_shown_is_rounded(cell, by_provider):
    published = through_gate(cell, detail=Detail.GATED, by_provider=by_provider)
    unit = {Unit.YOUTHS: ROUND_TO, Unit.CENTS: ROUND_CENTS_TO, Unit.DAYS: 1}.get(cell.unit)

    if published.value.number is not None and unit:
        assert published.value.number % unit == 0
    if published.base is not None and published.base.number is not None:
        assert published.base.number % ROUND_TO == 0


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
