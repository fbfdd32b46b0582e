"""Periods: months, quarters, years."""

from datetime import date

import pytest
from django.utils import translation

from regiewijzer.apps.monitor import grains
from regiewijzer.definitions.indicators_types import Grain


@pytest.mark.parametrize(
    ("grain", "first", "label", "words"),
    [
        (Grain.MONTH, date(2026, 8, 1), "augustus 2026", "augustus 2026"),
        (Grain.QUARTER, date(2026, 7, 1), "3e kwartaal 2026", "het 3e kwartaal van 2026"),
        (Grain.YEAR, date(2026, 1, 1), "2026", "2026"),
    ],
)
def test_a_period_has_a_first_day_and_a_name(grain, first, label, words):
    assert grains.period_of(date(2026, 8, 20), grain) == first
    assert grains.label(first, grain) == label
    assert grains.in_words(first, grain) == words


def test_periods_follow_one_another():
    assert list(grains.periods_between(date(2025, 7, 1), date(2026, 1, 1), Grain.QUARTER)) == [
        date(2025, 7, 1),
        date(2025, 10, 1),
        date(2026, 1, 1),
    ]
    assert grains.following(date(2026, 1, 1), Grain.YEAR, -1) == date(2025, 1, 1)


def test_names_follow_the_language():
    with translation.override("en"):
        assert grains.label(date(2026, 1, 1), Grain.QUARTER) == "Q1 2026"
        assert grains.in_words(date(2026, 1, 1), Grain.QUARTER) == "Q1 2026"
