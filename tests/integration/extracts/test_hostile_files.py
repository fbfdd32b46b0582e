"""Files that are careless or meant to harm: each becomes a finding, none takes memory or time, none runs anything."""

import io
import struct
import tracemalloc
import zipfile
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
import xlsxwriter

from regiewijzer.definitions.rules import load_rules
from regiewijzer.extracts import csv_files, excel_archive, excel_scan
from tests.support.delivered_tables import TABLES, WORKFORCE, read, repacked, rows_of, told, workbook, workforce

TITLES = WORKFORCE.split(";")
CELLS = ["99900001", "2024-K1", "hbo", 24, 19.5, 20, 18, 310]
GOOD = "99900001;2024-K1;hbo;24;19,5;20;18;310"
SHEET = "xl/worksheets/sheet1.xml"


def book(change=None, rows=(TITLES, CELLS)):
    return workbook(rows, change=change)


def in_sheet(old, new, content=None):
    """Return a workbook of which the XML of the sheet is changed."""

    def change(parts):
        assert old in parts[SHEET], old
        return {**parts, SHEET: parts[SHEET].replace(old, new, 1)}

    return repacked(content or book(), change)


def test_a_formula_is_told_of_and_its_stored_value_is_not_used():
    def change(_, sheet):
        sheet["C2"] = '=HYPERLINK("http://example.org";"hbo")'
        sheet.append(["99900001", "2024-K2", *CELLS[2:]])
        sheet["D3"] = "=SUM(D2:D2)"

    assert told(read(book(change), "x.xlsx")) == [("RW-EX-21", "personeel!C2"), ("RW-EX-21", "personeel!D3")]


def test_an_error_value_is_told_of():
    content = in_sheet(b'<c r="D2" t="n"><v>24</v></c>', b'<c r="D2" t="e"><v>#N/A</v></c>')
    assert told(read(content, "x.xlsx")) == [("RW-EX-22", "personeel!D2")]


def test_merged_cells_hold_their_rows_back():
    def change(_, sheet):
        sheet.append(["99900001", "2024-K2", *CELLS[2:]])
        sheet.append(["99900001", "2024-K3", *CELLS[2:]])
        sheet.merge_cells("C2:C3")

    content = in_sheet(b'<mergeCell ref="C2:C3"/>', b'<mergeCell ref="C2:C3"/><mergeCell ref="J1:XFD1048576"/>', book(change))
    batch = read(content, "x.xlsx")
    assert told(batch) == [("RW-EX-23", "personeel!C2"), ("RW-EX-23", "personeel!C3")]
    assert [row["row_no"] for row in rows_of(batch)] == [4]


def test_a_heading_above_the_titles_may_be_merged():
    def change(_, sheet):
        sheet.merge_cells("A1:H1")

    assert told(read(book(change, rows=(["Personeel"], TITLES, CELLS)), "x.xlsx")) == []


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_not_read(state):
    def change(book, _):
        sheet = book.create_sheet("personeel geheim")
        sheet.append(TITLES)
        sheet.append(["99900001", "2024-K2", *CELLS[2:]])
        sheet.sheet_state = state

    batch = read(book(change), "x.xlsx")
    assert told(batch) == [("RW-EX-15", "personeel geheim")]
    assert len(rows_of(batch)) == 1


@pytest.mark.parametrize("dimension", ["A1:XFD1048576", "A1", "B7:C7"])
def test_a_lying_dimension_makes_no_difference(dimension):
    content = in_sheet(b'<dimension ref="A1:H2"', f'<dimension ref="{dimension}"'.encode())
    batch = read(content, "x.xlsx")
    assert told(batch) == []
    assert len(rows_of(batch)) == 1


@pytest.mark.parametrize(
    "cell",
    [
        b'<c r="XFD1048576"><v>1</v></c>',
        b'<c r="xfd1048576"><v>1</v></c>',
        b'<c r="EQXD3"><v>1</v></c>',
        b'<c r="A999999999"><v>1</v></c>',
        b'<c r="ZZZZZZZ999999999"><v>1</v></c>',
        b'<c r="ALM2" t="inlineStr"><is><t>x</t></is></c>',
    ],
)
def test_a_value_in_the_far_corner_takes_no_memory(cell):
    content = in_sheet(b"</row></sheetData>", cell + b"</row></sheetData>")
    tracemalloc.start()
    batch = read(content, "x.xlsx")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert told(batch) == [("RW-EX-10", "personeel")]
    assert most < 20_000_000


@pytest.mark.parametrize("cell", [b'<c r="1A"><v>1</v></c>', b'<c r=""><v>1</v></c>', b'<c r="$A$3"><v>1</v></c>'])
def test_a_cell_without_a_place_is_damage(cell):
    content = in_sheet(b"</row></sheetData>", cell + b"</row></sheetData>")
    assert told(read(content, "x.xlsx")) == [("RW-EX-04", "personeel")]


