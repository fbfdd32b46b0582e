"""Borders on a plane: rings of whole numbers, so that neighbours that share a border keep sharing it."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Position = tuple[float, float]
Point = tuple[int, int]
Ring = tuple[Point, ...]

# Wide enough for a map on paper; a border then takes some hundreds of bytes.
GRID = 1000
# Degrees fit in here, metres of the Dutch grid do not.
MOST_DEGREES = 180.0
MIDDLE_LATITUDE = 52.1


@dataclass(frozen=True, slots=True)
class Shapes:
    """Rings per municipality code, and the size of the plane; y goes down, as in a picture."""

    width: int
    height: int
    rings: Mapping[str, tuple[Ring, ...]]


def on_a_plane(positions: Sequence[Position]) -> list[Position]:
    """Return positions in one measure in both directions: degrees are stretched as they are in the Netherlands."""
    if all(abs(x) <= MOST_DEGREES and abs(y) <= MOST_DEGREES for x, y in positions):
        return [(x * math.cos(math.radians(MIDDLE_LATITUDE)), y) for x, y in positions]
    return list(positions)


def _without_straights(points: Sequence[Point]) -> Ring:
    """Return the ring without points that add nothing: repeated ones, and those on the line between their neighbours."""
    kept: list[Point] = []
    for point in points:
        if kept and point == kept[-1]:
            continue
        if len(kept) > 1:
            (ax, ay), (bx, by), (cx, cy) = kept[-2], kept[-1], point
            if (bx - ax) * (cy - ay) == (by - ay) * (cx - ax):
                kept.pop()
        kept.append(point)
    return tuple(kept)


def _extent(rings: Iterable[Sequence[Position]]) -> tuple[float, float, float, float]:
    points = [point for ring in rings for point in ring]
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def shapes_of(rings: Mapping[str, Sequence[Sequence[Position]]]) -> Shapes:
    """Return the borders on a grid of at most a thousand steps. Parts smaller than a step disappear; a code keeps one part."""
    planes = {code: [on_a_plane(ring) for ring in parts] for code, parts in rings.items()}
    left, bottom, right, top = _extent(ring for parts in planes.values() for ring in parts)
    step = max(right - left, top - bottom) / GRID or 1.0

    def on_grid(ring: Sequence[Position]) -> Ring:
        return _without_straights([(round((x - left) / step), round((top - y) / step)) for x, y in ring])

    snapped = {code: [on_grid(ring) for ring in parts] for code, parts in planes.items()}
    kept = {code: tuple(ring for ring in parts if len(ring) > 3) or tuple(parts[:1]) for code, parts in snapped.items()}
    return Shapes(round((right - left) / step), round((top - bottom) / step), kept)


def path_of(rings: Iterable[Ring]) -> str:
    """Return the rings as the path of an SVG element; holes are rings too (fill-rule evenodd)."""
    return "".join("M" + "L".join(f"{x} {y}" for x, y in ring) + "Z" for ring in rings if ring)
