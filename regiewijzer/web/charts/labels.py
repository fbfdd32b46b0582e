"""Names at the right end of lines, kept apart."""

from collections.abc import Sequence


def spread(wanted: Sequence[float], gap: float, most: float) -> list[float]:
    """Return heights as near to the wanted ones as can be with at least `gap` between any two, at most `most`.

    The order of the heights is kept, and so is the order of the list.
    """
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    placed = [0.0] * len(wanted)
    lowest = float("-inf")
    for index in order:
        placed[index] = max(wanted[index], lowest)
        lowest = placed[index] + gap
    highest = most
    for index in reversed(order):
        placed[index] = min(placed[index], highest)
        highest = placed[index] - gap
    return placed
