"""Numbers on the command line are Dutch, whatever the unit."""

from datetime import date

import pytest

from regiewijzer.cli.numbers import amount, in_words, period
from regiewijzer.definitions.indicators_types import Grain, Unit
from regiewijzer.figures.values import HIDDEN


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        (203000000, Unit.CENTS, "€ 2.030.000,00"),
        (0.808, Unit.SHARE, "80,8 %"),
        (0.0005, Unit.SHARE, "0,1 %"),
        (1234567, Unit.YOUTHS, "1.234.567"),
        (67.2, Unit.PER_1000, "67,20"),
        (-1234.5, Unit.NUMBER, "-1.235"),
        (123.45, Unit.DAYS, "123,5"),
        (-0.001, Unit.NUMBER, "0,00"),
    ],
)
def test_amount(value, unit, written):
    assert amount(value, unit) == written


def test_what_is_not_shown_says_why():
    assert in_words(HIDDEN, Unit.YOUTHS) == "afgeschermd"
    assert in_words(None, Unit.YOUTHS) == ""


@pytest.mark.parametrize(("grain", "written"), [(Grain.MONTH, "2026-07"), (Grain.QUARTER, "2026-K3"), (Grain.YEAR, "2026")])
def test_period(grain, written):
    assert period(date(2026, 7, 1), grain) == written
