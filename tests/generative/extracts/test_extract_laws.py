"""Laws of the extracts: what we write reads back equal; whatever happens to a cell, it is read as it stands or told of."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from regiewijzer.definitions.extracts_types import ColumnType
from regiewijzer.extracts.formulas import safe_text, without_apostrophe
from regiewijzer.extracts.judging import holds
from regiewijzer.extracts.mapping import ColumnMapping, mapping_from_json, mapping_to_json
from regiewijzer.extracts.marked import marked_workbook
from regiewijzer.extracts.writing import csv_of, written, xlsx_of
from regiewijzer.vocabulary.codes import is_synthetic_bsn
from regiewijzer.vocabulary.periods import exclusive
from tests.support.delivered_tables import TABLES, read, workbook

DAYS = st.dates(date(1950, 1, 1), date(2199, 12, 30))
PERSONS = [str(number) for number in range(900_000_000, 900_000_400) if is_synthetic_bsn(str(number))]
# Texts that survive: no control characters, no blanks at the ends.
WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Zs", "Zl", "Zp"]), min_size=1, max_size=12)
MONTHS = {ColumnType.MONTH: 1, ColumnType.QUARTER: 3, ColumnType.HALF_YEAR: 6, ColumnType.YEAR: 12}


def number(column, places):
    low = -(10**9) if column.minimum is None else column.minimum
    high = 10**9 if column.maximum is None else column.maximum
    return st.integers(low * 10**places, high * 10**places)


def value_of(column):
    match column.type:
        case ColumnType.TEXT:
            return WORDS
        case ColumnType.CODE:
            return st.sampled_from(list(column.codes))
        case ColumnType.AGB:
            return st.from_regex(r"[0-9]{8}", fullmatch=True).filter(str.isascii)
        case ColumnType.MUNICIPALITY:
            return st.from_regex(r"[0-9]{4}", fullmatch=True).filter(str.isascii)
        case ColumnType.BSN:
            return st.sampled_from(PERSONS)
        case ColumnType.POSTCODE:
            return st.from_regex(r"[1-9][0-9]{3}[A-Z]{2}", fullmatch=True).filter(str.isascii)
        case ColumnType.DATE:
            return DAYS.map(exclusive) if column.inclusive_end else DAYS
        case ColumnType.YES_NO:
            return st.booleans()
        case ColumnType.INTEGER:
            return number(column, 0)
        case ColumnType.EURO:
            return number(column, 2)
        case ColumnType.DECIMAL | ColumnType.PERCENTAGE:
            return number(column, 2).map(lambda cents: Decimal(cents) / 100)
        case _:
            months = MONTHS[column.type]
            return DAYS.map(lambda day: date(day.year, (day.month - 1) // months * months + 1, 1))


def row_of(table):
    columns = {column.name: value_of(column) if column.required else st.none() | value_of(column) for column in table.columns}
    return st.fixed_dictionaries(columns).filter(lambda row: all(holds(rule, row) for rule in table.rules))


@st.composite
def deliveries(draw):
    table = draw(st.sampled_from(list(TABLES.values())))
    unique = (lambda row: tuple(row[name] for name in table.unique)) if table.unique else None
    return table, draw(st.lists(row_of(table), min_size=1, max_size=4, unique_by=unique))


def read_back(table, content, name):
    batch = read(content, name)
    assert [finding for finding in batch.findings if finding.rule != "RW-EX-44"] == []
    kept = [column.event_column("").incoming_name for column in table.columns]
    rows = batch.tables[table.name].to_pylist()
    return [{column.name: row[name] for column, name in zip(table.columns, kept, strict=True)} for row in rows]


@settings(max_examples=60, deadline=None)
@given(deliveries())
def test_what_we_write_reads_back_equal(delivery):
    table, rows = delivery
    assert read_back(table, csv_of(table, rows), f"{table.file_name}.csv") == rows
    assert read_back(table, csv_of(table, rows, "en"), f"{table.file_name}.csv") == rows
    assert read_back(table, xlsx_of(table, rows), "levering.xlsx") == rows


@settings(max_examples=20, deadline=None)
@given(deliveries())
def test_csv_and_excel_are_the_same_delivery(delivery):
    table, rows = delivery
    in_csv = read(csv_of(table, rows), f"{table.file_name}.csv").deliveries[0]
    in_excel = read(xlsx_of(table, rows), "levering.xlsx").deliveries[0]
    assert in_csv.message_id == in_excel.message_id
    assert in_csv.slices == in_excel.slices


ANYTHING = st.one_of(
    st.text(max_size=20).filter(lambda text: "\r" not in text),
    st.sampled_from(
        ["", " ", "=1+1", "1.234", "1,234.5", "2024-01-31", "31-12-9999", "99999999999999999999", "ja", "-1", "#N/B", "'=1"]
    ),
    st.from_regex(r"[0-9]{1,9}([.,][0-9]{1,3})?", fullmatch=True),
    st.from_regex(r"[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}", fullmatch=True),
)


@st.composite
def mutations(draw):
    table = draw(st.sampled_from(list(TABLES.values())))
    column = draw(st.sampled_from(list(table.columns)))
    return table, draw(row_of(table)), column, draw(ANYTHING)


@settings(max_examples=150, deadline=None)
@given(mutations())
def test_any_cell_is_read_as_it_stands_or_told_of(mutation):
    table, row, column, text = mutation
    place = [one.name for one in table.columns].index(column.name)
    cells = [written(one, row[one.name]) for one in table.columns]
    cells[place] = text
    assume(any(cell.strip() for cell in cells))
    titles = [one.title.nl for one in table.columns]
    content = "\n".join(";".join('"' + cell.replace('"', '""') + '"' for cell in line) for line in (titles, cells))
    batch = read(content, f"{table.file_name}.csv")
    if batch.tables.get(table.name) is None or not batch.tables[table.name].num_rows:
        assert any(finding.severity == "error" for finding in batch.findings)
        assert all(not column.is_personal or finding.value is None for finding in batch.findings if finding.line == 2)
        return
    kept = batch.tables[table.name].to_pylist()[0][column.event_column("").incoming_name]
    again = written(column, kept)
    assert read_back(table, csv_of(table, [{**row, column.name: kept}]), f"{table.file_name}.csv")[0][column.name] == kept
    told = {finding.rule for finding in batch.findings}
    assert is_equal(column, again, text) or told & {"RW-EX-40", "RW-EX-62"}, (again, text)


def is_equal(column, written_again, text):
    """Tell whether two spellings are the same value, by a rule so loose that only a real change falls through."""
    one, other = (spelled.strip().removeprefix("'").casefold().replace(" ", "") for spelled in (written_again, text))
    if not one or not other:
        return one == other or other == "31-12-9999"
    if column.type is ColumnType.CODE:
        known = {
            spelling.casefold().replace(" ", "")
            for code in column.codes.values()
            if one == code.written.casefold().replace(" ", "")
            for spelling in code.spellings
        }
        return other in known
    if column.type in (ColumnType.INTEGER, ColumnType.DECIMAL, ColumnType.EURO, ColumnType.PERCENTAGE):
        return Decimal(one.replace(",", ".")) == Decimal(other.strip("€%").replace(".", "").replace(",", "."))
    if column.type in (ColumnType.DATE, ColumnType.MONTH):
        return [part.lstrip("0") for part in one.split("-")] == [part.lstrip("0") for part in other.split("-")]
    return one == other or other == f"gm{one}" or one == other.replace("q", "k")


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**16), 10**16),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(date(1900, 1, 1), date(2300, 1, 1)),
    st.times(),
    st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cn"]), max_size=20),
)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(list(TABLES.values())), st.lists(st.lists(CELLS, max_size=20), max_size=4))
def test_any_workbook_is_read_or_told_of_and_can_be_marked(table, rows):
    cells = [[str(cell) if isinstance(cell, str) and cell.startswith("=") else cell for cell in row] for row in rows]
    content = workbook([[column.title.nl for column in table.columns], *cells], table.file_name[:31])
    batch = read(content, "levering.xlsx")
    (delivery,) = batch.deliveries
    assert delivery.accepted + delivery.repeated + delivery.held_back == delivery.rows
    book = openpyxl.load_workbook(io.BytesIO(marked_workbook(content, "levering.xlsx", batch.findings, TABLES)))
    assert book.sheetnames[-1] == "Bevindingen"
    assert not any(cell.data_type == "f" for sheet in book for line in sheet.iter_rows() for cell in line)


@given(st.text(max_size=30))
def test_the_apostrophe_comes_off_again(text):
    assert without_apostrophe(safe_text(text)) == text


@given(st.dictionaries(WORDS, st.sampled_from([column.name for column in TABLES["workforce"].columns]), max_size=4))
def test_a_mapping_reads_back_equal(columns):
    assume(len(set(columns.values())) == len(columns))
    mapping = ColumnMapping("workforce", tuple(sorted(columns.items())))
    assert mapping_from_json(mapping_to_json(mapping), TABLES) == mapping
