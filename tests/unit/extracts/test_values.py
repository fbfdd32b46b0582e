"""One cell: what is read, what is refused and by which rule."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest

from regiewijzer.definitions.extracts_types import Code, ColumnType, ExtractColumn
from regiewijzer.definitions.rules import RuleText
from regiewijzer.extracts.readings import Confirm
from regiewijzer.extracts.sheets import Mark
from regiewijzer.extracts.values import read_value
from regiewijzer.vocabulary.person_numbers import PersonNumbers

TEXT = RuleText("a", "a")
CONFIRM = Confirm(PersonNumbers.DEMO, frozenset({"01012345"}), frozenset({"0901"}))
CODES = {"01": Code("01", "01", TEXT), "effort": Code("effort", "inspanning", TEXT, ("inspanningsgericht",))}


def column(type_, **more):
    return ExtractColumn("x", TEXT, TEXT, ColumnType(type_), "1", **more)


def reading(type_, raw, mark=None, **more):
    return read_value(column(type_, **more), raw, mark, CONFIRM)


READ = [
    ("date", "31-01-2024", date(2024, 1, 31)),
    ("date", "1-2-2024", date(2024, 2, 1)),
    ("date", " 01-02-2024 ", date(2024, 2, 1)),
    ("date", date(2024, 1, 31), date(2024, 1, 31)),
    ("date", datetime(2024, 1, 31), date(2024, 1, 31)),
    ("month", "1-2024", date(2024, 1, 1)),
    ("month", date(2024, 3, 1), date(2024, 3, 1)),
    ("quarter", "2024-K4", date(2024, 10, 1)),
    ("quarter", "2024-q2", date(2024, 4, 1)),
    ("half_year", "2024-H2", date(2024, 7, 1)),
    ("year", "2024", date(2024, 1, 1)),
    ("year", 2024.0, date(2024, 1, 1)),
    ("integer", "12", 12),
    ("integer", "-3", -3),
    ("integer", 12.0, 12),
    ("decimal", "12", Decimal("12.00")),
    ("decimal", "12,5", Decimal("12.50")),
    ("decimal", 0.30000000000000004, Decimal("0.30")),
    ("euro", "1.234,50", 123450),
    ("euro", "€ 1234,5", 123450),
    ("euro", -12.34, -1234),
    ("percentage", "8,4", Decimal("8.40")),
    ("percentage", "8,4 %", Decimal("8.40")),
    ("percentage", 8.4, Decimal("8.40")),
    ("yes_no", "Ja", True),
    ("yes_no", "nee", False),
    ("yes_no", True, True),
    ("agb", "99900001", "99900001"),
    ("agb", 99900001.0, "99900001"),
    ("municipality", "0901", "0901"),
    ("municipality", "GM0901", "0901"),
    ("bsn", "900000011", "900000011"),
    ("bsn", 900000011.0, "900000011"),
    ("postcode", "1234 ab", "1234AB"),
    ("text", "  Het Voorbeeld ", "Het Voorbeeld"),
    ("text", "twee\nregels", "twee\nregels"),
    ("integer", "", None),
    ("text", " \t", None),
]


@pytest.mark.parametrize(("type_", "raw", "value"), READ)
def test_what_is_unambiguous_is_read(type_, raw, value):
    found = reading(type_, raw)
    assert (found.value, type(found.value), found.rule) == (value, type(value), None)


REFUSED = [
    ("date", "2024-01-31", "RW-EX-30"),
    ("date", "31/01/2024", "RW-EX-30"),
    ("date", "31-01-24", "RW-EX-30"),
    ("date", "31-02-2024", "RW-EX-30"),
    ("date", "٣١-٠١-٢٠٢٤", "RW-EX-30"),
    ("date", 45322.0, "RW-EX-30"),
    ("date", "01-01-0204", "RW-EX-30"),
    ("date", "31-12-9999", "RW-EX-30"),
    ("date", date(1900, 2, 28), "RW-EX-30"),
    ("date", datetime(2024, 1, 31, 12), "RW-EX-30"),
    ("date", time(12), "RW-EX-30"),
    ("month", "13-2024", "RW-EX-31"),
    ("month", "2024-01", "RW-EX-31"),
    ("month", date(2024, 3, 2), "RW-EX-31"),
    ("month", 202401.0, "RW-EX-31"),
    ("quarter", "2024-K5", "RW-EX-32"),
    ("quarter", "1-2024", "RW-EX-32"),
    ("quarter", date(2024, 1, 1), "RW-EX-32"),
    ("half_year", "2024-1", "RW-EX-33"),
    ("year", "24", "RW-EX-34"),
    ("year", 2024.5, "RW-EX-34"),
    ("year", True, "RW-EX-34"),
    ("integer", "12,0", "RW-EX-35"),
    ("integer", "1 234", "RW-EX-35"),
    ("integer", "1.234", "RW-EX-37"),
    ("integer", 12.5, "RW-EX-35"),
    ("integer", True, "RW-EX-35"),
    ("integer", "١٢", "RW-EX-35"),
    ("integer", "1e3", "RW-EX-35"),
    ("integer", "9" * 30, "RW-EX-41"),
    ("decimal", "12.5", "RW-EX-37"),
    ("decimal", "1,234.50", "RW-EX-37"),
    ("decimal", "1,234,567", "RW-EX-37"),
    ("decimal", "12,500", "RW-EX-43"),
    ("decimal", 0.125, "RW-EX-43"),
    ("decimal", "veel", "RW-EX-36"),
    ("decimal", float("nan"), "RW-EX-36"),
    ("decimal", float("inf"), "RW-EX-36"),
    ("decimal", timedelta(hours=1), "RW-EX-36"),
    ("decimal", 1e300, "RW-EX-41"),
    ("euro", "12.50", "RW-EX-37"),
    ("percentage", "8.4%", "RW-EX-37"),
    ("yes_no", "j", "RW-EX-38"),
    ("yes_no", 1.0, "RW-EX-38"),
    ("agb", "999000012", "RW-EX-26"),
    ("agb", "9990000A", "RW-EX-26"),
    ("agb", "9990001", "RW-EX-39"),
    ("agb", 9990001.0, "RW-EX-39"),
    ("agb", 1.5, "RW-EX-26"),
    ("municipality", "Duinstad", "RW-EX-27"),
    ("municipality", "902", "RW-EX-39"),
    ("bsn", "123456782", "RW-EX-28"),
    ("bsn", "90000001", "RW-EX-28"),
    ("bsn", "900.000.011", "RW-EX-28"),
    ("postcode", "0123 AB", "RW-EX-29"),
    ("postcode", 1234.0, "RW-EX-29"),
    ("text", "a\x00b", "RW-EX-42"),
    ("text", "a" * 1001, "RW-EX-42"),
    ("text", date(2024, 6, 3), "RW-EX-42"),
    ("text", 1.5, "RW-EX-42"),
    ("text", True, "RW-EX-42"),
]


@pytest.mark.parametrize(("type_", "raw", "rule"), REFUSED)
def test_what_can_mean_two_things_is_refused(type_, raw, rule):
    found = reading(type_, raw)
    assert (found.value, found.rule) == (None, rule)


@pytest.mark.parametrize("raw", ["effort", "Inspanning", " INSPANNINGSGERICHT "])
def test_a_code_is_read_by_every_spelling(raw):
    assert reading("code", raw, codes=CODES).value == "effort"


def test_a_code_outside_the_list_is_refused():
    assert reading("code", "uitspanning", codes=CODES).rule == "RW-EX-25"
    assert reading("code", True, codes=CODES).rule == "RW-EX-25"
    assert reading("code", date(2024, 6, 3), codes=CODES).rule == "RW-EX-25"


@pytest.mark.parametrize(
    ("type_", "raw", "value"),
    [("agb", "1012345", "01012345"), ("agb", 1012345.0, "01012345"), ("municipality", "901", "0901"), ("code", 1.0, "01")],
)
def test_lost_zeros_come_back_when_a_list_has_the_code(type_, raw, value):
    found = reading(type_, raw, codes=CODES)
    assert (found.value, found.rule, found.note) == (value, None, "RW-EX-40")


def test_a_number_with_a_point_may_be_a_code():
    codes = {"6.72": Code("6.72", "6.72", TEXT), "6.72a": Code("6.72a", "6.72a", TEXT)}
    assert reading("code", 6.72, codes=codes).value == "6.72"


def test_codes_of_unequal_length_are_not_filled_up():
    codes = {"1": Code("1", "1", TEXT), "010": Code("010", "010", TEXT)}
    assert reading("code", "10", codes=codes).rule == "RW-EX-25"


def test_a_number_in_a_text_is_taken_and_told():
    assert reading("text", 2024001.0) == ("2024001", None, "RW-EX-44")


@pytest.mark.parametrize("raw", ["999999999", "000000000"])
def test_nobody_is_no_person(raw):
    assert reading("bsn", raw) == (None, None, "RW-EX-62")


def test_a_productive_installation_refuses_invented_numbers():
    confirm = Confirm(PersonNumbers.PRODUCTIVE)
    assert read_value(column("bsn"), "900000011", None, confirm).rule == "RW-EX-28"
    assert read_value(column("bsn"), "123456782", None, confirm).value == "123456782"


def test_the_last_day_becomes_the_day_after():
    assert reading("date", "31-12-2024", inclusive_end=True).value == date(2025, 1, 1)
    assert reading("date", "31-12-9999", inclusive_end=True) == (None, None, None)


def test_a_required_cell_may_not_be_empty():
    assert reading("text", "  ", required=True).rule == "RW-EX-20"
    assert reading("date", "31-12-9999", inclusive_end=True, required=True).rule == "RW-EX-20"


@pytest.mark.parametrize(("raw", "rule"), [("-1", "RW-EX-41"), ("23", "RW-EX-41"), ("0", None), ("22", None)])
def test_limits_are_inclusive(raw, rule):
    assert reading("integer", raw, minimum=0, maximum=22).rule == rule


@pytest.mark.parametrize(("mark", "rule"), [(Mark.FORMULA, "RW-EX-21"), (Mark.BROKEN, "RW-EX-22")])
def test_the_value_of_a_formula_or_error_is_never_used(mark, rule):
    assert reading("integer", 2.0, mark) == (None, rule, None)
    assert reading("text", "", mark, required=True).rule == rule


def test_what_excel_shows_as_percentage_is_read_as_shown():
    assert reading("percentage", 0.084, Mark.PERCENT).value == Decimal("8.40")
    assert reading("decimal", 0.084, Mark.PERCENT).rule == "RW-EX-36"
    assert reading("percentage", 0.12345, Mark.PERCENT).rule == "RW-EX-43"
