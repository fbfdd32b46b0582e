"""Small-number protection: the numbers that may leave the region, and those that may not.

One rule for all figures. A number about 1 to 9 people is hidden; what is left is rounded, so that two figures that differ
by one person look the same. Every function returns the number as it may be published, or None.
"""

MINIMUM_COUNT = 10
ROUND_TO = 5
LARGEST_CONTRIBUTION = 0.9  # one provider behind more than this part of an amount makes the amount that provider's own
NEAREST_GUESS = 0.1  # the second largest takes its own off: what is left may not come so near to what the largest brings
ROUND_CENTS_TO = 100_000  # a thousand euros: about what one young person costs in a month
ROUND_HOURS_TO = 10  # about what one young person gets in a month
WHOLE_EURO = 100
MANY = 100  # divided by so much, one person more or less does not show in the second decimal


def rounded(number: int, unit: int) -> int:
    """Round to a multiple of the unit, a half away from zero: the same for 12.5 and -12.5."""
    whole = (2 * abs(number) + unit) // (2 * unit) * unit
    return whole if number >= 0 else -whole


def is_small(count: int) -> bool:
    """Tell whether a number of people is too small to be seen; nobody at all is not small."""
    assert count >= 0, count
    return 0 < count < MINIMUM_COUNT


def protect_count(count: int) -> int | None:
    """Return a number of people. Zero is shown: it says nothing about anyone in the group counted."""
    return None if is_small(count) else rounded(count, ROUND_TO)


def protect_share(part: int, whole: int, people: int) -> float | None:
    """Return a share between 0 and 1, of rounded numbers, so that the part cannot be worked out.

    Hidden when few people are behind it, when part or remainder is small, and at 0 % or 100 %: then the share tells
    something of everyone in the group.
    """
    assert 0 <= part <= whole, (part, whole)
    rest = whole - part
    if people < MINIMUM_COUNT or part < MINIMUM_COUNT or rest < MINIMUM_COUNT:
        return None
    return rounded(part, ROUND_TO) / (rounded(part, ROUND_TO) + rounded(rest, ROUND_TO))


def protect_days(days: float, people: int) -> int | None:
    """Return a median, percentile or mean in whole days; hidden when few people are behind it."""
    return None if people < MINIMUM_COUNT else round(days)


def is_dominated(largest: float, second: float) -> bool:
    """Tell whether an amount gives away what one provider brings: to anyone, or to the next largest, which knows its own.

    The parts are of the two largest providers, between 0 and 1. Of two providers each always finds the other.
    """
    return largest > LARGEST_CONTRIBUTION or 1 - largest - second < NEAREST_GUESS * largest


def protect_amount(cents: int, people: int, largest: float, second: float = 0.0) -> int | None:
    """Return an amount of money in cents, in whole thousands of euros.

    `largest` and `second` are the parts of the amount that come from the two largest providers, 0 when providers may be seen.
    """
    if is_small(people) or is_dominated(largest, second):
        return None
    return rounded(cents, ROUND_CENTS_TO)


def protect_mean_amount(cents: float, people: int, largest: float, second: float = 0.0) -> int | None:
    """Return a mean amount in cents, in whole euros: what it is multiplied by is itself published rounded."""
    if people < MINIMUM_COUNT or is_dominated(largest, second):
        return None
    return rounded(round(cents), WHOLE_EURO)


def protect_hours(hours: float, people: int) -> int | None:
    """Return a total of hours, in tens of hours."""
    return None if is_small(people) else rounded(round(hours), ROUND_HOURS_TO)


def protect_mean(number: float, people: int, whole: float) -> float | None:
    """Return a mean or quotient about people: one decimal, two when it was divided by much. Hidden when few are behind it."""
    return None if people < MINIMUM_COUNT else round(number, 2 if whole >= MANY else 1)


def protect_rate(people: int, population: float, per: int) -> float | None:
    """Return the rounded number of people per so many of the population.

    Hidden when the number is small, and when nearly nobody or nearly everybody of the population is in it: a small group
    gives its members away.
    """
    if is_small(people) or population < MINIMUM_COUNT or population - people < MINIMUM_COUNT:
        return None
    return round(rounded(people, ROUND_TO) / population * per, 1)
