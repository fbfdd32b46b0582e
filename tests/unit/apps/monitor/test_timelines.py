"""Figures as lines through time."""

from datetime import date, datetime

import pytest

from regiewijzer.apps.monitor.publishing import moment_after
from regiewijzer.apps.monitor.timelines import period_to_lead_with, timelines
from regiewijzer.definitions.indicators_types import Grain
from regiewijzer.figures.figure import Cell, Figure
from regiewijzer.figures.values import HIDDEN, UNKNOWN, shown
from regiewijzer.indicators.settled import first_provisional, is_provisional, local_day
from tests.support.invented_figures import a_request, invented_figure


def _figure(*cells: tuple[int, object]) -> Figure:
    made = invented_figure(None, a_request())
    return Figure(made.request, made.passport, tuple(Cell(date(2026, month, 1), (), "in_care", value) for month, value in cells))


def test_a_month_without_a_cell_is_unknown_and_not_zero():
    line = timelines(_figure((1, shown(5)), (3, shown(0))))[(), "in_care"]
    assert line.values == (shown(5), UNKNOWN, shown(0))
    assert line.at(date(2030, 1, 1)) == UNKNOWN


@pytest.mark.parametrize(
    ("cells", "provisional_from", "month"),
    [
        (((1, shown(5)), (2, shown(6)), (3, shown(7))), 3, 2),
        (((1, shown(5)), (2, HIDDEN), (3, shown(7))), 3, 1),
        (((1, HIDDEN), (2, HIDDEN), (3, shown(7))), 3, 3),
        (((1, HIDDEN), (2, HIDDEN)), 2, None),
    ],
)
def test_the_page_leads_with_the_newest_settled_number(cells, provisional_from, month):
    lines = list(timelines(_figure(*cells)).values())
    found = period_to_lead_with(lines, Grain.MONTH, date(2026, provisional_from, 1))
    assert found == (None if month is None else date(2026, month, 1))


@pytest.mark.parametrize("day", [date(2026, 1, 31), date(2026, 3, 29), date(2026, 10, 25), date(2026, 7, 1)])
def test_a_day_ends_at_midnight_on_our_own_clock_also_when_the_clock_changes(day):
    assert local_day(moment_after(day)) == day
    assert moment_after(date(2026, 7, 1)) == datetime(2026, 7, 1, 22)
    assert moment_after(date(2026, 1, 1)) == datetime(2026, 1, 1, 23)


def test_provisional_counts_back_from_the_month_that_runs():
    assert first_provisional(moment_after(date(2026, 11, 1)), 2) == date(2026, 9, 1)
    assert first_provisional(moment_after(date(2026, 11, 30)), 2) == date(2026, 9, 1)


def test_a_quarter_or_year_is_provisional_as_soon_as_one_of_its_months_is():
    from_september = date(2026, 9, 1)
    assert not is_provisional(date(2026, 4, 1), Grain.QUARTER, from_september)
    assert is_provisional(date(2026, 7, 1), Grain.QUARTER, from_september)
    assert is_provisional(date(2026, 1, 1), Grain.YEAR, from_september)
    assert not is_provisional(date(2025, 1, 1), Grain.YEAR, from_september)
