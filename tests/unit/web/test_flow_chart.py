"""Flows as ribbons: thickness says how much, and nothing that is not given is in the picture."""

import re
from itertools import pairwise

import pytest
from django.template.loader import render_to_string

from regiewijzer.web.charts.flow import GAP, Flow, flow_picture

NAMES = {"a": "ambulant", "b": "pleegzorg", "x": "een heel lange naam van een vorm", "none": "geen zorg meer"}
FLOWS = [Flow(0, "a", "a", 300, "300"), Flow(0, "a", "none", 100, "100"), Flow(0, "b", "none", 50, "50")]


def thickness(path: str) -> float:
    """Return how thick a ribbon is where it begins."""
    start = re.match(r"M[\d.]+ ([\d.]+)", path)
    end = re.search(r" [\d.]+ ([\d.]+)Z$", path)
    return float(end[1]) - float(start[1])


def test_ribbon_is_as_thick_as_its_number():
    first, second, third = (thickness(one.path) for one in flow_picture(FLOWS, NAMES).ribbons)

    assert first == pytest.approx(3 * second, rel=0.02)
    assert second == pytest.approx(2 * third, rel=0.02)


def test_node_is_as_high_as_what_passes_it():
    heights = {(one.x, one.label): one.height for one in flow_picture(FLOWS, NAMES).nodes}
    left, right = sorted({x for x, _label in heights})

    assert heights[left, ("ambulant",)] == pytest.approx(400 / 150 * heights[right, ("geen zorg meer",)], rel=0.02)


@pytest.mark.parametrize("narrow", [False, True])
def test_nothing_overlaps_or_leaves_the_box(narrow):
    many = [Flow(0, f"s{place}", f"t{place % 4}", 5 * (place + 1), "") for place in range(9)]
    picture = flow_picture(many, NAMES, narrow=narrow)

    for x in {one.x for one in picture.nodes}:
        column = sorted((one.y, one.y + one.height) for one in picture.nodes if one.x == x)
        assert all(end + GAP - 0.2 <= start for (_, end), (start, _) in pairwise(column))
        assert column[-1][1] <= picture.height
    assert all(0 <= one.x <= picture.width - 10 for one in picture.nodes)


def test_what_ends_stands_at_the_bottom_and_is_grey():
    nodes = flow_picture([*FLOWS, Flow(0, "b", "none", 900, "900")], NAMES, ends=("none",)).nodes
    right = [one for one in nodes if one.anchor == "start"]

    assert max(right, key=lambda one: one.y).label == ("geen zorg meer",)
    assert max(right, key=lambda one: one.y).colour not in {one.colour for one in nodes if one.label != ("geen zorg meer",)}


def test_long_name_takes_two_lines():
    (label,) = {one.label for one in flow_picture([Flow(0, "x", "a", 5, "5")], NAMES, narrow=True).nodes if len(one.label) > 1}

    assert label == ("een heel lange", "naam van een vorm")


def test_path_of_three_steps_has_three_columns():
    steps = [Flow(0, "a", "b", 50, "50"), Flow(1, "b", "a", 20, "20")]

    picture = flow_picture(steps, NAMES)

    assert len({one.x for one in picture.nodes}) == 3
    assert [one.text for one in picture.ribbons] == ["50", ""]


def test_drawing_holds_only_what_was_given_and_escapes_names():
    picture = flow_picture([Flow(0, "a", "b", 120, "120")], {"a": "<script>", "b": "b"})

    svg = render_to_string("components/flow.html", {"picture": picture})

    assert re.findall(r">([^<>\s][^<>]*)<", svg) == ["&lt;script&gt;", "b", "120"]
    assert "style" not in svg
