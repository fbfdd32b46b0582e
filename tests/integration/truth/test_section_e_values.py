"""Every indicator that the documents name has a value on a simulated region, from the front door to the figure."""

from datetime import date

import pytest

from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.figures.figure import Request
from regiewijzer.figures.values import ValueState
from regiewijzer.pipeline.figures import compute_figure
from tests.support.section_e import IDS
from tests.support.true_region import EXACT, PRESENT, TrueRegion

LONG_AGO = date(2015, 1, 1)  # a figure by year needs whole years: before the window of the truth the messages have them too
# Income is of whole years that are over, and the window of the truth holds none: see the worked cases, and below.
OF_WHOLE_YEARS = "municipal-result"


@pytest.mark.parametrize("name", sorted(set(IDS) - {OF_WHOLE_YEARS}))
def test_every_series_has_a_value(clean: TrueRegion, name: str):
    request = Request(name, PRESENT, first_period=LONG_AGO, last_period=PRESENT.date().replace(day=1))
    cells = compute_figure(clean.home, request, EXACT).cells

    shown = {cell.series for cell in cells if cell.value.state is ValueState.SHOWN}

    assert {outcome.code for outcome in load_indicators()[name].outcomes} - shown == set()


def test_a_year_that_is_not_over_has_no_result_yet(clean: TrueRegion):
    cells = compute_figure(clean.home, Request(OF_WHOLE_YEARS, PRESENT, first_period=LONG_AGO), EXACT).cells

    assert cells
    assert {cell.value.number for cell in cells} == {None}
