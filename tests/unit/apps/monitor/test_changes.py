"""What changed: the newest period against the one before, and against what was known then."""

from dataclasses import replace
from datetime import date

import pytest

from regiewijzer.apps.monitor.presenters.changes import change_of, ordered, usual_change
from regiewijzer.apps.monitor.presenters.subject import Subject, subject_of
from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.figures.figure import Cell
from regiewijzer.figures.values import HIDDEN, NOT_APPLICABLE, UNKNOWN, Value, shown
from regiewijzer.vocabulary.periods import add_months
from tests.support.invented_figures import a_request, invented_figure

INDICATOR = "young-people-in-care"
START = date(2025, 1, 1)


def _subject(*values: Value | int, month: int = 11) -> Subject:
    """A subject of these values from January 2025; all of them settled, known at the first of the month of 2026."""
    made = invented_figure(None, a_request(INDICATOR))
    given = [value if isinstance(value, Value) else shown(value) for value in values]
    cells = tuple(Cell(add_months(START, place), (), "in_care", value) for place, value in enumerate(given))
    request = replace(made.request, moment=made.request.moment.replace(year=2030, month=month))
    return subject_of(load_indicators()[INDICATOR], replace(made, request=request, cells=cells))


STEADY = (100, 105, 100, 105, 100, 105, 100, 105)


def test_the_usual_change_is_that_before_the_newest_period():
    subject = _subject(*STEADY, 500)
    assert usual_change(subject.lines["in_care"], subject) == 5


def test_one_break_does_not_make_every_later_change_look_small():
    subject = _subject(*STEADY, 1000, 1005, 1000, 1005, 1000)
    assert usual_change(subject.lines["in_care"], subject) == 5


def test_too_few_periods_have_no_usual_change():
    assert usual_change((subject := _subject(1, 2, 3, 4)).lines["in_care"], subject) is None
    assert change_of(_subject(1, 2, 3, 4), None).verdict == "niet te wegen"


@pytest.mark.parametrize(
    ("newest", "verdict"),
    [(110, "zoals"), (115, "groter dan"), (125, "veel groter dan"), (80, "veel groter dan")],
)
def test_a_change_is_weighed_against_the_usual_one(newest, verdict):
    found = change_of(_subject(*STEADY, newest), None)
    assert (found.step.before, found.step.now) == ("105", str(newest))
    assert found.verdict == f"{verdict} gewoonlijk"


def test_any_change_is_striking_where_usually_nothing_changes():
    assert change_of(_subject(*[5] * 10, 6), None).verdict == "veel groter dan gewoonlijk"
    assert change_of(_subject(*[5] * 11), None).verdict == "zoals gewoonlijk"


def test_a_revision_is_the_period_that_differs_most_from_what_was_known():
    then, now = _subject(*STEADY), _subject(100, 105, 100, 105, 140, 105, 105, 105, 110)
    found = change_of(now, then)
    assert (found.revision.period, found.revision.before, found.revision.now) == ("mei 2025", "100", "140")
    assert found.is_new


def test_the_same_state_is_not_revised_and_not_new():
    found = change_of(_subject(*STEADY), _subject(*STEADY))
    assert found.revision is None
    assert not found.is_new


@pytest.mark.parametrize("then", [UNKNOWN, NOT_APPLICABLE])
def test_what_was_not_there_then_is_no_revision(then):
    assert change_of(_subject(*STEADY, 110), _subject(*STEADY, then)).revision is None


def test_a_provisional_period_that_changed_is_no_revision():
    then = _subject(*STEADY)
    still_provisional = replace(then, provisional_from=date(2025, 6, 1))
    now = _subject(100, 105, 100, 110, 100, 105, 200, 105)
    assert change_of(now, then).revision.period == "juli 2025"
    assert change_of(now, still_provisional).revision.period == "april 2025"


@pytest.mark.parametrize(("then", "now"), [(HIDDEN, shown(10)), (shown(10), HIDDEN)])
def test_of_a_hidden_value_it_is_not_said_how_much_it_changed(then, now):
    found = change_of(_subject(*STEADY[:-1], now, 100), _subject(*STEADY[:-1], then, 100))
    assert not found.revision.comparable
    assert found.revision.weight is None
    assert "afgeschermd" in (found.revision.before, found.revision.now)


def test_a_hidden_previous_period_gives_no_difference():
    found = change_of(_subject(*STEADY, HIDDEN, 120), None)
    assert (found.step.before, found.step.change, found.weight) == ("afgeschermd", "", -1.0)


def test_the_most_striking_comes_first_and_what_cannot_be_weighed_last():
    small, large, unweighed = (change_of(_subject(*values), None) for values in ((*STEADY, 106), (*STEADY, 300), (1, 2)))
    assert ordered([unweighed, small, large]) == [large, small, unweighed]


def test_without_values_there_is_nothing_to_tell():
    assert change_of(_subject(HIDDEN, HIDDEN), None) is None


def test_a_change_that_lasts_is_told_with_its_beginning_and_without_a_cause():
    found = change_of(_subject(*[100] * 24, *[150] * 6), None)
    assert found.lasting == "blijvend hoger sinds januari 2027, ongeveer 50\u00a0%"
    assert change_of(_subject(*[100] * 24, *[60] * 6), None).lasting.startswith("blijvend lager sinds januari 2027")


def test_one_month_that_stands_out_does_not_last():
    assert change_of(_subject(*[100] * 24, 130, *[100] * 6), None).lasting == ""


def test_what_is_hidden_is_no_observation():
    values = [*[100] * 12, HIDDEN, UNKNOWN, *[100] * 12, *[150] * 6]
    assert change_of(_subject(*values), None).lasting.startswith("blijvend hoger sinds maart 2027")
