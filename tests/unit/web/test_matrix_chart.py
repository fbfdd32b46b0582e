"""A grid of tinted cells as SVG: every value in its place, nothing that was not given."""

import re
from xml.etree import ElementTree

from regiewijzer.web.charts.matrix import TINTS, Tile, matrix_chart
from regiewijzer.web.charts.paper_style import for_paper

ROWS = [("jeugd <hulp>", [Tile("5", 1), Tile("×", None)]), ("verblijf", [Tile("900", 5), Tile("0", 0)])]


def _found(svg: str, name: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(svg).iter(f"{{http://www.w3.org/2000/svg}}{name}"))


def test_every_cell_has_its_text_and_its_tint():
    svg = matrix_chart(["ambulant", "pleegzorg"], ROWS)
    texts = [one.text for one in _found(svg, "text")]
    assert texts == ["ambulant", "pleegzorg", "jeugd <hulp>", "5", "×", "verblijf", "900", "0"]
    assert [one.get("fill") for one in _found(svg, "rect")] == [TINTS[1], TINTS[0], TINTS[5], TINTS[0]]
    assert next(one.get("fill") for one in _found(svg, "text") if one.text == "900") == "#ffffff"


def test_many_columns_and_long_names_stay_inside_the_drawing():
    columns = [f"een heel erg lange naam {number}" for number in range(12)]
    svg = matrix_chart(columns, [("n" * 90, [Tile("1", 1)] * 12)])
    width = float(re.search(r'viewBox="0 0 (\d+)', svg)[1])
    assert max(float(one.get("x")) + float(one.get("width")) for one in _found(svg, "rect")) <= width + 0.1
    assert min(float(one.get("y")) for one in _found(svg, "text")) > 0
    assert "…" in svg


def test_the_style_of_a_drawing_goes_with_it_to_paper():
    page = (
        '<svg class="rw-flow" viewBox="0 0 100 50"><path d="M0 0" fill="#111111" /><text class="rw-flow__number">1</text></svg>'
    )
    svg = for_paper(page)
    assert "class=" not in svg
    assert 'fill-opacity="0.4" d="M0 0"' in svg
    assert _found(svg, "text")[0].get("paint-order") == "stroke"
