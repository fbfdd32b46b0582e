"""Municipalities next to each other."""

from regiewijzer.apps.monitor.presenters.comparison import compare, index
from regiewijzer.apps.monitor.presenters.subject import subject_of
from regiewijzer.definitions.indicators import load_indicators
from tests.support.invented_figures import MUNICIPALITIES, a_request, invented_figure


def _comparison(indicator_id: str):
    indicator = load_indicators()[indicator_id]
    subject = subject_of(indicator, invented_figure(None, a_request(indicator_id)))
    by_municipality = invented_figure(None, a_request(indicator_id, by=("municipality",)))
    return compare(subject, by_municipality, next(indicator.outcomes), MUNICIPALITIES)


def test_index_takes_the_mean_of_the_first_year_as_hundred():
    assert index([10.0] * 12 + [15.0, None]) == [100.0] * 12 + [150.0, None]
    assert index([0, 0]) == [None, None]
    assert index([None, None]) == [None, None]


def test_municipalities_are_ranked_and_bars_follow_the_longest():
    found = _comparison("young-people-in-care")
    assert [row.name for row in found.ranked] == list(MUNICIPALITIES.values())
    assert found.ranked[0].width == 100
    assert found.ranked[1].width < 60
    assert found.indexed


def test_shares_and_days_are_compared_as_they_are():
    assert not _comparison("waiting").indexed
    assert not _comparison("dropout").indexed


def test_every_small_chart_has_the_line_of_the_region_and_says_so():
    found = _comparison("waiting")
    assert len({one.picture.reference for one in found.multiples}) == 1
    assert all("grijze lijn van de regio" in one.alternative for one in found.multiples)
