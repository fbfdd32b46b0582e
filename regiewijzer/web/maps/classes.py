"""Classes of values for a map: few, of about equal size, or symmetrical around no change."""

from collections.abc import Sequence

# Light to dark blue: told apart without colour too. Brick to blue for less and more, with the lightest in the middle.
SEQUENTIAL = ("#e4eef6", "#b9d3e8", "#7fb0d6", "#2f74ad", "#0b3f70")
DIVERGING = ("#a3480a", "#e9b98f", "#f1f1ee", "#a9cbe4", "#1b5f9c")
# Texts on the dark ones are white.
DARK = frozenset({"#2f74ad", "#0b3f70", "#a3480a", "#1b5f9c"})


def quantile_edges(values: Sequence[float], most: int = len(SEQUENTIAL)) -> tuple[float, ...]:
    """Return the lower edges of the classes after the first: each class holds about as many values; equal ones stay together."""
    ordered = sorted(values)
    count = min(most, len(set(ordered)))
    edges = (ordered[len(ordered) * place // count] for place in range(1, count))
    return tuple(dict.fromkeys(edge for edge in edges if edge > ordered[0]))


def symmetric_edges(values: Sequence[float]) -> tuple[float, ...]:
    """Return four edges around nought, from the largest change: much less, less, about the same, more, much more."""
    largest = max((abs(value) for value in values), default=0.0)
    return (-0.6 * largest, -0.2 * largest, 0.2 * largest, 0.6 * largest) if largest else ()


def class_of(value: float, edges: Sequence[float]) -> int:
    """Return the class of a value: how many edges it has reached."""
    return sum(value >= edge for edge in edges)


def colours(palette: Sequence[str], count: int) -> tuple[str, ...]:
    """Return that many colours of a palette, spread over it."""
    if count == 1:
        return (palette[len(palette) // 2],)
    return tuple(palette[round(place * (len(palette) - 1) / (count - 1))] for place in range(count))
