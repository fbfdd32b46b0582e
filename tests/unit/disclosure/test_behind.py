"""What a passport may tell of messages and rows."""

import pytest

from regiewijzer.disclosure.behind import protect_messages, protect_row_share


@pytest.mark.parametrize(
    ("messages", "people", "told"), [(0, 0, 0), (4, 4, None), (40, 9, None), (3, 12, 5), (23, 23, 25), (22, 10, 20)]
)
def test_messages_of_few_people_are_hidden_and_others_rounded(messages, people, told):
    assert protect_messages(messages, people) == told


@pytest.mark.parametrize(
    ("part", "whole", "people", "told"),
    [
        (0, 0, 0, 0.0),
        (0, 40, 40, 0.0),
        (40, 40, 40, 1.0),
        (0, 40, 9, None),
        (9, 40, 40, None),
        (31, 40, 40, None),
        (11, 42, 40, 10 / 40),
    ],
)
def test_share_of_rows_is_of_rounded_numbers_or_hidden(part, whole, people, told):
    assert protect_row_share(part, whole, people) == told
