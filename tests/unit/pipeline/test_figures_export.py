from dataclasses import replace
from datetime import date, datetime

import pytest

from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.figures.figure import Cell, Figure, Passport, Request
from regiewijzer.figures.scope import REGION
from regiewijzer.figures.values import HIDDEN, NOT_APPLICABLE, UNKNOWN, shown
from regiewijzer.pipeline.figures_export import Variant, figure_as_csv, formula_safe

JANUARY = date(2024, 1, 1)
INDICATORS = load_indicators()


def figure(indicator: str, *cells: Cell, by: tuple[str, ...] = (), where: tuple = ()) -> Figure:
    passport = Passport(
        definition_version="1.0-abc",
        sql="SELECT 1",
        snapshot=3,
        moment=datetime(2024, 6, 30, 22),
        scope=REGION,
        program_version="0.1.0",
        messages_counted={},
        lineage={},
        completeness={"expected": 10, "present": 9},
        at_risk_share=shown(0.125),
        reconstructed_share=shown(0.0),
        disclosure={"threshold": 10, "hidden": 1},
    )
    return Figure(Request(indicator, passport.moment, 3, by, where), passport, cells)


def table(text: str, delimiter: str) -> list[list[str]]:
    """Return the rows below the passport lines."""
    rows = [line.split(delimiter) for line in text.split("\r\n")[:-1]]
    return rows[rows.index([""]) + 1 :] if [""] in rows else rows


def test_spreadsheet_has_passport_lines_on_top():
    text = figure_as_csv(
        figure("flow", where=(("municipality", ("0901",)),)), INDICATORS["flow"], names={"municipality": {"0901": "Noord"}}
    )

    assert text.startswith("\ufeffCijfer;Hoeveel jongeren beginnen")
    assert "Selectie;Noord\r\n" in text
    assert "Deel met een open bevinding;0,125\r\n" in text
    assert "Ontvangen leveringen;9\r\n" in text


def test_spreadsheet_has_decimal_comma_names_and_states():
    cells = (
        Cell(JANUARY, ("0901",), "by_client", shown(0.25), shown(40)),
        Cell(JANUARY, ("0902",), "by_client", HIDDEN, HIDDEN),
        Cell(JANUARY, ("0903",), "by_client", NOT_APPLICABLE),
    )
    text = figure_as_csv(
        figure("dropout", *cells, by=("municipality",)), INDICATORS["dropout"], names={"municipality": {"0901": "Noord"}}
    )

    assert table(text, ";") == [
        ["maand", "reeks", "gemeente", "waarde", "eenheid", "toestand", "aantal erachter"],
        ["2024-01", "Door de cliënt", "Noord", "0,25", "aandeel", "getoond", "40"],
        ["2024-01", "Door de cliënt", "0902", "", "aandeel", "afgeschermd", ""],
        ["2024-01", "Door de cliënt", "0903", "", "aandeel", "niet van toepassing", ""],
    ]


def test_program_variant_has_codes_and_decimal_point():
    cells = (
        Cell(JANUARY, (), "submitted", shown(-1_234_505), shown(15)),
        Cell(JANUARY, (), "open", UNKNOWN),
    )
    text = figure_as_csv(figure("claimed-care", *cells), INDICATORS["claimed-care"], variant=Variant.PROGRAM)

    assert table(text, ",") == [
        ["month", "series", "value", "unit", "state", "base"],
        ["2024-01", "submitted", "-12345.05", "euros", "shown", "15"],
        ["2024-01", "open", "", "euros", "unknown", ""],
    ]


def test_english_words():
    cell = Cell(JANUARY, (), "decision_time_median", shown(12.5), shown(30))
    text = figure_as_csv(figure("waiting", cell), INDICATORS["waiting"], language="en")

    assert table(text, ";")[1] == ["2024-01", "Decision time, median", "12,5", "days", "shown", "30"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_text_that_could_start_a_formula_gets_an_apostrophe(text):
    assert formula_safe(text) == "'" + text


def test_name_of_a_municipality_cannot_be_a_formula():
    cell = Cell(JANUARY, ("0901",), "in_care", shown(20), shown(20))
    one = figure("young-people-in-care", cell, by=("municipality",), where=(("provider", ("1",)),))
    evil = {"municipality": {"0901": '=HYPERLINK("x")'}, "provider": {"1": "@SUM(A1)"}}

    text = figure_as_csv(one, INDICATORS["young-people-in-care"], names=evil)

    assert ";=" not in text
    assert ';"=' not in text
    assert ";@" not in text


def test_negative_number_stays_a_number():
    cell = Cell(JANUARY, (), "open", shown(-500), shown(20))
    text = figure_as_csv(replace(figure("claimed-care"), cells=(cell,)), INDICATORS["claimed-care"])

    assert table(text, ";")[1][2] == "-5,00"
