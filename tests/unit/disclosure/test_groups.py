"""Which noughts tell something of a whole group, and which codes must stand beside one that is alone."""

from datetime import date

import pytest

from regiewijzer.definitions.indicators_types import Unit
from regiewijzer.disclosure.gate import MeasuredCell
from regiewijzer.disclosure.groups import completed, with_whole_groups
from regiewijzer.figures.values import ValueState

JANUARY = date(2026, 1, 1)


def marks(counts: dict[tuple[str, ...], int], *by: str) -> set[tuple[str, ...]]:
    cells = [MeasuredCell(JANUARY, codes, "s", Unit.YOUTHS, count, youths=count) for codes, count in counts.items()]
    return {cell.dimensions for cell in with_whole_groups(cells, by) if cell.beside_whole_group}


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({("a",): 35, ("b",): 0, ("c",): 0}, {("b",), ("c",)}),
        ({("a",): 4, ("b",): 0}, {("b",)}),
        ({("a",): 20, ("b",): 15, ("c",): 0}, set()),
        ({("a",): 0, ("b",): 0}, set()),
    ],
)
def test_nought_tells_when_everyone_has_one_other_code(counts, told):
    assert marks(counts, "care_form") == told


def test_where_people_live_tells_nothing_of_them():
    assert marks({("0901",): 35, ("0902",): 0}, "municipality") == set()
    counts = {("0901", "a"): 20, ("0901", "b"): 15, ("0902", "a"): 35, ("0902", "b"): 0}
    assert marks(counts, "municipality", "care_form") == {("0902", "b")}


def test_category_and_form_are_one_property():
    """That a category holds one form of care follows from the code list; that everyone has one pair does not."""
    assert marks({("45", "x"): 20, ("45", "y"): 0, ("54", "y"): 15}, "product_category", "care_form") == set()
    assert marks({("45", "x"): 20, ("54", "y"): 0}, "product_category", "care_form") == {("54", "y")}


def test_mean_of_nobody_tells_as_much_as_a_nought():
    cells = [
        MeasuredCell(JANUARY, ("a",), "s", Unit.DAYS, 40, youths=35),
        MeasuredCell(JANUARY, ("b",), "s", Unit.DAYS, None, state=ValueState.NOT_APPLICABLE),
        MeasuredCell(JANUARY, ("c",), "s", Unit.DAYS, None, state=ValueState.UNKNOWN),
    ]
    assert [cell.beside_whole_group for cell in with_whole_groups(cells, ["care_form"])] == [False, True, False]


def nothing(_names):
    return frozenset()


def test_codes_that_occur_stand_beside_one_that_is_alone():
    found = {("0901", "a"), ("0901", "b"), ("0902", "a")}
    assert completed(found, ("municipality", "care_form"), nothing) == found | {("0902", "b")}
    assert completed({("0901",), ("0902",)}, ("municipality",), nothing) == {("0901",), ("0902",)}


def test_codes_of_others_stand_beside_the_only_one_of_an_answer():
    asked = []

    def elsewhere(names):
        asked.append(list(names))
        return {("a",), ("c",)}

    assert completed({("a",)}, ("care_form",), elsewhere) == {("a",), ("c",)}
    assert completed({("0901", "a"), ("0902", "a")}, ("municipality", "care_form"), elsewhere) == {
        (municipality, code) for municipality in ("0901", "0902") for code in ("a", "c")
    }
    assert completed({("a",), ("b",)}, ("care_form",), elsewhere) == {("a",), ("b",)}
    assert asked == [["care_form"], ["care_form"]]
