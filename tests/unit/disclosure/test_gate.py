from datetime import date

import pytest

from regiewijzer.definitions.indicators_types import Unit
from regiewijzer.disclosure.gate import MeasuredCell, gate_report, through_gate
from regiewijzer.figures.scope import Detail
from regiewijzer.figures.values import HIDDEN, NOT_APPLICABLE, UNKNOWN, ValueState, shown

MONTH = date(2024, 1, 1)


def counted(youths: int) -> MeasuredCell:
    return MeasuredCell(MONTH, (), "in_care", Unit.YOUTHS, youths, youths=youths, base=youths)


def claimed(youths: int, *, largest: float) -> MeasuredCell:
    return MeasuredCell(MONTH, (), "open", Unit.CENTS, 5_000_000, youths=youths, base=99, largest_contribution=largest)


def gated(cell: MeasuredCell, *, by_provider: bool = False):
    return through_gate(cell, detail=Detail.GATED, by_provider=by_provider)


def test_small_count_is_hidden_with_its_base():
    assert (gated(counted(9)).value, gated(counted(9)).base) == (HIDDEN, HIDDEN)


def test_larger_count_is_rounded_with_its_base():
    assert (gated(counted(23)).value, gated(counted(23)).base) == (shown(25), shown(25))


def test_zero_is_a_value():
    assert gated(counted(0)).value == shown(0)


def test_exact_detail_shows_what_was_measured():
    cell = through_gate(counted(3), detail=Detail.EXACT, by_provider=False)

    assert (cell.value, cell.base) == (shown(3), shown(3))


@pytest.mark.parametrize(("state", "value"), [(ValueState.UNKNOWN, UNKNOWN), (ValueState.NOT_APPLICABLE, NOT_APPLICABLE)])
def test_what_was_not_measured_keeps_its_state(state, value):
    cell = gated(MeasuredCell(MONTH, ("0901",), "outflow", Unit.YOUTHS, None, state=state))

    assert (cell.value, cell.base, cell.dimensions) == (value, None, ("0901",))


def test_amount_of_one_provider_is_hidden_unless_asked_by_provider():
    assert gated(claimed(50, largest=1.0)).value == HIDDEN
    assert gated(claimed(50, largest=1.0), by_provider=True).value == shown(5_000_000)


def test_report_counts_hidden_cells():
    cells = [gated(counted(3)), gated(counted(30))]

    assert gate_report(cells, Detail.GATED) == {
        "rule": "threshold and rounding",
        "threshold": 10,
        "rounding": 5,
        "rounding_cents": 100_000,
        "hidden": 1,
    }
    assert gate_report(cells, Detail.EXACT)["rule"] == "exact"
