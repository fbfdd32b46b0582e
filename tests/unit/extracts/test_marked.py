"""The marked workbook: the user's rows where they stood, faults coloured and explained, nothing that runs."""

import io
from datetime import date

import openpyxl
import pytest

from regiewijzer.extracts.marked import marked_workbook
from tests.support.delivered_tables import TABLES, WORKFORCE, read, told, workbook, workforce

TEXT = workforce("99900001;2024-K1;hbo;24;19,5;;;", "99900001;2024-K2;hobo;3;19.5;30;;", "99900001;2024-K3;hbo;3;2;30;;")


def marked(content, file="personeel.csv", language="nl"):
    content = content.encode() if isinstance(content, str) else content
    findings = read(content, file).findings
    return openpyxl.load_workbook(io.BytesIO(marked_workbook(content, file, findings, TABLES, language))), findings


def test_faulty_cells_are_coloured_and_explained():
    book, _ = marked(TEXT)
    sheet = book["personeel"]
    assert [cell.value for cell in sheet[3]][:5] == ["99900001", "2024-K2", "hobo", "3", "19.5"]
    assert sheet["C3"].fill.fgColor.rgb == "FFF8CBAD"
    assert "Code staat niet in de lijst" in sheet["C3"].comment.text
    assert sheet["B3"].comment is None
    assert "Er zijn meer geregistreerden dan medewerkers." in sheet["F4"].comment.text


def test_all_findings_are_listed():
    book, findings = marked(TEXT)
    rows = list(book["Bevindingen"].iter_rows(values_only=True))
    assert len(rows) == len(findings) + 1
    assert rows[1][:7] == ("personeel", "3", "C", "fout", "RW-EX-25", "Code staat niet in de lijst", "hobo")


def test_in_english():
    book, _ = marked(TEXT, language="en-gb")
    assert book.sheetnames == ["personeel", "Findings"]
    assert "Code is not in the list" in book["personeel"]["C3"].comment.text
    assert "There are more registered people than workers." in book["personeel"]["F4"].comment.text


def test_a_mended_marked_workbook_is_read_again():
    book, _ = marked(TEXT)
    sheet = book["personeel"]
    sheet["C3"], sheet["E3"], sheet["F3"], sheet["F4"] = "hbo", "2,5", "3", "3"
    buffer = io.BytesIO()
    book.save(buffer)
    assert told(read(buffer.getvalue(), "personeel_gemerkt.xlsx")) == []


def test_values_of_excel_keep_their_kind_and_formulas_become_values():
    def change(_, sheet):
        sheet["D2"] = "=1+1"
        sheet["B3"] = date(2024, 1, 31)

    content = workbook(
        [WORKFORCE.split(";"), ["99900001", "2024-K1", "hbo", 1, 19.5], ["99900001", None, "hbo", 1, 1]], change=change
    )
    book, _ = marked(content, "x.xlsx")
    sheet = book["personeel"]
    assert sheet["D2"].data_type != "f"
    assert "Cel bevat een formule" in sheet["D2"].comment.text
    assert sheet["B3"].value.date() == date(2024, 1, 31)
    assert sheet["E2"].value == 19.5


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+1", "-1+1", "http://x"])
def test_what_the_user_wrote_never_becomes_a_formula(text):
    book, _ = marked(workforce(f"99900001;2024-K2;{text};3;{text};30;;"))
    for sheet in book:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" and cell.hyperlink is None for cell in row)
    assert book["personeel"]["C2"].value == text


def test_a_fault_of_a_whole_row_stands_at_its_first_cell():
    row = "99900001;2024-K1;hbo;3;2,5;;;"
    book, _ = marked(workforce(row, row))
    assert "Rij is dubbel" in book["personeel"]["A3"].comment.text


def test_a_file_that_cannot_be_read_gives_the_list_alone():
    book, findings = marked(b"PK\x03\x04 broken", "x.xlsx")
    assert book.sheetnames == ["Bevindingen"]
    assert len(findings) == 1


def test_an_awkward_name_of_a_file_is_no_trouble():
    book, _ = marked(TEXT, "personeel [versie 2] van de aanbieder in het oosten.csv")
    assert len(book.sheetnames[0]) <= 31


def test_no_person_stands_in_comments_or_list():
    text = "Aanbieder;Halfjaar;Burgerservicenummer;Gemeente;Verwijzer;Hulpvorm;Datum aanvang\n"
    book, _ = marked(text + "99900001;2024-H1;123456782;0901;02;02;15-02-2024\n", "beleidsinformatie_jeugdhulp.csv")
    sheet = book.worksheets[0]
    assert sheet["C2"].value == "123456782"
    assert "123456782" not in sheet["C2"].comment.text
    assert not any("123456782" in str(cell) for row in book["Bevindingen"].iter_rows(values_only=True) for cell in row)
