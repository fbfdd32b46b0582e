"""The drawings of pages on paper: what the style sheet says of them, as attributes, for a paper has no style sheet."""

import re
from collections.abc import Mapping

from regiewijzer.web.charts.frame import COLOURS, INK, REGION

FAMILY = "Noto Sans, system-ui, sans-serif"
_LINE = 'fill="none" stroke-linejoin="round" stroke-linecap="round"'
_HALO = 'paint-order="stroke" stroke="#ffffff" stroke-width="3" stroke-linejoin="round"'
BY_CLASS: Mapping[str, str] = {
    "rw-survival__grid": 'stroke="#c5d0da" fill="none"',
    "rw-survival__value": f'font-weight="600" {_HALO}',
    "rw-line": f'stroke="{COLOURS[0]}" stroke-width="2" {_LINE}',
    "rw-line rw-line--reference": f'stroke="{REGION}" stroke-width="1.25" {_LINE}',
    "rw-dot": f'fill="{COLOURS[0]}"',
    "rw-flow__number": _HALO,
}
# What the style sheet says of every element of this name in a drawing.
BY_ELEMENT: Mapping[str, Mapping[str, str]] = {"rw-flow": {"path": 'fill-opacity="0.4"'}}
# A page lets a text hang over the edge of a drawing; a paper cuts it off.
ROOM: Mapping[str, int] = {"rw-survival": 46}
_DRAWING = re.compile(r'<svg class="([\w-]+)"([^>]*)>(.*)</svg>', re.DOTALL)
_BOX = re.compile(r'viewBox="0 0 ([0-9]+) ')
_CLASS = re.compile(r'class="([^"]*)"')


def for_paper(svg: str) -> str:
    """Return the drawing of a page with its style in it."""
    found = _DRAWING.search(svg)
    assert found, svg[:80]
    name, about, inside = found.groups()
    for element, style in BY_ELEMENT.get(name, {}).items():
        inside = inside.replace(f"<{element} ", f"<{element} {style} ")
    inside = _CLASS.sub(lambda one: BY_CLASS[one[1]], inside)
    about = _BOX.sub(lambda one: f'viewBox="0 0 {int(one[1]) + ROOM.get(name, 0)} ', about)
    letters = f'<g font-family="{FAMILY}" font-size="13" fill="{INK}">'
    return f'<svg xmlns="http://www.w3.org/2000/svg"{about}>{letters}{inside}</g></svg>'