def test_a_hundred_thousand_columns_are_refused():
    line = ";".join(f"k{number}" for number in range(100_000))
    assert told(read(line + "\n" + line, "personeel.csv")) == [("RW-EX-10", "")]


def test_many_empty_formatted_rows_are_no_rows():
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as made:
        sheet, bold = made.add_worksheet("personeel"), made.add_format({"bold": True})
        sheet.write_row(0, 0, TITLES)
        sheet.write_row(1, 0, CELLS)
        for row in range(2, 20_000):
            sheet.set_row(row, 20, bold)
        sheet.write_blank(1_048_575, 16_383, None, bold)
    batch = read(buffer.getvalue(), "x.xlsx")
    assert told(batch) == []
    assert batch.deliveries[0].rows == 1


def test_a_long_text_used_over_and_over_is_refused(monkeypatch):
    monkeypatch.setattr(excel_scan, "MOST_TEXT", 100_000)
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as made:
        sheet = made.add_worksheet("personeel")
        sheet.write_row(0, 0, TITLES)
        for row in range(1, 40):
            sheet.write_string(row, 0, "a" * 30_000)
    assert told(read(buffer.getvalue(), "x.xlsx")) == [("RW-EX-10", "personeel")]


def test_many_short_texts_beside_a_long_one_are_read(monkeypatch):
    monkeypatch.setattr(excel_scan, "MOST_TEXT", 100_000)
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as made:
        sheet = made.add_worksheet("personeel")
        sheet.write_row(0, 0, [*TITLES, "a" * 30_000])
        for row in range(1, 40):
            sheet.write_row(row, 0, ["99900001", f"20{row + 10}-K1", "hbo", 1, 1])
    assert {rule for rule, _ in told(read(buffer.getvalue(), "x.xlsx"))} == {"RW-EX-13"}


