"""The list of indicators leads with what is settled."""

from dataclasses import replace
from datetime import date

import pytest

from regiewijzer.cli import indicator_list
from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.figures.figure import Cell
from regiewijzer.figures.values import HIDDEN, UNKNOWN, shown
from tests.support.invented_figures import a_request, invented_figure


@pytest.mark.parametrize(
    ("values", "leads_with"),
    [
        ((shown(1), shown(2), shown(3)), (date(2026, 7, 1), 2, False)),
        ((shown(1), HIDDEN, shown(3)), (date(2026, 6, 1), 1, False)),
        ((HIDDEN, UNKNOWN, shown(3)), (date(2026, 8, 1), 3, True)),
        ((HIDDEN, HIDDEN, HIDDEN), (None, None, False)),
    ],
)
def test_the_newest_settled_value_leads(monkeypatch, values, leads_with):
    indicator = load_indicators()["young-people-in-care"]
    outcome = next(indicator.outcomes).code
    cells = tuple(Cell(date(2026, month, 1), (), outcome, value) for month, value in zip((6, 7, 8), values, strict=True))
    figure = replace(invented_figure(None, a_request()), cells=cells)
    monkeypatch.setattr(indicator_list, "compute_figure", lambda home, request, scope: figure)
    line = indicator_list.line_of(object(), indicator, figure.request.moment)
    assert (line.period, line.value, line.provisional) == leads_with
