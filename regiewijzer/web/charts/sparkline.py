"""A small line without axes, as paths for an SVG element; against a grey line to compare with."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, EDGE = 160, 48, 4


@dataclass(frozen=True, slots=True)
class Sparkline:
    """Paths in a box of 160 by 48; `dots` are points without a neighbour, `end` the last one that is shown."""

    path: str
    reference: str
    dots: tuple[tuple[float, float], ...]
    end: tuple[float, float] | None


def _place(index: int, count: int, number: float, top: float) -> tuple[float, float]:
    x = EDGE + (WIDTH - 2 * EDGE) * (index / (count - 1) if count > 1 else 1)
    return round(x, 1), round(HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * number / top, 1)


def _places(numbers: Sequence[float | None], top: float) -> list[tuple[float, float] | None]:
    return [None if number is None else _place(index, len(numbers), number, top) for index, number in enumerate(numbers)]


def _path(places: Sequence[tuple[float, float] | None]) -> str:
    steps, pen_is_up = [], True
    for place in places:
        if place is not None:
            steps.append(f"{'M' if pen_is_up else 'L'}{place[0]:g} {place[1]:g}")
        pen_is_up = place is None
    return "".join(steps)


def sparkline(numbers: Sequence[float | None], *, reference: Sequence[float | None] = (), top: float | None = None) -> Sparkline:
    """Return the paths; None is a gap. `top` is the height of the box, so that several can share one; from zero."""
    shown = [number for number in (*numbers, *reference) if number is not None]
    height = top or max(shown, default=1.0) or 1.0
    places = _places(numbers, height)
    alone = tuple(
        place
        for index, place in enumerate(places)
        if place and not any(places[max(index - 1, 0) : index]) and not any(places[index + 1 : index + 2])
    )
    end = next((place for place in reversed(places) if place), None)
    return Sparkline(_path(places), _path(_places(reference, height)), alone, end)
