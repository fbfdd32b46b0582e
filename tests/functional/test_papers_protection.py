"""Nothing that was hidden is in any file: looked for in every part of every form, as a number and by comparing worlds."""

import csv
import io
import re
import zipfile

import pytest
from openpyxl import load_workbook

from regiewijzer.ledger.region import Municipality, Provider, Region, write_region
from regiewijzer.web.papers import written
from tests.support.hidden_figures import FEW, ONE_PROVIDER, PUBLISHED, Truth, every_state, gated, traces
from tests.support.instead_of_a_ledger import answer_with
from tests.support.invented_figures import MUNICIPALITIES
from tests.support.opened_files import everything_in, parts_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("invented")]
FORMS = ("csv", "xlsx", "pdf", "docx", "png", "svg")
MONEY = "/monitor/claimed-care"
FILES = tuple(f"{name}.{form}" for name in ("gegevens", "uitsplitsing") for form in FORMS)


@pytest.fixture(autouse=True)
def coarse_pictures(monkeypatch):
    """The same pictures in fewer pixels: those take most of the time."""
    monkeypatch.setattr("regiewijzer.web.papers.poster.PIXELS", 0.5)


def files_of(page) -> dict[str, bytes]:
    """Return every file of a page and of the same figure frozen."""
    frozen = page.post(f"{MONEY}/vastleggen?gemeente=9902")["Location"]
    addresses = [f"{MONEY}/{name}?gemeente=9902&per=aanbieder" for name in FILES]
    addresses += [f"{frozen}/gegevens.{form}" for form in FORMS]
    # The id of a frozen figure follows from the values that were published, so it may be compared too.
    return {address: page.get(address).content for address in addresses}


_made: dict[str, bytes] = {}


@pytest.fixture
def files(page, monkeypatch) -> dict[str, bytes]:
    """The files of one world, made once: every test looks at the same ones."""
    if not _made:
        answer_with(monkeypatch, gated(Truth()))
        _made.update(files_of(page))
    return _made


def test_a_hidden_amount_is_nowhere_in_any_file(files):
    assert len(files) == 18
    for address, content in files.items():
        everything = everything_in(content)
        for cents in (FEW, ONE_PROVIDER):
            assert not [one for one in traces(cents) if one in everything], address


def test_the_search_finds_what_was_published(files):
    """Or the test above would pass on files that it cannot open."""
    for address, content in files.items():
        everything = everything_in(content)
        if not address.split("?")[0].endswith(("png", "svg")):
            assert [one for cents in PUBLISHED for one in traces(cents) if one in everything], address


def test_other_hidden_amounts_give_the_same_files_byte_for_byte(page, files, monkeypatch):
    """No axis, order, mean, bar or property follows what is hidden."""
    written.cache_clear()
    answer_with(monkeypatch, gated(Truth(few=11_00, one_provider=99_999_999_999_00)))
    assert files_of(page) == files


def test_nothing_is_hidden_inside_a_workbook(files):
    for address, content in files.items():
        if ".xlsx" in address:
            book = load_workbook(io.BytesIO(content))
            assert [sheet.sheet_state for sheet in book] == ["visible"] * 3
            assert not [one for sheet in book for one in sheet.column_dimensions.values() if one.hidden]
            assert not [name for name in parts_of(content) if re.search("vba|external|connection|query|pivot|comments", name)]
            assert not list(book.defined_names)


