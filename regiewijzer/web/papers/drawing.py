"""Drawings as SVG with real texts in it: lines of text that fit a width, legends, one drawing under another."""

import re
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from regiewijzer.web.papers.content import LegendEntry, Picture

FAMILY = "Noto Sans, system-ui, sans-serif"
INK, SOFT = "#10263b", "#4a5d70"
WIDTH = 780  # of a chart of the pages
# No letter is measured here: this is wider than the mean of any common font without serifs, so that lines end in time.
LETTER = 0.6  # of the size
LINE = 1.4  # of the size
LEGEND_SIZE, LEGEND_LINE, LEGEND_MARK = 13, 22, 34

_BOX = re.compile(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"')
_OUTER = re.compile(r"<svg\b[^>]*>")
USUAL_BOX = (780.0, 280.0)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a drawing with the height it takes; it is drawn from its own top."""

    svg: str
    height: float


def _size(svg: str) -> tuple[float, float]:
    found = _BOX.search(svg)
    return (float(found[1]), float(found[2])) if found else USUAL_BOX


def lines_of(text: str, *, size: float, width: float = WIDTH) -> list[str]:
    """Return the text in lines that fit the width at this size; a long word (an address) is broken."""
    return textwrap.wrap(text, max(1, int(width / (size * LETTER))), break_long_words=True)


def words(text: str, *, size: float, colour: str = INK, strong: bool = False, width: float = WIDTH) -> Piece:
    """Return a paragraph."""
    lines = lines_of(text, size=size, width=width)
    weight = ' font-weight="600"' if strong else ""
    spans = "".join(f'<tspan x="0" y="{size * (LINE * row + 1):g}">{escape(line)}</tspan>' for row, line in enumerate(lines))
    style = f'font-family="{FAMILY}" font-size="{size:g}" fill="{colour}"{weight}'
    return Piece(f"<text {style}>{spans}</text>", size * LINE * len(lines))


def _legend_places(entries: Sequence[LegendEntry]) -> Iterable[tuple[float, float, LegendEntry]]:
    x, y = 0.0, 0.0
    for entry in entries:
        length = LEGEND_MARK + len(entry.name) * LEGEND_SIZE * LETTER + 18
        if x and x + length > WIDTH:
            x, y = 0.0, y + LEGEND_LINE
        yield x, y, entry
        x += length


def _legend(entries: Sequence[LegendEntry]) -> Piece:
    drawn, bottom = [], 0.0
    for x, y, entry in _legend_places(entries):
        dash = f" stroke-dasharray={quoteattr(entry.dash)}" if entry.dash else ""
        line = f'<line x1="0" x2="28" y1="10" y2="10" stroke={quoteattr(entry.colour)} stroke-width="2.5"{dash}/>'
        name = f'<text x="{LEGEND_MARK}" y="14.5" font-family="{FAMILY}" font-size="{LEGEND_SIZE}" fill="{INK}">'
        drawn.append(f'<g transform="translate({x:g} {y:g})">{line}{name}{escape(entry.name)}</text></g>')
        bottom = y + LEGEND_LINE
    return Piece("".join(drawn), bottom)


def _placed(svg: str, width: float) -> Piece:
    """Return an svg element as a part of another one, at this width."""
    across, down = _size(svg)
    height = width / across * down
    outer = f'<svg width="{width:g}" height="{height:g}" viewBox="0 0 {across:g} {down:g}">'
    return Piece(_OUTER.sub(outer, svg, count=1), height)


def chart_pieces(picture: Picture) -> list[Piece]:
    """Return the drawing of a picture and its legend."""
    return [_placed(picture.svg, WIDTH), *([_legend(picture.legend)] if picture.legend else [])]


def stacked(pieces: Sequence[Piece], *, title: str = "", text: str = "", language: str = "nl", edge: float = 0) -> str:
    """Return one SVG of the pieces under each other on white, with a title and a text for who cannot see it."""
    y, placed = edge, []
    for piece in pieces:
        placed.append(f'<g transform="translate({edge:g} {y:g})">{piece.svg}</g>')
        y += piece.height
    width, height = WIDTH + 2 * edge, y + edge
    named = "".join(f"<{tag}>{escape(said)}</{tag}>" for tag, said in (("title", title), ("desc", text)) if said)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}"'
    ground = f'<rect width="{width:g}" height="{height:g}" fill="#ffffff"/>'
    return f'{head} role="img" xml:lang={quoteattr(language)}>{named}{ground}{"".join(placed)}</svg>'


def space(height: float) -> Piece:
    """Return an empty piece."""
    return Piece("", height)


def rule() -> Piece:
    """Return a thin line with air around it."""
    return Piece(f'<line x1="0" x2="{WIDTH}" y1="12" y2="12" stroke="#c5d0da"/>', 20)
