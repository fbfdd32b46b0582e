"""Lying bars and small charts as SVG for paper."""

import re
import xml.etree.ElementTree as ET

import pytest

from regiewijzer.web.charts import sparkline
from regiewijzer.web.charts.bars import Bar, bar_chart
from regiewijzer.web.charts.multiples import multiples

SPACE = "{http://www.w3.org/2000/svg}"


def _bars(svg: str) -> list[tuple[float, float]]:
    return [(float(one.get("x")), float(one.get("width"))) for one in ET.fromstring(svg).iter(f"{SPACE}rect")]


def _texts(svg: str) -> list[str]:
    return [one.text for one in ET.fromstring(svg).iter(f"{SPACE}text")]


def test_bars_are_as_long_as_their_numbers():
    (x_of_whole, whole), (x_of_half, half) = _bars(bar_chart([Bar("A", 200, "200"), Bar("B", 100, "100")]))
    assert x_of_whole == x_of_half
    assert half == whole / 2


def test_below_nought_a_bar_goes_the_other_way():
    (right, length), (left, below) = _bars(bar_chart([Bar("A", 100, "100"), Bar("B", -50, "-50")]))
    assert left + below == pytest.approx(right, abs=0.2)
    assert below == pytest.approx(length / 2, abs=0.1)


def test_nought_is_a_bar_without_length_and_no_number_is_no_bar():
    svg = bar_chart([Bar("A", 10, "10"), Bar("B", 0, "0"), Bar("C", None, "afgeschermd")])
    assert [length for _x, length in _bars(svg)][1:] == [0]
    assert _texts(svg) == ["A", "10", "B", "0", "C", "afgeschermd"]


def test_without_any_number_there_are_names_and_reasons_only():
    svg = bar_chart([Bar("A", None, "onbekend")])
    assert _bars(svg) == []
    assert _texts(svg) == ["A", "onbekend"]


def test_a_name_is_shortened_and_never_read_as_markup():
    (name, _value) = _texts(bar_chart([Bar("<b>" + "x" * 60, 1, "1")]))
    assert name.startswith("<b>x")
    assert name.endswith("…")
    assert len(name) == 30


def test_small_charts_stand_in_rows_of_four_with_name_and_value():
    line = sparkline([1, None, 3, 4], reference=[2, 2, 2, 2])
    svg = multiples([(f"Lijn & {number}", str(number), line) for number in range(5)])
    assert _texts(svg)[:2] == ["Lijn & 0", "0"]
    places = re.findall(r'<g transform="translate\(([\d.]+) ([\d.]+)\)"><text', svg)
    assert [float(y) for _x, y in places[:4]] == [0.0] * 4
    assert float(places[4][1]) > 0
    assert places[4][0] == "0"
    assert svg.count(f'd="{line.path}"') == svg.count(f'd="{line.reference}"') == 5
