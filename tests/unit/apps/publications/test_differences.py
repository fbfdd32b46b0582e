"""What changed between two figures, and why."""

from dataclasses import replace
from datetime import date

import pytest

from regiewijzer.apps.publications.differences import Reason, difference
from regiewijzer.figures.figure import Cell, Figure
from regiewijzer.figures.values import HIDDEN, UNKNOWN, Value, shown
from tests.support.invented_figures import a_request, invented_figure

MONTHS = (date(2026, 8, 1), date(2026, 9, 1), date(2026, 10, 1))


def figure(*values: Value, snapshot: int = 1, version: str = "1", months=MONTHS) -> Figure:
    made = invented_figure(None, a_request())
    cells = tuple(Cell(month, (), "youths", value) for month, value in zip(months, values, strict=False))
    return replace(made, cells=cells, passport=replace(made.passport, snapshot=snapshot, definition_version=version))


@pytest.mark.parametrize(
    ("before", "now", "later", "reason"),
    [
        (shown(10), shown(15), {"snapshot": 2}, Reason.DATA),
        (UNKNOWN, shown(15), {"snapshot": 2}, Reason.DATA),
        (shown(10), HIDDEN, {"snapshot": 2}, Reason.PROTECTION),
        (HIDDEN, shown(15), {}, Reason.PROTECTION),
        (shown(10), shown(15), {}, Reason.PROGRAM),
        (shown(10), shown(15), {"snapshot": 2, "version": "2"}, Reason.DEFINITION),
        (shown(10), HIDDEN, {"version": "2"}, Reason.DEFINITION),
    ],
)
def test_why_a_value_changed(before, now, later, reason):
    found = difference(figure(before), figure(now, **later))
    assert [one.reason for one in found.changed] == [reason]
    assert found.reasons == {reason: 1}


def test_what_is_the_same_is_not_told_and_zero_is_not_unknown():
    assert difference(figure(shown(10), HIDDEN), figure(shown(10), HIDDEN, snapshot=2)).changed == ()
    assert len(difference(figure(UNKNOWN), figure(shown(0), snapshot=2)).changed) == 1


def test_new_and_gone_periods_are_counted_apart():
    found = difference(figure(shown(1), shown(2)), figure(shown(2), shown(3), months=MONTHS[1:]))
    assert (found.compared, found.changed, found.added, found.gone) == (1, (), 1, 1)
