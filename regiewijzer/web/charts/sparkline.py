"""A small line without axes, as paths for an SVG element; against a grey line to compare with."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, EDGE = 160, 48, 5
# A line that hardly moves must look as one that hardly moves: the box is at least this part of its top high.
LEAST_SPAN = 0.4

Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Sparkline:
    """Paths in a box of 160 by 48, not from zero; `dots` are points without a neighbour, `end` the last one that is shown."""

    path: str
    reference: str
    dots: tuple[tuple[float, float], ...]
    end: tuple[float, float] | None


def range_of(*lines: Sequence[float | None]) -> Range:
    """Return the lowest and highest number for a box that holds all lines."""
    shown = [number for line in lines for number in line if number is not None]
    low, high = min(shown, default=0.0), max(shown, default=1.0)
    missing = max(LEAST_SPAN * abs(high) - (high - low), 0.0)
    return low - missing / 2, high + missing / 2


def _place(index: int, count: int, number: float, box: Range) -> tuple[float, float]:
    x = EDGE + (WIDTH - 2 * EDGE) * (index / (count - 1) if count > 1 else 1)
    part = (number - box[0]) / ((box[1] - box[0]) or 1.0)
    return round(x, 1), round(HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * part, 1)


def _places(numbers: Sequence[float | None], box: Range) -> list[tuple[float, float] | None]:
    return [None if number is None else _place(index, len(numbers), number, box) for index, number in enumerate(numbers)]


def _path(places: Sequence[tuple[float, float] | None]) -> str:
    steps, pen_is_up = [], True
    for place in places:
        if place is not None:
            steps.append(f"{'M' if pen_is_up else 'L'}{place[0]:g} {place[1]:g}")
        pen_is_up = place is None
    return "".join(steps)


def sparkline(numbers: Sequence[float | None], *, reference: Sequence[float | None] = (), box: Range | None = None) -> Sparkline:
    """Return the paths; None is a gap. `box` is the range of the box, so that several lines can share one."""
    span = box or range_of(numbers, reference)
    places = _places(numbers, span)
    alone = tuple(
        place
        for index, place in enumerate(places)
        if place and not any(places[max(index - 1, 0) : index]) and not any(places[index + 1 : index + 2])
    )
    end = next((place for place in reversed(places) if place), None)
    return Sparkline(_path(places), _path(_places(reference, span)), alone, end)
