"""How long something lasts: which part still lasts after so many days. Geometry only; a template draws it."""

from collections.abc import Sequence
from dataclasses import dataclass

HEIGHT, WIDE, NARROW = 280, 780, 350
LEFT, RIGHT, TOP, BOTTOM = 52, 14, 16, 44
NICE = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)

Points = Sequence[tuple[int, float | None]]  # days, part between 0 and 1 (None is not shown)


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis with its text."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A point that is known, with its value in words."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class SurvivalPicture:
    """What is drawn, in a box of this size; lines break where a value is not shown."""

    width: int
    height: int
    left: int
    right: int
    bottom: int
    path: str
    reference: str
    dots: tuple[Dot, ...]
    days: tuple[Tick, ...]
    parts: tuple[Tick, ...]


def _path(points: Sequence[tuple[float, float] | None]) -> str:
    """Return the line through the points, broken where there is none."""
    text, pen_down = "", False
    for point in points:
        if point is None:
            pen_down = False
            continue
        text += f"{'L' if pen_down else 'M'}{point[0]:.1f} {point[1]:.1f}"
        pen_down = True
    return text


def _top(*lines: Points) -> float:
    highest = max((part for line in lines for _day, part in line if part is not None), default=1.0)
    return next((one for one in NICE if one >= highest), 1.0)


def survival_picture(
    points: Points, reference: Points, texts: Sequence[str], percents: Sequence[str], *, narrow: bool = False
) -> SurvivalPicture:
    """Return the picture of a line and of the one it is compared with.

    `texts` are the values of the points in words, `percents` the words for no part, half and all of the height of the axis.
    """
    width = NARROW if narrow else WIDE
    last, top = max(day for day, _part in (*points, *reference)), _top(points, reference)
    across, up = width - LEFT - RIGHT, HEIGHT - TOP - BOTTOM

    def place(point: tuple[int, float | None]) -> tuple[float, float] | None:
        day, part = point
        return None if part is None else (LEFT + day / last * across, TOP + (1 - part / top) * up)

    found = [(place(point), text) for point, text in zip(points, texts, strict=True)]
    dots = tuple(Dot(round(at[0], 1), round(at[1], 1), text) for at, text in found if at)
    days = tuple(Tick(round(LEFT + day / last * across, 1), str(day)) for day, _part in points)
    parts = tuple(Tick(TOP + (1 - part) * up, text) for part, text in zip((0, 0.5, 1), percents, strict=True))
    line, other = _path([at for at, _text in found]), _path([place(point) for point in reference])
    return SurvivalPicture(width, HEIGHT, LEFT, width - RIGHT, HEIGHT - BOTTOM, line, other, dots, days, parts)


def top_of(*lines: Points) -> float:
    """Return the part at the top of the axis."""
    return _top(*lines)
