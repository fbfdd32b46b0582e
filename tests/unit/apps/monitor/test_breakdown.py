"""Members of a dimension next to each other."""

from dataclasses import replace
from datetime import date

import pytest

from regiewijzer.apps.monitor.dimensions import BY_CODE, below
from regiewijzer.apps.monitor.names import UNKNOWN, ages
from regiewijzer.apps.monitor.presenters.breakdown import breakdown_of, together_lines
from regiewijzer.apps.monitor.presenters.small_charts import index
from regiewijzer.apps.monitor.presenters.subject import Subject, subject_of
from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.figures.figure import Cell, Figure
from regiewijzer.figures.values import HIDDEN, Value, shown
from tests.support.invented_figures import MUNICIPALITIES, a_request, invented_figure

MONTHS = [date(2025, 9, 1), date(2025, 10, 1), date(2026, 8, 1)]


def _subject(indicator_id: str) -> Subject:
    return subject_of(load_indicators()[indicator_id], invented_figure(None, a_request(indicator_id)))


def _by(indicator_id: str, dimension: str) -> Figure:
    return invented_figure(None, a_request(indicator_id, by=(dimension,)))


def _breakdown(indicator_id: str, dimension: str = "municipality", names=MUNICIPALITIES, **said):
    subject = _subject(indicator_id)
    outcome = next(subject.indicator.outcomes)
    return breakdown_of(subject, _by(indicator_id, dimension), outcome, BY_CODE[dimension], names, **said)


def _made(values: dict[str, Value], extra: dict[tuple[str, str], Value] | None = None):
    """A breakdown of one month from values by code."""
    subject = _subject("young-people-in-care")
    assert subject.period is not None
    cells = [Cell(subject.period, (code,), "in_care", value) for code, value in values.items()]
    cells += [Cell(subject.period, (code,), series, value) for (code, series), value in (extra or {}).items()]
    made = replace(_by("young-people-in-care", "municipality"), cells=tuple(cells))
    outcome = next(subject.indicator.outcomes)
    return breakdown_of(subject, made, outcome, BY_CODE["municipality"], {})


def test_index_takes_the_mean_of_the_first_year_as_hundred():
    assert index([10.0] * 12 + [15.0, None]) == [100.0] * 12 + [150.0, None]
    assert index([0, 0]) == [None, None]
    assert index([None, None]) == [None, None]


def test_members_are_ranked_and_bars_follow_the_longest():
    found = _breakdown("young-people-in-care")
    assert [row.name for row in found.rows] == list(MUNICIPALITIES.values())
    assert found.rows[0].bar.length == 100
    assert found.rows[1].bar.length < 60
    assert found.indexed


def test_bars_of_deficits_go_the_other_way():
    rows = {row.code: row.bar for row in _made({"a": shown(300), "b": shown(-100), "c": shown(0)}).rows}
    assert (rows["a"].start, rows["a"].length) == (25, 75)
    assert (rows["b"].start, rows["b"].length) == (0, 25)
    assert rows["c"].length == 0


def test_hidden_members_stand_last_without_a_bar():
    found = _made({"a": HIDDEN, "b": shown(10), "c": shown(20)})
    assert [row.code for row in found.rows] == ["c", "b", "a"]
    assert found.rows[-1].bar is None
    assert found.rows[-1].value == "afgeschermd"


def test_what_has_an_order_of_its_own_keeps_it_with_the_unknown_last():
    found = _breakdown("young-people-in-care", "referrer", {})
    assert [row.code for row in found.rows] == ["01", "02", UNKNOWN]


def test_age_groups_go_from_young_to_old():
    found = _breakdown("young-people-in-care", "age", ages())
    assert [row.code for row in found.rows] == ["0-3", "4-11", "12-17", "18-22"]


def test_one_member_is_no_breakdown():
    assert _made({"a": shown(10)}) is None


def test_ended_municipalities_are_left_out():
    assert "9901" not in [row.code for row in _breakdown("young-people-in-care", ended={"9901"}).rows]


@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        (1.0, "binnen wat toeval kan geven"),
        (1.25, "hoger dan toeval verklaart (95 %)"),
        (1.5, "hoger dan toeval verklaart (99,8 %)"),
        (0.5, "lager dan toeval verklaart (99,8 %)"),
    ],
)
def test_a_ratio_is_held_against_the_limits_of_chance(value, verdict):
    limits = {"lower_998": 0.6, "lower_95": 0.8, "upper_95": 1.2, "upper_998": 1.4}
    extra = {("a", f"in_care_{name}"): shown(number) for name, number in limits.items()}
    found = _made({"a": shown(value), "b": HIDDEN}, extra)
    assert found.has_chance
    assert {row.code: row.chance for row in found.rows} == {"a": verdict, "b": ""}


def test_a_long_breakdown_says_what_it_leaves_to_the_file():
    found = _made({f"{number:04d}": shown(number) for number in range(75)})
    assert (len(found.rows), found.left_out, len(found.charts)) == (60, 15, 24)


def test_shares_and_days_are_compared_as_they_are():
    assert not _breakdown("waiting").indexed
    assert not _breakdown("dropout").indexed


def test_every_small_chart_has_the_line_of_all_together_and_says_so():
    found = _breakdown("waiting")
    assert len({one.picture.reference for one in found.charts}) == 1
    assert all("grijze lijn van alles samen" in one.alternative for one in found.charts)


def test_chosen_members_come_in_the_order_of_the_choice():
    subject, by = _subject("waiting"), _by("waiting", "municipality")
    lines = together_lines(by, subject, next(subject.indicator.outcomes), ["9903", "0000", "9901"])
    assert [line.dimensions for line in lines] == [("9903",), ("9901",)]


def test_the_way_down_goes_from_region_to_provider_and_skips_what_is_not_there():
    available = frozenset({"municipality", "product_category", "provider", "age"})
    assert below("municipality", available) == "product_category"
    assert below("product_category", available) == "provider"
    assert below("provider", available) is None
    assert below("age", available) == "municipality"