def archive(*members, compression=zipfile.ZIP_DEFLATED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as made:
        for name, content in members:
            made.writestr(name, content)
    return buffer.getvalue()


def with_part(name, content):
    return repacked(book(), lambda parts: {**parts, name: content})


def lying(content, size):
    """Return the archive with another unpacked size of every part, in its directory and in front of the part."""
    changed = bytearray(content)
    for mark, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = -1
        while (at := content.find(mark, at + 1)) >= 0:
            changed[at + place : at + place + 4] = struct.pack("<I", size)
    return bytes(changed)


def doubled():
    with pytest.warns(UserWarning, match="Duplicate name"):
        return archive(("xl/workbook.xml", b"<a/>"), ("xl/workbook.xml", b"<b/>"))


BAD_ARCHIVES = {
    "bomb in a sheet": (lambda: with_part(SHEET, b"<a>" + b" " * 60_000_000), "RW-EX-05"),
    "bomb beside the sheets": (lambda: with_part("xl/media/image1.png", b"\0" * 60_000_000), "RW-EX-05"),
    "path upwards": (lambda: with_part("../../etc/passwd", b""), "RW-EX-06"),
    "absolute path": (lambda: with_part("/etc/passwd", b""), "RW-EX-06"),
    "path of Windows": (lambda: with_part("C:\\x\\y.xml", b""), "RW-EX-06"),
    "double part": (doubled, "RW-EX-06"),
    "part in other capitals": (lambda: with_part("XL/WORKBOOK.XML", b""), "RW-EX-06"),
    "too many parts": (lambda: archive(*((f"p{number}", b"") for number in range(2_001))), "RW-EX-06"),
    "document type": (
        lambda: with_part(SHEET, b'<!DOCTYPE a [<!ENTITY b "bbbb">]><worksheet><sheetData/></worksheet>'),
        "RW-EX-06",
    ),
    "external entity": (
        lambda: with_part("xl/workbook.xml", b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><workbook/>'),
        "RW-EX-06",
    ),
    "UTF-16": (lambda: with_part(SHEET, "<worksheet/>".encode("utf-16")), "RW-EX-04"),
    "size that lies low": (lambda: lying(book(), 10), "RW-EX-04"),
    "size that lies high": (lambda: lying(book(), 100_000), "RW-EX-04"),
    "not a workbook": (lambda: archive(("word/document.xml", b"<a/>")), "RW-EX-02"),
    "ods": (lambda: archive(("content.xml", b"<a/>"), ("mimetype", b"application/vnd.oasis")), "RW-EX-02"),
    "no relations": (lambda: archive(("xl/workbook.xml", b"<workbook/>")), "RW-EX-04"),
    "too many sheets": (lambda: book(lambda made, _: [made.create_sheet() for _ in range(100)]), "RW-EX-05"),
    "no sheets": (lambda: with_part("xl/workbook.xml", b"<workbook><sheets/></workbook>"), "RW-EX-04"),
    "a dimension that is none": (lambda: in_sheet(b'<dimension ref="A1:H2"', b'<dimension ref="geen"'), "RW-EX-04"),
    "text that is not there": (lambda: in_sheet(b'<c r="D2" t="n">', b'<c r="D2" t="s">'), "RW-EX-04"),
    "old format or password": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "RW-EX-03"),
    "cut off": (lambda: book()[:-200], "RW-EX-04"),
    "only the mark": (lambda: b"PK\x03\x04", "RW-EX-04"),
}


@pytest.mark.parametrize(("made", "rule"), BAD_ARCHIVES.values(), ids=BAD_ARCHIVES)
def test_a_bad_archive_is_refused(made, rule):
    batch = read(made(), "x.xlsx")
    assert {found for found, _ in told(batch)} == {rule}
    assert not rows_of(batch)


def test_a_locked_part_is_refused():
    content = bytearray(book())
    at = content.find(b"PK\x01\x02")
    content[at + 8] |= 1
    assert told(read(bytes(content), "x.xlsx")) == [("RW-EX-03", "")]


def test_a_file_larger_than_is_read_is_refused(monkeypatch):
    monkeypatch.setattr(excel_archive, "LARGEST_FILE", 1_000)
    monkeypatch.setattr(csv_files, "LARGEST_FILE", 100)
    assert told(read(book(), "x.xlsx")) == [("RW-EX-05", "")]
    assert told(read(workforce(GOOD), "personeel.csv")) == [("RW-EX-05", "")]


def test_macros_are_told_of_and_left_alone():
    batch = read(with_part("xl/vbaProject.bin", b"Sub AutoOpen()"), "x.xlsm")
    assert told(batch) == [("RW-EX-07", "")]
    assert len(rows_of(batch)) == 1


def test_two_sheets_of_one_name_are_refused():
    def change(parts):
        workbook_part = parts["xl/workbook.xml"]
        at = workbook_part.index(b"<sheet ")
        sheet = workbook_part[at : workbook_part.index(b"/>", at) + 2]
        return {**parts, "xl/workbook.xml": workbook_part.replace(sheet, sheet + sheet)}

    assert told(read(repacked(book(), change), "x.xlsx")) == [("RW-EX-06", "")]


def test_a_percentage_of_excel_is_read_as_it_is_shown():
    def change(_, sheet):
        sheet["C2"].number_format = "0.0%"

    rows = (["Gemeente", "Jaar", "Eenoudergezinnen"], ["0901", 2024, 0.084])
    content = workbook(rows, "bevolkingskenmerken", change)
    assert rows_of(read(content, "x.xlsx"), "population_covariate")[0]["one_parent_share"] == Decimal("8.40")


def test_dates_of_excel_as_text_as_number_and_as_date():
    rows = [
        ["Aanbieder", "Maand", "Gemeente", "Zorgvorm", "Datum aanmelding"],
        ["99900001", date(2024, 1, 1), "0901", "02", datetime(2024, 1, 8)],
        ["99900001", "01-2024", "0901", "02", "08-01-2024"],
        ["99900001", "01-2024", "0901", "02", 45299],
        ["99900001", 45292, "0901", "02", "2024-01-08"],
        ["99900001", date(2024, 1, 2), "0901", 2, "8 jan 2024"],
    ]
    batch = read(workbook(rows, "wachttijden"), "x.xlsx")
    assert [row["applied_on"] for row in rows_of(batch, "waiting_statement")] == [date(2024, 1, 8)] * 2
    assert [path for rule, path in told(batch) if rule == "RW-EX-30"] == ["wachttijden!E4", "wachttijden!E5", "wachttijden!E6"]
    assert [path for rule, path in told(batch) if rule == "RW-EX-31"] == ["wachttijden!B5", "wachttijden!B6"]


def test_the_other_calendar_of_excel_is_read():
    def change(book, _):
        book.epoch = datetime(1904, 1, 1)

    rows = [
        ["Aanbieder", "Maand", "Gemeente", "Zorgvorm", "Datum aanmelding"],
        ["99900001", "01-2024", "0901", "02", date(2024, 1, 8)],
    ]
    batch = read(workbook(rows, "wachttijden", change), "x.xlsx")
    assert rows_of(batch, "waiting_statement")[0]["applied_on"] == date(2024, 1, 8)


def test_a_comma_and_a_point_in_one_file():
    batch = read(workforce(GOOD, "99900001;2024-K2;hbo;24;19.5;;;", "99900001;2024-K3;hbo;1.024;19,5;;;"))
    assert told(batch) == [("RW-EX-37", "personeel!E3"), ("RW-EX-37", "personeel!D4")]
    assert len(rows_of(batch)) == 1


def test_codes_that_excel_made_numbers_of():
    rows = (TITLES, [99900001, *CELLS[1:]], [1012345, "2024-K1", *CELLS[2:]])
    batch = read(workbook(rows), "x.xlsx")
    assert told(batch) == [("RW-EX-39", "personeel!A3")]
    assert rows_of(batch)[0]["provider_code"] == "99900001"


BAD_TEXTS = {
    "nothing": (b"", ["RW-EX-01"]),
    "blanks": (b" \r\n \n", ["RW-EX-01"]),
    "only a byte order mark": (b"\xef\xbb\xbf", ["RW-EX-01"]),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), ["RW-EX-02"]),
    "half of UTF-16": (b"\xff\xfea\0b", ["RW-EX-02"]),
    "no characters": (b"Aanbieder;Kwartaal\n\x81\x8d;x\n", ["RW-EX-09"]),
    "an open quotation mark": (workforce(GOOD, '"99900001;2024-K2;hbo;1;1').encode(), ["RW-EX-09"]),
    "text behind a quotation mark": (workforce(GOOD, '"99900001"x;2024-K2;hbo;1;1;;;').encode(), ["RW-EX-09"]),
    "a cell without end": (workforce(GOOD, f"{'9' * 200_000};2024-K2;hbo;1;1;;;").encode(), ["RW-EX-09"]),
    "zero bytes": (workforce(GOOD, "99900001;2024-K2;h\0bo;1;1;;;").encode(), ["RW-EX-25"]),
    "a web page": (b"<html><body>Niet ingelogd</body></html>", ["RW-EX-11"]),
}


