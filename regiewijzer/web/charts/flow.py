"""Flows from what to what as ribbons between columns: the thicker, the more. Geometry only; a template draws it.

What is not given is not in the picture: neither its size nor that it is there.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from regiewijzer.web.charts.frame import COLOURS, REGION

NODE_WIDTH, GAP = 10, 12
LINE_HEIGHT = 15  # of a label
READABLE = 13  # a ribbon thinner than this has no place for its number
# Labels of two lines at most, broken at a space.
WIDE_LABEL, NARROW_LABEL = 24, 15


@dataclass(frozen=True, slots=True)
class Flow:
    """From a node in column `stage` to one in the next; `text` is the number as a reader sees it."""

    stage: int
    source: str
    target: str
    number: float
    text: str


@dataclass(frozen=True, slots=True)
class Node:
    """A bar in a column with its label, in one or two lines."""

    x: float
    y: float
    height: float
    colour: str
    label: tuple[str, ...]
    label_x: float
    label_y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A band between two bars, with its number where that fits."""

    path: str
    colour: str
    text: str
    text_x: float
    text_y: float


@dataclass(frozen=True, slots=True)
class FlowPicture:
    """What is drawn, in a box of this size."""

    width: int
    height: int
    nodes: tuple[Node, ...]
    ribbons: tuple[Ribbon, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    x: float
    y: float
    height: float


Key = tuple[int, str]  # column, code


def _totals(flows: Iterable[Flow]) -> dict[Key, float]:
    """Return the size of each node: the larger of what comes in and what goes out."""
    coming: dict[Key, float] = {}
    going: dict[Key, float] = {}
    for one in flows:
        going[one.stage, one.source] = going.get((one.stage, one.source), 0) + one.number
        coming[one.stage + 1, one.target] = coming.get((one.stage + 1, one.target), 0) + one.number
    return {key: max(coming.get(key, 0), going.get(key, 0)) for key in (*going, *coming)}


def _columns(totals: Mapping[Key, float], last: Sequence[str]) -> dict[int, list[str]]:
    """Return the codes per column, the largest on top; those that end something stand at the bottom."""
    found: dict[int, list[str]] = {}
    for stage, code in totals:
        found.setdefault(stage, []).append(code)
    return {
        stage: sorted(dict.fromkeys(codes), key=lambda code: (code in last, -totals[stage, code], code))
        for stage, codes in sorted(found.items())
    }


def _places(
    columns: Mapping[int, list[str]], totals: Mapping[Key, float], width: int, height: int, gutter: int
) -> dict[Key, _Place]:
    scale = min(
        (height - GAP * (len(codes) + 1)) / sum(totals[stage, code] for code in codes) for stage, codes in columns.items()
    )
    step = (width - 2 * gutter - NODE_WIDTH) / max(len(columns) - 1, 1)
    places = {}
    for stage, codes in columns.items():
        y = float(GAP)
        for code in codes:
            size = max(totals[stage, code] * scale, 1)
            places[stage, code] = _Place(round(gutter + stage * step, 1), y, size)
            # A thin bar still needs room for its label.
            y += max(size, LINE_HEIGHT) + GAP
    return places


def _label(name: str, longest: int) -> tuple[str, ...]:
    """Return a name in at most two lines."""
    if len(name) <= longest or " " not in name:
        return (name,)
    cut = name.rfind(" ", 0, longest + 1)
    cut = cut if cut > 0 else name.index(" ")
    return name[:cut], name[cut + 1 :]


def _node(key: Key, place: _Place, name: str, colour: str, last_stage: int, longest: int) -> Node:
    is_first = key[0] == 0
    lines = _label(name, longest)
    x = place.x - 6 if is_first else place.x + NODE_WIDTH + 6
    y = place.y + place.height / 2 + 4 - (len(lines) - 1) * LINE_HEIGHT / 2
    assert key[0] <= last_stage, key
    return Node(
        place.x,
        round(place.y, 1),
        round(place.height, 1),
        colour,
        lines,
        round(x, 1),
        round(y, 1),
        "end" if is_first else "start",
    )


def _ribbons(
    flows: Sequence[Flow],
    columns: Mapping[int, list[str]],
    places: Mapping[Key, _Place],
    totals: Mapping[Key, float],
    colours: Mapping[Key, str],
) -> Iterator[Ribbon]:
    out = {key: place.y for key, place in places.items()}
    into = dict(out)
    order = {(stage, code): index for stage, codes in columns.items() for index, code in enumerate(codes)}
    for one in sorted(flows, key=lambda one: (one.stage, order[one.stage, one.source], order[one.stage + 1, one.target])):
        start, end = (one.stage, one.source), (one.stage + 1, one.target)
        thick = max(one.number * places[start].height / totals[start], 1)
        x1, x2 = places[start].x + NODE_WIDTH, places[end].x
        y1, y2, middle = out[start], into[end], (x1 + x2) / 2
        out[start], into[end] = y1 + thick, y2 + thick
        path = (
            f"M{x1:.1f} {y1:.1f}C{middle:.1f} {y1:.1f} {middle:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
            f"V{y2 + thick:.1f}C{middle:.1f} {y2 + thick:.1f} {middle:.1f} {y1 + thick:.1f} {x1:.1f} {y1 + thick:.1f}Z"
        )
        text = one.text if thick >= READABLE and one.stage == 0 else ""
        yield Ribbon(path, colours[start], text, round(x1 + 6, 1), round(y1 + thick / 2 + 4, 1))


def flow_picture(
    flows: Sequence[Flow], names: Mapping[str, str], *, narrow: bool = False, ends: Sequence[str] = ()
) -> FlowPicture:
    """Return the picture of at least one flow. `names` are those of the codes, `ends` the codes after which nothing follows."""
    totals = _totals(flows)
    columns = _columns(totals, ends)
    rows = max(len(codes) for codes in columns.values())
    width, gutter = (350, 118) if narrow else (780, 170)
    height = max(260, rows * (LINE_HEIGHT + GAP) * 2)
    places = _places(columns, totals, width, height, gutter)
    colours = {
        (stage, code): REGION if code in ends else COLOURS[index % len(COLOURS)]
        for stage, codes in columns.items()
        for index, code in enumerate(codes)
    }
    longest, last_stage = (NARROW_LABEL if narrow else WIDE_LABEL), max(columns)
    nodes = tuple(
        _node(key, place, names.get(key[1], key[1]), colours[key], last_stage, longest) for key, place in places.items()
    )
    ribbons = tuple(_ribbons(flows, columns, places, totals, colours))
    bottom = max(place.y + max(place.height, LINE_HEIGHT) for place in places.values()) + GAP
    return FlowPicture(width, round(bottom), nodes, ribbons)
