from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from regiewijzer.vocabulary import periods

DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))


def test_months_between_leaves_out_the_end():
    assert list(periods.months_between(date(2025, 11, 15), date(2026, 2, 1))) == [
        date(2025, 11, 1),
        date(2025, 12, 1),
        date(2026, 1, 1),
    ]


@given(DAYS)
def test_next_and_previous_month_undo_each_other(day):
    assert periods.previous_month(periods.next_month(day)) == periods.first_of_month(day)


@given(DAYS, st.integers(-300, 300))
def test_adding_months_counts_months(day, count):
    moved = periods.add_months(day, count)
    assert (moved.year - day.year) * 12 + moved.month - day.month == count
    assert moved.day == 1


@given(DAYS)
def test_inclusive_end_comes_back(day):
    assert periods.inclusive(periods.exclusive(day)) == day
