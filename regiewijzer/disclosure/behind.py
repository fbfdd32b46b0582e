"""What stands behind a figure, as its passport may tell it: messages and parts of rows keep to the threshold of the cells."""

from regiewijzer.disclosure.small_numbers import MINIMUM_COUNT, ROUND_TO, is_small, rounded


def protect_messages(messages: int, people: int) -> int | None:
    """Return a number of messages, rounded and never to nought; hidden when few people are in them.

    A message is about one person more often than not: their exact number is that of the people.
    """
    if messages == 0:
        return 0
    return None if people < MINIMUM_COUNT else max(ROUND_TO, rounded(messages, ROUND_TO))


def protect_row_share(part: int, whole: int, people: int) -> float | None:
    """Return a share of rows, of rounded numbers; hidden when few people are behind the rows, or few rows make the difference.

    None or all of them is shown: it tells how well was delivered, and nothing of a person.
    """
    assert 0 <= part <= whole, (part, whole)
    if whole == 0:
        return 0.0
    if people < MINIMUM_COUNT or is_small(part) or is_small(whole - part):
        return None
    part, rest = rounded(part, ROUND_TO), rounded(whole - part, ROUND_TO)
    return part / (part + rest)
