"""A map that needs nothing: every municipality a tile of the same size."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SIDE, GAP = 100, 6


@dataclass(frozen=True, slots=True)
class Tile:
    """A tile with its upper left corner."""

    code: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class TileMap:
    """Tiles and the size of the picture."""

    width: int
    height: int
    tiles: tuple[Tile, ...]


def _free_places(taken: set[tuple[int, int]], columns: int) -> "list[tuple[int, int]]":
    return [(column, row) for row in range(200) for column in range(columns) if (column, row) not in taken]


def tile_map(codes: Sequence[str], stated: Mapping[str, tuple[int, int]]) -> TileMap:
    """Return the tiles: where the region file states column and row, else in the order of the codes on the free places."""
    placed = {code: stated[code] for code in codes if code in stated}
    others = sorted(code for code in codes if code not in placed)
    columns = max([math.ceil(math.sqrt(len(codes) * 1.3)), *(column + 1 for column, _row in placed.values())])
    placed |= dict(zip(others, _free_places(set(placed.values()), columns), strict=False))
    step = SIDE + GAP
    tiles = tuple(Tile(code, column * step, row * step) for code, (column, row) in sorted(placed.items()))
    width = max((tile.x for tile in tiles), default=0) + SIDE
    return TileMap(width, max((tile.y for tile in tiles), default=0) + SIDE, tiles)


def name_lines(name: str, longest: int = 12, most: int = 2) -> tuple[str, ...]:
    """Return a name on at most two lines that fit a tile, broken at spaces and hyphens; what is too long ends in a dot."""
    pieces = name.replace("-", "- ").split()
    lines: list[str] = []
    for piece in pieces:
        joined = f"{lines[-1]}{'' if lines[-1].endswith('-') else ' '}{piece}" if lines else piece
        if lines and len(joined) <= longest:
            lines[-1] = joined
        else:
            lines.append(piece)
    kept = lines[:most]
    return tuple(line if len(line) <= longest else f"{line[: longest - 1]}." for line in kept)
