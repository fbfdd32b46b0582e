import pytest

from regiewijzer.disclosure.small_numbers import protect_amount, protect_count, protect_days, protect_share


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
