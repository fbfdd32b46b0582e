"""What is expected of indicators follows from figures as they are shown: hidden and young periods are not in it."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.figures.figure import Figure
from regiewijzer.figures.values import HIDDEN
from regiewijzer.pipeline import figures_expected
from regiewijzer.pipeline.figures_expected import AHEAD, expected_table
from tests.support.invented_figures import MUNICIPALITIES, invented_figure

MOMENT = datetime(2026, 11, 1, 23)
INDICATOR = "young-people-in-care"


@pytest.fixture
def figures(monkeypatch):
    """Figures made by hand for a few indicators; a test may change them."""
    changed = []

    def computed(_home, requests, _scope):
        whole = [replace(one, last_period=one.last_period or date(2026, 10, 1)) for one in requests]
        found = [invented_figure(None, one) for one in whole]
        for change in changed:
            found = [change(one) for one in found]
        return found

    few = {name: load_indicators()[name] for name in (INDICATOR, "dropout", "capacity-use", "youth-care-rate")}
    monkeypatch.setattr(figures_expected, "load_indicators", lambda: few)
    monkeypatch.setattr(figures_expected, "compute_figures", computed)
    return changed


def rows(**wanted):
    table = expected_table(None, MOMENT, 1).to_pylist()
    return [row for row in table if all(row[name] == value for name, value in wanted.items())]


def hide(figure: Figure, hidden) -> Figure:
    cells = tuple(replace(one, value=HIDDEN) if hidden(one) else one for one in figure.cells)
    return replace(figure, cells=cells)


def test_every_series_goes_on_from_what_no_longer_changes_to_a_year_from_now(figures):
    own = rows(indicator=INDICATOR, municipality=None)
    provisional = load_indicators()[INDICATOR].provisional.months
    assert len(own) == provisional + AHEAD
    assert max(row["period"] for row in own) == date(2027, 10, 1)
    assert {row["municipality"] for row in rows(indicator=INDICATOR)} == {None, *MUNICIPALITIES}
    assert all(row["q025"] <= row["q100"] <= row["expected"] <= row["q900"] <= row["q975"] for row in own)


def test_people_are_told_in_fives_and_shares_between_nought_and_one(figures):
    assert all(row["expected"] % 5 == row["q900"] % 5 == 0 for row in rows(indicator=INDICATOR))
    for row in rows(indicator="capacity-use", outcome="occupancy"):
        assert 0 <= row["q025"] <= row["q975"]


def test_a_hidden_period_breaks_the_series_before_it(figures):
    figures.append(lambda one: hide(one, lambda cell: cell.period == date(2025, 6, 1)))
    assert rows(indicator=INDICATOR) == []


def test_what_was_hidden_long_ago_leaves_enough(figures):
    figures.append(lambda one: hide(one, lambda cell: cell.period < date(2023, 1, 1)))
    assert rows(indicator=INDICATOR, municipality=None)


def test_young_periods_change_nothing(figures):
    before = rows(indicator=INDICATOR, municipality=None)
    figures.append(lambda one: hide(one, lambda cell: cell.period == date(2026, 10, 1)))
    assert rows(indicator=INDICATOR, municipality=None) == before


def test_years_are_not_forecast_by_season(figures, monkeypatch):
    yearly = {name: one for name, one in load_indicators().items() if one.grain.value == "year"}
    assert yearly
    monkeypatch.setattr(figures_expected, "load_indicators", lambda: yearly)
    assert expected_table(None, MOMENT, 1).num_rows == 0