def _drawn(content: bytes) -> list[dict[int, float]]:
    """Return what every series of the charts in a workbook draws: the place of each point with its number."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        charts = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/charts/chart")]
    assert charts
    assert not any("dispBlanksAs" in chart for chart in charts), "without it a gap is drawn; it could only say nought or a bridge"
    caches = [cache for chart in charts for cache in re.findall(r"<c:numCache>.*?</c:numCache>", chart, re.DOTALL)]
    point = re.compile(r'<c:pt idx="(\d+)"><c:v>([^<]*)</c:v></c:pt>')
    return [{int(place): float(number) for place, number in point.findall(cache)} for cache in caches]


def test_the_chart_in_a_workbook_leaves_out_what_is_not_shown(page, monkeypatch):
    answer_with(monkeypatch, every_state)
    content = page.get("/monitor/young-people-in-care/uitsplitsing.xlsx?per=gemeente").content
    sheet = load_workbook(io.BytesIO(content))["Grafiek"]
    rows = {name: (number, why) for name, number, why in sheet.iter_rows(min_row=2, max_col=3, values_only=True)}
    called = [MUNICIPALITIES[code] for code in ("9901", "9902", "9903", "9904", "9905")]
    assert [rows[name] for name in called] == [
        (0, None),
        (None, "afgeschermd"),
        (None, "onbekend"),
        (None, "n.v.t."),
        (35, None),
    ]
    (drawn,) = _drawn(content)
    assert [drawn.get(place) for place in range(len(rows))] == [number for number, _why in rows.values()]


def test_the_line_in_a_workbook_has_a_gap_for_each_value_that_is_not_shown(files):
    content = files[f"{MONEY}/gegevens.xlsx?gemeente=9902&per=aanbieder"]
    rows = list(load_workbook(io.BytesIO(content))["Grafiek"].iter_rows(min_row=2, values_only=True))
    for column, drawn in enumerate(_drawn(content), 1):
        assert drawn == {place: row[column] for place, row in enumerate(rows) if row[column] is not None}
        assert 0 < len(drawn) < len(rows)


@pytest.mark.parametrize("form", ["csv", "xlsx", "pdf", "docx", "svg"])
def test_nought_hidden_unknown_and_not_applicable_stay_apart_in_every_form(page, monkeypatch, form):
    answer_with(monkeypatch, every_state)
    content = page.get(f"/monitor/young-people-in-care/uitsplitsing.{form}?per=gemeente").content
    said = _rows_of_workbook(content) if form == "xlsx" else " ".join(text_of(content).replace(";", " ").split())
    not_applicable = "niet van toepassing" if form == "csv" else "n.v.t."
    for code, what in (("9901", "0"), ("9902", "afgeschermd"), ("9903", "onbekend"), ("9904", not_applicable), ("9905", "35")):
        between = r" (?:\S+ ){0,2}" if form == "csv" else " "
        assert re.search(rf"{MUNICIPALITIES[code]}{between}{re.escape(what)}\b" if what[-1] != "." else re.escape(what), said), (
            code
        )


def _rows_of_workbook(content: bytes) -> str:
    rows = load_workbook(io.BytesIO(content))["Gegevens"].iter_rows(values_only=True)
    return " ".join(str(cell) for row in rows for cell in row)


EVIL = ("=1+1", "@SUM(A1)", "+1", "-1", '=HYPERLINK("http://x.example")', "\t=1", "=cmd|' /C calc'!A0")


@pytest.fixture
def evil_names(page, home, monkeypatch):
    """A region whose names would all run in a spreadsheet."""
    places = tuple(Municipality(code, EVIL[number % len(EVIL)]) for number, code in enumerate(MUNICIPALITIES))
    write_region(Region("=2+3", municipalities=places, providers=(Provider("01234567", "=5"),)), home.region)
    return page


@pytest.mark.parametrize("name", ["gegevens", "uitsplitsing"])
def test_no_text_runs_in_a_spreadsheet(evil_names, name):
    address = f"/monitor/young-people-in-care/{name}"
    text = evil_names.get(f"{address}.csv?per=gemeente&gemeente=9901").content.decode("utf-8-sig")
    fields = [field for row in csv.reader(io.StringIO(text), delimiter=";") for field in row]
    assert "'=1+1" in fields
    assert not [field for field in fields if field.startswith(("=", "+", "@", "\t", "\r", "-")) and not _is_number(field)]
    content = evil_names.get(f"{address}.xlsx?per=gemeente&gemeente=9901").content
    cells = [cell for sheet in load_workbook(io.BytesIO(content)) for row in sheet.iter_rows() for cell in row]
    assert "=1+1" in [cell.value for cell in cells]
    assert "f" not in {cell.data_type for cell in cells}
    assert not [cell for cell in cells if cell.hyperlink]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        formulas = [one for part in archive.namelist() if part.endswith(".xml") for one in _formulas(archive.read(part).decode())]
    assert formulas
    assert all(re.fullmatch(r"Grafiek!\$[A-Z]+\$\d+(:\$[A-Z]+\$\d+)?", one) for one in formulas), formulas


def _is_number(field: str) -> bool:
    return bool(re.fullmatch(r"-\d+(,\d+)?", field))


def _formulas(part: str) -> list[str]:
    return re.findall(r"<(?:c:)?f>([^<]*)</(?:c:)?f>", part)
