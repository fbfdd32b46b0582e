"""Pairs as a grid of tinted cells with their values, as SVG. For paper, where the shades of a table on the page are lost."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from regiewijzer.web.charts.frame import INK, SOFT, WIDE

FAMILY = "Noto Sans, system-ui, sans-serif"
ROW, HEAD_LINE, SIZE = 24, 15, 12
NAMES, LONGEST, LETTER = 180, 26, 6.6  # the room of a name, its letters, the room of one
# The tints of the page; on the dark ones the text is white.
TINTS = ("#ffffff", "#e4eef6", "#c3daeb", "#93bcd9", "#2f76ad", "#0b4f8a")
DARK = 4


@dataclass(frozen=True, slots=True)
class Tile:
    """One cell: its text, and how dark it is; without a number it has no shade."""

    text: str
    shade: int | None


def _shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: max(1, longest - 1)] + "…"


def _text(x: float, y: float, said: str, colour: str, anchor: str) -> str:
    style = f'font-family="{FAMILY}" font-size="{SIZE}" fill="{colour}" text-anchor="{anchor}"'
    return f'<text x="{x:g}" y="{y:g}" {style}>{escape(said)}</text>'


def _lines(name: str, letters: int) -> list[str]:
    """Return a name in lines that fit its column."""
    lines = [""]
    for word in name.split():
        fits = len(lines[-1]) + len(word) < letters
        lines = [*lines[:-1], f"{lines[-1]} {word}".strip()] if fits or not lines[-1] else [*lines, word]
    return [_shortened(line, letters) for line in lines]


def _tile(tile: Tile, x: float, y: float, width: float) -> str:
    shade = tile.shade or 0
    colour = SOFT if tile.shade is None else "#ffffff" if shade >= DARK else INK
    ground = f'<rect x="{x:.1f}" y="{y:g}" width="{width:.1f}" height="{ROW}" fill="{TINTS[shade]}" stroke="#ffffff"/>'
    return ground + _text(round(x + width - 6, 1), y + ROW / 2 + SIZE / 3, tile.text, colour, "end")


def _heads(columns: Sequence[list[str]], width: float, bottom: float) -> Iterator[str]:
    for number, lines in enumerate(columns):
        for line, text in enumerate(reversed(lines)):
            yield _text(round(NAMES + (number + 1) * width - 6, 1), bottom - 5 - line * HEAD_LINE, text, INK, "end")


def matrix_chart(columns: Sequence[str], rows: Sequence[tuple[str, Sequence[Tile]]]) -> str:
    """Return the SVG of the pairs: a row per name, a column per name."""
    width = (WIDE - NAMES) / max(len(columns), 1)
    heads = [_lines(name, int((width - 8) / LETTER)) for name in columns]
    top = HEAD_LINE * max((len(lines) for lines in heads), default=0) + 8
    drawn = list(_heads(heads, width, top))
    for number, (name, tiles) in enumerate(rows):
        y = top + number * ROW
        drawn.append(_text(0, y + ROW / 2 + SIZE / 3, _shortened(name, LONGEST), INK, "start"))
        drawn += [_tile(tile, NAMES + place * width, y, width) for place, tile in enumerate(tiles)]
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {top + ROW * len(rows) + 4}">{"".join(drawn)}</svg>'
