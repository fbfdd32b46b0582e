"""How long something lasts: a line that falls, broken where a value is not shown."""

import re

from django.template.loader import render_to_string

from regiewijzer.web.charts.survival import survival_picture, top_of

POINTS = [(0, 0.4), (7, 0.3), (28, None), (56, 0.1), (91, 0.05)]
TEXTS = ["40 %", "30 %", "afgeschermd", "10 %", "5 %"]


def picture(reference=(), **said):
    return survival_picture(POINTS, reference or [(day, None) for day, _part in POINTS], TEXTS, ["0 %", "20 %", "40 %"], **said)


def test_line_breaks_where_a_value_is_hidden():
    found = picture()

    assert found.path.count("M") == 2
    assert len(found.dots) == 4
    assert [one.text for one in found.dots] == ["40 %", "30 %", "10 %", "5 %"]


def test_higher_part_stands_higher_and_more_days_to_the_right():
    dots = picture().dots

    assert [one.y for one in dots] == sorted(one.y for one in dots)
    assert [one.x for one in dots] == sorted(one.x for one in dots)
    assert picture(narrow=True).width < picture().width


def test_axis_reaches_the_highest_of_both_lines():
    assert top_of(POINTS, [(0, 0.55)]) == 0.6
    assert top_of([(0, None)]) == 1.0


def test_reference_that_is_hidden_is_not_drawn():
    assert picture().reference == ""
    assert picture(reference=[(0, 0.2), (91, 0.1)]).reference.startswith("M")


def test_hidden_value_is_nowhere_in_the_drawing():
    svg = render_to_string("components/survival.html", {"picture": picture()})

    assert "afgeschermd" not in svg
    assert len(re.findall("<circle", svg)) == 4
    assert "style" not in svg
