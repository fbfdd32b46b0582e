"""A number of an earlier publication says so, and is the same number to who compares."""

from datetime import date

import pytest

from regiewijzer.figures.figure import Cell
from regiewijzer.figures.values import HIDDEN, Value, ValueState, shown
from regiewijzer.pipeline.figures_json import cells_from_json, cells_to_json

KEPT = Value(ValueState.SHOWN, 86, is_kept=True)


def _cell(value):
    return Cell(date(2026, 1, 1), (), "in_care", value)


def test_it_is_the_same_number():
    assert shown(86) == KEPT
    assert not shown(86).is_kept


def test_it_is_written_and_read_again():
    (read,) = cells_from_json(cells_to_json([_cell(KEPT)]))
    assert read.value.is_kept


@pytest.mark.parametrize("value", [shown(86), HIDDEN])
def test_what_was_not_kept_is_written_as_before(value):
    """Else what was frozen before had another hash."""
    (written,) = cells_to_json([_cell(value)])
    assert written[3] == [str(value.state), value.number]


def test_without_a_number_nothing_is_kept():
    with pytest.raises(AssertionError):
        Value(ValueState.HIDDEN, is_kept=True)
