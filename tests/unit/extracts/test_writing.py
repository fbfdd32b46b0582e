"""What we write: no formula in it, whatever stands in the rows, and templates that people and the reader understand."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from regiewijzer.extracts.formulas import safe_text, without_apostrophe
from regiewijzer.extracts.template import template
from regiewijzer.extracts.writing import csv_of, written, xlsx_of
from tests.support.delivered_tables import TABLES, read, told

LOT = {"lot_code": "P1", "name": "Ambulant", "sector": "ggz", "weight": "light"}
INJECTIONS = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "'=1", "''=1", '=HYPERLINK("http://x")', "http://x", "{=1}", "007"]


@pytest.mark.parametrize("text", INJECTIONS)
def test_a_text_never_becomes_a_formula_in_csv(text):
    line = csv_of(TABLES["lot"], [{**LOT, "name": text}]).decode("utf-8-sig").splitlines()[1]
    cell = line.split(";")[1].strip('"')
    assert not cell.startswith(("=", "+", "-", "@", "\t"))
    assert without_apostrophe(safe_text(text)) == text


@pytest.mark.parametrize("text", INJECTIONS)
def test_a_text_never_becomes_a_formula_or_link_in_excel(text):
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_of(TABLES["lot"], [{**LOT, "name": text}]))).active
    assert (sheet["B2"].data_type, sheet["B2"].hyperlink, sheet["B2"].value) == ("s", None, text)


@pytest.mark.parametrize("text", ["-12", "-12,50", "12"])
def test_our_own_numbers_stay_numbers(text):
    assert safe_text(text) == text


@pytest.mark.parametrize(
    ("table", "column", "value", "text"),
    [
        ("contract", "valid_until", date(2025, 1, 1), "31-12-2024"),
        ("contract", "valid_from", date(2024, 2, 1), "01-02-2024"),
        ("workforce", "quarter", date(2024, 10, 1), "2024-K4"),
        ("cbs_care", "half_year", date(2024, 7, 1), "2024-H2"),
        ("waiting_statement", "month", date(2024, 2, 1), "02-2024"),
        ("population", "year", date(2024, 1, 1), "2024"),
        ("tariff", "amount_cents", -5, "-0,05"),
        ("tariff", "amount_cents", 123456, "1234,56"),
        ("workforce", "fte", Decimal("19.50"), "19,50"),
        ("workforce", "headcount", 24, "24"),
        ("cbs_care", "crisis", True, "ja"),
        ("lot", "weight", "light", "licht"),
        ("workforce", "caseload", None, ""),
    ],
)
def test_values_are_written_as_people_write_them(table, column, value, text):
    assert written(TABLES[table].column(column), value) == text


def test_dates_and_numbers_of_a_workbook_are_real_ones():
    row = {"product_category": "45", "valid_from": date(2024, 1, 1), "amount_cents": 7850, "unit": "uur"}
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_of(TABLES["tariff"], [row]))).active
    assert (sheet["A2"].value, sheet["E2"].value.date(), sheet["G2"].value) == ("45", date(2024, 1, 1), 78.5)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_an_empty_template_is_recognised_and_empty(table, language):
    batch = read(template(table, language), f"sjabloon_{language}.xlsx")
    assert [delivery.table for delivery in batch.deliveries] == [table.name]
    assert [rule for rule, _ in told(batch)] == ["RW-EX-18"]
    batch = read(template(table, language, "csv"), f"{table.file_name}.csv")
    assert [rule for rule, _ in told(batch)] == ["RW-EX-18"]


def test_a_template_explains_shows_an_example_and_offers_choices():
    table = TABLES["workforce"]
    book = openpyxl.load_workbook(io.BytesIO(template(table)))
    assert book.sheetnames == ["personeel", "Toelichting", "Codelijsten"]
    texts = [cell.value for row in book["Toelichting"].iter_rows() for cell in row if cell.value]
    assert table.purpose.nl in texts
    assert all(column.explanation.nl in texts and column.example in texts for column in table.columns)
    (choice,) = book["personeel"].data_validations.dataValidation
    assert choice.formula1 == "'Codelijsten'!$A$2:$A$8"
    assert str(choice.sqref) == "C2:C2001"
    offered = [row[0].value for row in book["Codelijsten"]["A2:A8"]]
    assert offered == [code.written for code in table.column("function_group").codes.values()]


def test_the_example_row_of_a_template_reads_back_without_findings():
    for table in TABLES.values():
        sheet = openpyxl.load_workbook(io.BytesIO(template(table)))["Toelichting"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=8 + len(table.columns))]
        titles, example = ([cell for cell in row if cell is not None] for row in rows[:2])
        text = ";".join(titles) + "\n" + ";".join(example)
        assert told(read(text, f"{table.file_name}.csv")) == []


def test_another_form_is_refused():
    with pytest.raises(ValueError, match="expected xlsx or csv"):
        template(TABLES["lot"], "nl", "ods")
