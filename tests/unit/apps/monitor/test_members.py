"""The members of a breakdown side by side."""

from dataclasses import replace

from regiewijzer.apps.monitor.presenters.members import members_of, per_of
from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.figures.values import HIDDEN, shown
from tests.support.invented_figures import MUNICIPALITIES, a_request, invented_figure

INDICATOR = load_indicators()["young-people-in-care"]
NAMES = {"municipality": MUNICIPALITIES, "age": {"0-3": "jong", "12-17": "oud", "4-11": "midden"}}


def _figure(by="municipality", **values):
    figure = invented_figure(None, a_request(by=(by,)))
    cells = tuple(replace(cell, value=values.get(f"m{cell.dimensions[0]}", cell.value)) for cell in figure.cells)
    return replace(figure, cells=cells)


def test_the_largest_stands_first_and_what_is_hidden_last_by_name():
    found = members_of(INDICATOR, _figure(m9901=HIDDEN, m9903=HIDDEN, m9907=shown(9_000)), NAMES)
    assert found.rows[0].name == MUNICIPALITIES["9907"]
    numbers = [row.values[0].number for row in found.rows[:-2]]
    assert numbers == sorted(numbers, reverse=True)
    assert [row.name for row in found.rows[-2:]] == sorted([MUNICIPALITIES["9901"], MUNICIPALITIES["9903"]])


def test_the_period_is_the_newest_settled_one():
    found = members_of(INDICATOR, _figure(), NAMES)
    months = INDICATOR.provisional.months
    assert (found.period.year, found.period.month) == (2026, 10 - months)


def test_what_has_an_order_of_its_own_keeps_it():
    figure = replace(_figure(), request=a_request(by=("age",)))
    cells = [
        replace(cell, dimensions=(code,)) for cell, code in zip(figure.cells, ("4-11", "unknown", "0-3") * 200, strict=False)
    ]
    found = members_of(INDICATOR, replace(figure, cells=tuple(cells)), {"age": {"0-3": "a", "4-11": "b"}})
    assert [row.codes for row in found.rows] == [("0-3",), ("4-11",), ("unknown",)]


def test_what_was_merged_away_is_left_out():
    found = members_of(INDICATOR, _figure(), NAMES, ended={"9901": "merged"})
    assert "9901" not in {code for row in found.rows for code in row.codes}


def test_without_a_breakdown_or_a_number_there_are_none():
    hidden = {f"m{code}": HIDDEN for code in MUNICIPALITIES}
    assert members_of(INDICATOR, invented_figure(None, a_request()), NAMES) is None
    assert members_of(INDICATOR, _figure(**hidden), NAMES) is None


def test_two_dimensions_are_named_both():
    assert per_of(("municipality", "care_form")) == "per gemeente en per zorgvorm"
