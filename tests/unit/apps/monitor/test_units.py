"""Values in words."""

import pytest
from django.utils import translation

from regiewijzer.apps.monitor import units
from regiewijzer.definitions.indicators_types import Unit
from regiewijzer.figures.values import HIDDEN, NOT_APPLICABLE, UNKNOWN, shown

SPACE = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("number", "unit", "text"),
    [
        (1234, Unit.YOUTHS, "1.234"),
        (0, Unit.YOUTHS, "0"),
        (0.1234, Unit.SHARE, f"12,3{SPACE}%"),
        (77, Unit.DAYS, "77"),
        (76.5, Unit.DAYS, "76,5"),
        (360_983_149, Unit.CENTS, f"€{SPACE}3.609.831"),
        (8_450, Unit.CENTS, f"€{SPACE}84,50"),
        (120, Unit.PEOPLE, "120"),
        (14, Unit.ORGANISATIONS, "14"),
        (12.5, Unit.HOURS, "12,5"),
        (1.07, Unit.NUMBER, "1,07"),
        (14.26, Unit.NUMBER, "14,3"),
        (1234.6, Unit.NUMBER, "1.235"),
        (36.24, Unit.PER_1000, "36,2"),
        (812.7, Unit.PER_10000, "813"),
        (7.25, Unit.SCORE, "7,3"),
    ],
)
def test_amount(number, unit, text):
    assert units.text(shown(number), unit) == text


def test_what_is_not_shown_says_why():
    assert [units.text(value, Unit.YOUTHS) for value in (HIDDEN, UNKNOWN, NOT_APPLICABLE)] == [
        "afgeschermd",
        "onbekend",
        "n.v.t.",
    ]


@pytest.mark.parametrize(
    ("now", "before", "unit", "text", "sentence"),
    [
        (1100, 1000, Unit.YOUTHS, f"+100 (+10,0{SPACE}%)", "Dat is 100 meer dan een jaar eerder."),
        (900, 1000, Unit.YOUTHS, f"−100 (−10,0{SPACE}%)", "Dat is 100 minder dan een jaar eerder."),
        (5, 0, Unit.YOUTHS, "+5", "Dat is 5 meer dan een jaar eerder."),
        (5, 5, Unit.YOUTHS, "0", "Dat is gelijk aan een jaar eerder."),
        (0.15, 0.12, Unit.SHARE, "+3,0 procentpunt", "Dat is 3,0 procentpunt hoger dan een jaar eerder."),
        (77, 70, Unit.DAYS, "+7 dagen", "Dat is 7 dagen langer dan een jaar eerder."),
        (69, 70, Unit.DAYS, "−1 dag", "Dat is 1 dag korter dan een jaar eerder."),
        (90_000, 100_000, Unit.CENTS, f"−€{SPACE}100 (−10,0{SPACE}%)", f"Dat is €{SPACE}100 minder dan een jaar eerder."),
        (-90_000, -100_000, Unit.CENTS, f"+€{SPACE}100", f"Dat is €{SPACE}100 meer dan een jaar eerder."),
        (14, 12, Unit.ORGANISATIONS, f"+2 (+16,7{SPACE}%)", "Dat is 2 meer dan een jaar eerder."),
        (1.1, 1.05, Unit.NUMBER, "+0,05", "Dat is 0,05 hoger dan een jaar eerder."),
        (7.5, 7.2, Unit.SCORE, "+0,3", "Dat is 0,3 hoger dan een jaar eerder."),
        (36.1, 37, Unit.PER_1000, "−0,9", "Dat is 0,9 lager dan een jaar eerder."),
        (12.5, 10, Unit.HOURS, "+2,5 uur", "Dat is 2,5 hoger dan een jaar eerder."),
    ],
)
def test_difference(now, before, unit, text, sentence):
    assert units.difference(now, before, unit) == text
    assert units.in_a_sentence(now, before, unit) == sentence


def test_words_follow_the_language():
    with translation.override("en"):
        assert units.in_a_sentence(77, 76, Unit.DAYS) == "That is 1 day longer than a year earlier."
        assert units.noun(1, Unit.YOUTHS) == "young person"


def test_every_unit_has_a_name_and_a_style():
    for unit in Unit:
        assert units.name(unit)
        assert units.amount(12, unit)
