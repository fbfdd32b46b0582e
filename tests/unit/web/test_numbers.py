"""Numbers as a reader writes them."""

from datetime import date

import pytest
from django.utils import translation

from regiewijzer.web import numbers


@pytest.mark.parametrize(
    ("value", "decimals", "dutch", "english"),
    [
        (59.6, 0, "60", "60"),  # Django's number_format makes this 59
        (0.5, 0, "1", "1"),
        (1234.5, 0, "1.235", "1,235"),
        (1234.56, 1, "1.234,6", "1,234.6"),
        (-1234, 0, "−1.234", "−1,234"),
        (-0.4, 0, "0", "0"),
        (0, 1, "0,0", "0.0"),
        (12_345_678, 0, "12.345.678", "12,345,678"),
    ],
)
def test_number(value, decimals, dutch, english):
    assert numbers.number(value, decimals) == dutch
    with translation.override("en"):
        assert numbers.number(value, decimals) == english


@pytest.mark.parametrize(("value", "text"), [(5, "+5"), (-5, "−5"), (0, "0"), (0.2, "0"), (-0.2, "0")])
def test_signed(value, text):
    assert numbers.signed(value) == text


def test_euros_are_whole_and_keep_their_sign_close():
    assert numbers.euros(123_456) == "€\N{NO-BREAK SPACE}1.235"
    assert numbers.euros(-123_449) == "€\N{NO-BREAK SPACE}−1.234"


def test_months_and_days_follow_the_language():
    day = date(2026, 3, 1)
    assert (numbers.month(day), numbers.short_month(day), numbers.full_date(day)) == ("maart 2026", "mrt 2026", "1 maart 2026")
    with translation.override("en"):
        assert numbers.month(day) == "March 2026"
