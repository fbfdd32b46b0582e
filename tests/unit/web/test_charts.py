"""Charts: what the specification holds, and that it becomes a picture."""

from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest

from regiewijzer.vocabulary.periods import add_months
from regiewijzer.web.charts import Band, Chart, Line, Norm, Point, Turn, line_chart, picture
from regiewijzer.web.charts.frame import COLOURS, REGION
from regiewijzer.web.charts.labels import spread

START = date(2023, 1, 1)


def _line(name: str, numbers: list[float | None], provisional: int = 0) -> Line:
    points = (
        Point(add_months(START, index), number, "–" if number is None else str(number), index >= len(numbers) - provisional)
        for index, number in enumerate(numbers)
    )
    return Line(name, tuple(points))


def _chart(*lines: Line, **said) -> Chart:
    return Chart(lines, value_title="Waarde", month_title="Maand", line_title="Reeks", provisional_name="voorlopig", **said)


def _values(spec: dict, **having) -> list[dict]:
    rows = [*spec["datasets"]["rows"], *(row for layer in spec["layer"] for row in layer["data"].get("values", []))]
    return [row for row in rows if all(row.get(key) == value for key, value in having.items())]


def _shown_in(svg: str) -> str:
    return "".join(ElementTree.fromstring(svg).itertext())


def test_a_hidden_month_is_a_gap_and_not_a_zero():
    spec = line_chart(_chart(_line("a", [1, None, 3])))
    gap = _values(spec, part="settled", month="2023-02-01T00:00:00")
    assert [row["value"] for row in gap] == [None]
    marks = [layer["mark"] for layer in spec["layer"] if layer["mark"]["type"] == "line"]
    assert all(mark["invalid"].startswith("break-paths") for mark in marks)


def test_a_month_between_two_gaps_is_still_seen():
    spec = line_chart(_chart(_line("a", [1, 1, None, 2, None, 4, 5])))
    assert [row["value"] for row in _values(spec, alone=True)] == [2]
    assert [layer["transform"] for layer in spec["layer"] if layer["mark"].get("size") == 36] == [[{"filter": "datum.alone"}]]


def test_provisional_months_are_dashed_from_the_last_settled_one():
    spec = line_chart(_chart(_line("a", [1, 2, 3, 4], provisional=2)))
    dashed = [row["month"][:7] for row in _values(spec) if row.get("part") in ("joint", "provisional")]
    assert sorted(set(dashed)) == ["2023-02", "2023-03", "2023-04"]
    assert "voorlopig" in _shown_in(picture(spec))


def test_names_stand_at_the_end_of_the_lines_and_in_narrow_charts_under_it():
    chart = _chart(_line("instroom", [1, 2, 3]), _line("uitstroom", [1, 2, 2.9]))
    assert "uitstroom" in _shown_in(picture(line_chart(chart, still=True)))
    assert "uitstroom" not in _shown_in(picture(line_chart(chart, narrow=True, still=True)))


def test_a_single_line_needs_no_name_but_a_norm_does():
    svg = _shown_in(
        picture(
            line_chart(
                _chart(_line("a-line", [1, 2, 3]), norm=Norm(2.5, "norm 2,5"), turns=(Turn(date(2023, 2, 1), "nieuwe wet"),))
            )
        )
    )
    assert "a-line" not in svg
    assert "norm 2,5" in svg
    assert "nieuwe wet" in svg


def test_the_axis_begins_at_zero_and_holds_the_norm():
    spec = line_chart(_chart(_line("a", [90, 95, 97]), norm=Norm(120, "norm")))
    assert [row["value"] for row in spec["layer"][0]["data"]["values"]] == [0, 150]


def test_a_deficit_goes_below_the_zero_line():
    spec = line_chart(_chart(_line("a", [-90, 40, 97])))
    assert [row["value"] for row in spec["layer"][0]["data"]["values"]] == [-100, 100]


def test_an_interval_of_chance_is_drawn_behind_the_lines():
    band = Band(tuple((add_months(START, index), 0.8, 1.2) for index in range(3)))
    spec = line_chart(_chart(_line("a", [1, 1.1, 0.9]), bands=(band,)))
    marks = [layer["mark"]["type"] for layer in spec["layer"]]
    assert marks.index("area") < marks.index("line")
    assert picture(spec).startswith("<svg")


def test_a_reference_is_grey_and_takes_no_colour_of_the_others():
    first, region = _line("a", [1, 2]), replace(_line("regio", [3, 4]), reference=True)
    chart = _chart(region, first)
    assert chart.colour(first) == COLOURS[0]
    assert chart.colour(region) == REGION


def test_long_names_stand_below_and_not_at_the_end():
    chart = _chart(_line("een naam die te lang is voor het eind van een lijn", [1, 2]), _line("b", [2, 3]))
    assert not chart.named_at_end
    assert "te lang" not in _shown_in(picture(line_chart(chart, still=True)))


@pytest.mark.parametrize(("step", "wanted"), [(3, "K1 2023"), (12, "2023")])
def test_the_axis_names_quarters_and_years(step, wanted):
    points = tuple(Point(add_months(START, index * step), float(index), "–") for index in range(5))
    chart = _chart(Line("a", points), step=step, axis_format="K%q %Y" if step == 3 else "%Y")
    assert wanted in _shown_in(picture(line_chart(chart)))


@pytest.mark.parametrize("numbers", [[0, 0, 0], [None, 5], [7], [None, None], [-3, 4], [9.9, 1], [99.99, 98], [-0.0099, 0]])
def test_any_line_can_be_drawn(numbers):
    assert picture(line_chart(_chart(_line("a", numbers)))).startswith("<svg")


def test_the_picture_fits_a_strict_page():
    svg = picture(line_chart(_chart(_line("a", [1, 2, 3]), _line("b", [3, 2, 1]))))
    for forbidden in ("style=", "<style", "<script", "role=", "aria-label=", "http://www.w3.org/1999/xlink"):
        assert forbidden not in svg
    assert 'aria-hidden="true"' in svg
    assert " width=" not in svg.split(">")[0]


def test_numbers_on_the_axis_follow_the_language():
    spec = line_chart(_chart(_line("a", [1500, 2900, 4100])))
    assert "4.000" in _shown_in(picture(spec, "nl"))
    assert "4,000" in _shown_in(picture(spec, "en"))


def test_what_only_a_pointer_needs_is_left_out_of_a_still_picture():
    chart = _chart(_line("a", [1, 2, 3]))
    assert len(picture(line_chart(chart, still=True))) < len(picture(line_chart(chart)))


def test_texts_of_a_chart_are_escaped():
    svg = picture(line_chart(_chart(_line("<script>", [1, 2]), _line("b", [2, 1]))))
    assert "<script>" not in svg


@pytest.mark.parametrize(
    ("wanted", "placed"),
    [([1, 5, 9], [1, 5, 9]), ([5, 5], [5, 7]), ([9.5, 9.8, 9.9], [6, 8, 10]), ([9.9, 1], [9.9, 1]), ([], [])],
)
def test_names_keep_their_distance(wanted, placed):
    assert spread(wanted, gap=2, most=10) == pytest.approx(placed)
