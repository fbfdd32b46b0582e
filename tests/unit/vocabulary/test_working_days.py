from datetime import date

import pytest

from regiewijzer.vocabulary.working_days import add_working_days, easter, holidays, is_working_day, working_days_between


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (2024, date(2024, 3, 31)),
        (2025, date(2025, 4, 20)),
        (2026, date(2026, 4, 5)),
        (2027, date(2027, 3, 28)),
        (2038, date(2038, 4, 25)),
    ],
)
def test_easter(year, day):
    assert easter(year) == day


def test_the_moving_holidays_follow_easter():
    assert {date(2026, 4, 6), date(2026, 5, 14), date(2026, 5, 25)} <= holidays(2026)


def test_kings_day_moves_from_a_sunday():
    assert date(2025, 4, 26) in holidays(2025)
    assert date(2026, 4, 27) in holidays(2026)


def test_liberation_day_is_free_once_in_five_years():
    assert not is_working_day(date(2025, 5, 5))
    assert is_working_day(date(2026, 5, 5))


def test_a_weekend_and_christmas_are_skipped():
    assert add_working_days(date(2026, 12, 24), 1) == date(2026, 12, 28)
    assert add_working_days(date(2026, 12, 24), 0) == date(2026, 12, 24)


def test_counting_is_the_reverse_of_adding():
    for count in range(40):
        assert working_days_between(date(2026, 3, 20), add_working_days(date(2026, 3, 20), count)) == count


def test_what_is_past_counts_as_negative():
    assert working_days_between(date(2026, 11, 30), date(2026, 11, 27)) == -1


def test_a_term_that_runs_back_is_refused():
    with pytest.raises(ValueError, match="-1 working days"):
        add_working_days(date(2026, 1, 5), -1)
