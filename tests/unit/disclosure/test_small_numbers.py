import pytest

from regiewijzer.disclosure.small_numbers import (
    is_dominated,
    protect_amount,
    protect_count,
    protect_days,
    protect_hours,
    protect_mean,
    protect_mean_amount,
    protect_rate,
    protect_share,
)


@pytest.mark.parametrize(
    ("count", "published"),
    [(0, 0), (1, None), (9, None), (10, 10), (12, 10), (13, 15), (17, 15), (18, 20)],
)
def test_count_is_hidden_below_ten_and_rounded_to_five(count, published):
    assert protect_count(count) == published


@pytest.mark.parametrize(
    ("part", "whole", "youths", "published"),
    [
        (10, 40, 40, 10 / 40),
        (12, 40, 40, 10 / 40),  # 12 and 28 become 10 and 30
        (12, 40, 9, None),  # many trajectories of few youths
        (9, 40, 40, None),  # few dropped out
        (31, 40, 40, None),  # few did not
        (0, 40, 40, None),  # nobody: it tells of everyone
        (40, 40, 40, None),  # everybody
        (0, 0, 0, None),
    ],
)
def test_share_is_hidden_when_part_or_rest_is_small_or_nobody(part, whole, youths, published):
    assert protect_share(part, whole, youths) == published


@pytest.mark.parametrize(("days", "youths", "published"), [(12.4, 10, 12), (12.4, 9, None), (0.0, 10, 0)])
def test_days_are_whole_and_hidden_for_few_youths(days, youths, published):
    assert protect_days(days, youths) == published


@pytest.mark.parametrize(
    ("cents", "youths", "largest", "published"),
    [
        (123_456_789, 10, 0.5, 123_500_000),
        (123_456_789, 9, 0.5, None),
        (123_456_789, 10, 1.0, None),  # one provider behind the amount
        (123_456_789, 10, 0.91, None),
        (123_456_789, 10, 0.9, 123_500_000),
        (-150_000, 12, 0.0, -200_000),
        (0, 0, 0.0, 0),  # nothing claimed by nobody
        (0, 3, 0.0, None),  # claimed and credited by three youths
    ],
)
def test_amount_is_hidden_for_few_youths_or_one_provider(cents, youths, largest, published):
    assert protect_amount(cents, youths, largest) == published


@pytest.mark.parametrize(("hours", "people", "published"), [(123.4, 10, 120), (125, 10, 130), (123.4, 9, None), (0, 0, 0)])
def test_hours_are_in_tens_and_hidden_for_few(hours, people, published):
    assert protect_hours(hours, people) == published


@pytest.mark.parametrize(
    ("number", "people", "whole", "published"),
    [
        (7.4567, 10, 10, 7.5),
        (7.4567, 10, 99.9, 7.5),
        (7.4567, 10, 100, 7.46),
        (7.4567, 9, 1_000, None),
        (0, 0, 0, None),
    ],
)
def test_mean_has_a_second_decimal_only_when_divided_by_much(number, people, whole, published):
    assert protect_mean(number, people, whole) == published


@pytest.mark.parametrize(
    ("people", "population", "published"),
    [
        (12, 1_000, 10.0),  # 12 becomes 10
        (9, 1_000, None),
        (0, 1_000, 0.0),
        (0, 9, None),  # a population of few
        (91, 100, None),  # nearly everyone
        (90, 100, 900.0),
        (100, 100, None),
    ],
)
def test_rate_is_hidden_for_few_and_for_nearly_everyone(people, population, published):
    assert protect_rate(people, population, 1_000) == published


@pytest.mark.parametrize(
    ("cents", "people", "largest", "published"),
    [(8_567.4, 10, 0.5, 8_600), (8_567.4, 9, 0.5, None), (8_567.4, 10, 0.91, None), (8_567.4, 10, 0.9, 8_600)],
)
def test_mean_amount_is_in_whole_euros(cents, people, largest, published):
    assert protect_mean_amount(cents, people, largest) == published


@pytest.mark.parametrize(
    ("largest", "second", "dominated"),
    [
        (0.0, 0.0, False),  # nobody is named
        (0.3, 0.3, False),
        (0.91, 0.0, True),
        (0.6, 0.4, True),  # each finds the other
        (0.5, 0.5, True),
        (0.5, 0.44, False),  # six hundredths are a guess of more than a tenth
        (0.5, 0.46, True),
        (0.85, 0.08, True),
    ],
)
def test_amount_of_which_the_next_largest_finds_the_largest_is_dominated(largest, second, dominated):
    assert is_dominated(largest, second) == dominated
    assert (protect_amount(500_000_00, 50, largest, second) is None) == dominated
