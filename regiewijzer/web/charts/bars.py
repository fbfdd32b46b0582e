"""Lying bars with their names and values, as SVG: who stands where in one period. For paper, where a table has no bars."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from regiewijzer.web.charts.frame import COLOURS, INK, SOFT, WIDE

FAMILY = "Noto Sans, system-ui, sans-serif"
ROW, THICK, SIZE = 24, 14, 13
NAMES, VALUES = 230, 120  # the room at the left and at the right
LONGEST = 30  # letters of a name


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; without a number there is none, and `text` says why."""

    name: str
    number: float | None
    text: str


def _scale(bars: Sequence[Bar]) -> tuple[float, float]:
    numbers = [bar.number for bar in bars if bar.number is not None]
    low, high = min([0.0, *numbers]), max([0.0, *numbers])
    return low, (high if high > low else low + 1.0)


def _text(x: float, y: float, said: str, colour: str, anchor: str) -> str:
    style = f'font-family="{FAMILY}" font-size="{SIZE}" fill="{colour}" text-anchor="{anchor}"'
    return f'<text x="{x:g}" y="{y:g}" {style}>{escape(said)}</text>'


def _row(bar: Bar, top: float, ends: tuple[float, float]) -> str:
    """Return a bar from nought to its number, between its name and its value."""
    width, base = WIDE - NAMES - VALUES, top + ROW / 2 + SIZE / 3
    name = bar.name if len(bar.name) <= LONGEST else bar.name[: LONGEST - 1] + "…"
    texts = _text(NAMES - 12, base, name, INK, "end") + _text(WIDE, base, bar.text, SOFT if bar.number is None else INK, "end")
    if bar.number is None:
        return texts
    low, high = ends
    start, end = sorted((0.0, bar.number))
    x, length = NAMES + (start - low) / (high - low) * width, (end - start) / (high - low) * width
    shape = f'<rect x="{x:.1f}" y="{top + (ROW - THICK) / 2:g}" width="{length:.1f}" height="{THICK}" fill="{COLOURS[0]}"/>'
    return shape + texts


def bar_chart(bars: Sequence[Bar]) -> str:
    """Return the SVG of the bars, in their order."""
    low, high = ends = _scale(bars)
    height = ROW * len(bars) + 8
    nought = NAMES - low / (high - low) * (WIDE - NAMES - VALUES)
    axis = f'<line x1="{nought:.1f}" x2="{nought:.1f}" y1="0" y2="{height}" stroke="{SOFT}"/>'
    rows = "".join(_row(bar, 4 + ROW * number, ends) for number, bar in enumerate(bars))
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {height}">{rows}{axis}</svg>'
