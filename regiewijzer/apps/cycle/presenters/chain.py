"""A chain as a drawing: a column per kind, an arrow per link. The same stands beside it as a list."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from regiewijzer.apps.cycle.kinds import PLURAL, Kind
from regiewijzer.apps.cycle.models import Item
from regiewijzer.apps.cycle.queries import Chain

WIDTH, HEIGHT, GAP_X, GAP_Y, TOP = 168, 64, 36, 20, 34
_TITLE = 22  # characters on a line of a box
_LINES = 2


@dataclass(frozen=True, slots=True)
class Box:
    """An item in the drawing, with its place in pixels and its title in lines."""

    item: Item
    x: int
    y: int
    lines: tuple[str, ...]
    is_here: bool


@dataclass(frozen=True, slots=True)
class ListRow:
    """An item in the list, with the numbers of what it came of and of what came of it."""

    item: Item
    before: tuple[Item, ...]
    after: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class ChainView:
    """The drawing and the list."""

    width: int
    height: int
    columns: tuple[tuple[int, str], ...]
    boxes: tuple[Box, ...]
    arrows: tuple[str, ...]
    rows: tuple[ListRow, ...]
    is_cut: bool


def _lines(title: str) -> tuple[str, ...]:
    """Return a title in two lines at most, cut where it is longer."""
    lines: list[str] = [""]
    for word in title.split():
        if lines[-1] and len(lines[-1]) + len(word) >= _TITLE:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()[:_TITLE]
    return tuple(lines) if len(lines) <= _LINES else (*lines[: _LINES - 1], f"{lines[_LINES - 1][: _TITLE - 1]}…")


def _boxes(chain: Chain, here: Item, columns: list[Kind]) -> Iterator[Box]:
    taken: dict[str, int] = defaultdict(int)
    for item in chain.items:
        column, row = columns.index(Kind(item.kind)), taken[item.kind]
        taken[item.kind] += 1
        yield Box(item, column * (WIDTH + GAP_X), TOP + row * (HEIGHT + GAP_Y), _lines(item.title), item.pk == here.pk)


def _arrow(start: Box, end: Box) -> str:
    """Return the path of an arrow; one that goes back to an earlier column leaves below."""
    if end.x > start.x:
        x1, y1, x2, y2 = start.x + WIDTH, start.y + HEIGHT // 2, end.x - 6, end.y + HEIGHT // 2
        bend = (x2 - x1) // 2
        return f"M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}"
    x1, y1, x2, y2 = start.x + WIDTH // 2, start.y + HEIGHT, end.x + WIDTH // 2, end.y + HEIGHT + 6
    low = max(y1, y2) + GAP_Y
    return f"M{x1} {y1}C{x1} {low} {x2} {low} {x2} {y2}"


def _rows(chain: Chain) -> Iterator[ListRow]:
    by_id = {one.pk: one for one in chain.items}
    for item in chain.items:
        before = tuple(by_id[first] for first, second in chain.links if second == item.pk)
        after = tuple(by_id[second] for first, second in chain.links if first == item.pk)
        yield ListRow(item, before, after)


def chain_view(chain: Chain, here: Item) -> ChainView:
    """Return the drawing of a chain with `here` marked, and the list."""
    columns = [kind for kind in Kind if any(one.kind == kind for one in chain.items)]
    boxes = tuple(_boxes(chain, here, columns))
    by_id = {box.item.pk: box for box in boxes}
    height = max((box.y for box in boxes), default=0) + HEIGHT + 2 * GAP_Y
    return ChainView(
        width=len(columns) * (WIDTH + GAP_X) - GAP_X,
        height=height,
        columns=tuple((place * (WIDTH + GAP_X), str(PLURAL[kind])) for place, kind in enumerate(columns)),
        boxes=boxes,
        arrows=tuple(_arrow(by_id[first], by_id[second]) for first, second in chain.links),
        rows=tuple(_rows(chain)),
        is_cut=chain.is_cut,
    )