@pytest.mark.parametrize(("content", "rules"), BAD_TEXTS.values(), ids=BAD_TEXTS)
def test_a_bad_text_is_told_of(content, rules):
    file = "personeel.csv" if b"Aanbieder" in content else "x.csv"
    assert [rule for rule, _ in told(read(content, file))] == rules


def test_negative_counts_and_parts_larger_than_the_whole():
    batch = read(workforce("99900001;2024-K1;hbo;-2;1;;;", "99900001;2024-K2;hbo;3;2;4;5;"))
    assert told(batch) == [("RW-EX-41", "personeel!D2"), ("RW-EX-50", "personeel!F3"), ("RW-EX-50", "personeel!G3")]


def test_tens_of_thousands_of_faults_are_all_told():
    rows = [f"99900001;2024-K1;hbo;x;{number};;;" for number in range(12_000)]
    batch = read(workforce(*rows))
    assert len(batch.findings) == 12_000
    assert batch.findings[-1].path == "personeel!D12001"


def test_what_is_written_for_users_is_there_for_every_rule():
    rules = [rule for code, rule in load_rules().items() if code.startswith("RW-EX-")]
    assert len(rules) == 54
    assert all(rule.messages == ("extract",) and rule.return_code is None for rule in rules)


def test_the_template_and_marked_sheets_of_ourselves_are_not_read():
    def change(made, _):
        made.create_sheet("Toelichting").append(TITLES)
        made.create_sheet("Bevindingen").append(TITLES)

    assert told(read(book(change), "x.xlsx")) == []


def test_a_workbook_of_another_maker_with_other_capitals_is_read():
    def change(parts):
        return {("xl/SharedStrings.xml" if name == "xl/sharedStrings.xml" else name): part for name, part in parts.items()}

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as made:
        sheet = made.add_worksheet("personeel")
        sheet.write_row(0, 0, TITLES)
        sheet.write_row(1, 0, CELLS)
    assert len(rows_of(read(repacked(buffer.getvalue(), change), "x.xlsx"))) == 1


def test_cells_without_a_place_are_read_in_order():
    def change(parts):
        import re

        return {**parts, SHEET: re.sub(rb' r="[A-Z]*[0-9]+"', b"", parts[SHEET])}

    content = repacked(book(), change)
    assert openpyxl.load_workbook(io.BytesIO(content)).active["D2"].value == 24
    assert len(rows_of(read(content, "x.xlsx"))) == 1


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_a_formula_in_any_table_holds_its_row_back(table):
    titles, examples = ([*column] for column in zip(*((one.title.nl, one.example) for one in table.columns), strict=True))
    formula = ['=HYPERLINK("http://example.org";"x")', *examples[1:]]
    batch = read(workbook([titles, examples, formula], "blad"), f"{table.file_name}.xlsx")
    assert ("RW-EX-21", "blad!A3") in told(batch)
    assert [row["row_no"] for row in rows_of(batch, table.name)] == [2]


def test_all_tables_are_covered_by_this_reading():
    assert len(TABLES) == 27
