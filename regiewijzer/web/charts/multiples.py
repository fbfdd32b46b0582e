"""Small charts beside each other as one SVG, for paper."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from regiewijzer.web.charts.frame import COLOURS, INK, REGION, SOFT, WIDE
from regiewijzer.web.charts.sparkline import HEIGHT, WIDTH, Sparkline

FAMILY = "Noto Sans, system-ui, sans-serif"
COLUMNS, GAP = 4, 20
LONGEST = 24  # letters of a name
HEAD = 40  # the room of name and value above a line


def _one(name: str, value: str, line: Sparkline, x: float, y: float, scale: float) -> str:
    short = name if len(name) <= LONGEST else name[: LONGEST - 1] + "…"
    texts = "".join(
        f'<text y="{top}" font-family="{FAMILY}" font-size="12" fill="{colour}"{weight}>{escape(said)}</text>'
        for top, said, colour, weight in ((13, short, INK, ' font-weight="600"'), (30, value, SOFT, ""))
    )
    reference = f'<path d="{line.reference}" fill="none" stroke="{REGION}" stroke-width="1.5"/>' if line.reference else ""
    path = f'<path d="{line.path}" fill="none" stroke="{COLOURS[0]}" stroke-width="2"/>' if line.path else ""
    dots = "".join(
        f'<circle cx="{a:g}" cy="{b:g}" r="2.5" fill="{COLOURS[0]}"/>' for a, b in (*line.dots, *([line.end] if line.end else []))
    )
    drawn = f'<g transform="translate(0 {HEAD}) scale({scale:.3f})">{reference}{path}{dots}</g>'
    return f'<g transform="translate({x:g} {y:g})">{texts}{drawn}</g>'


def multiples(charts: Sequence[tuple[str, str, Sparkline]]) -> str:
    """Return the SVG of small charts, each with its name and value, in rows of four."""
    width = (WIDE - GAP * (COLUMNS - 1)) / COLUMNS
    scale = width / WIDTH
    down = HEAD + HEIGHT * scale + GAP
    drawn = "".join(
        _one(name, value, line, (number % COLUMNS) * (width + GAP), (number // COLUMNS) * down, scale)
        for number, (name, value, line) in enumerate(charts)
    )
    height = -(-len(charts) // COLUMNS) * down
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {height:g}">{drawn}</svg>'
