"""Figures as files, from the list on the page to what is in them."""

import io
import re
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from regiewijzer.apps.monitor import queries
from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.figures.scope import REGION
from regiewijzer.pipeline import figure_store
from regiewijzer.web.home import current_home
from tests.support.invented_figures import a_request, dutch, invented_figure, settled
from tests.support.opened_files import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("invented")]
ADDRESS = "/monitor/young-people-in-care"
NAMES = ["CSV", "Excel", "PDF", "Word", "PNG", "SVG"]
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "png": "image/png",
    "svg": "image/svg+xml",
}


@pytest.fixture(autouse=True)
def small_poster(one_drawing, monkeypatch):
    """Few pixels: drawing takes most of the time and is tested by itself."""
    monkeypatch.setattr("regiewijzer.web.papers.poster.PIXELS", 0.5)


def _lists(html: str) -> dict[str, dict[str, str]]:
    """Return the lists of files on a page: by label, the address by name."""
    lists = re.findall(r'<nav class="rw-downloads" aria-label="([^"]+)">(.*?)</nav>', html, re.DOTALL)
    link = re.compile(r'<li><a href="([^"]+)">([^<]+)</a></li>')
    return {label: {name: address.replace("&amp;", "&") for address, name in link.findall(part)} for label, part in lists}


def _said(content: bytes) -> str:
    return " ".join(text_of(content).replace("&amp;", "&").split())


def _frozen(page, query: str = "?gemeente=9902") -> str:
    return page.post(f"{ADDRESS}/vastleggen{query}")["Location"]


def test_a_page_lists_its_files_with_its_choice(page):
    lists = _lists(page.get(f"{ADDRESS}?gemeente=9902&per=zorgvorm").content.decode())
    assert {label: list(files) for label, files in lists.items()} == {
        "Downloaden": NAMES,
        "Uitsplitsing per zorgvorm downloaden": NAMES,
    }
    for files in lists.values():
        for address in files.values():
            assert address.endswith("?gemeente=9902&per=zorgvorm")


@pytest.mark.parametrize("name", ["gegevens", "uitsplitsing"])
@pytest.mark.parametrize("form", TYPES)
def test_every_file_of_a_page_is_there(page, name, form):
    answer = page.get(f"{ADDRESS}/{name}.{form}?gemeente=9902&per=zorgvorm")
    assert answer.status_code == 200
    assert answer["Content-Type"] == TYPES[form]
    per = "" if name == "gegevens" else "-per-zorgvorm"
    assert answer["Content-Disposition"] == f'attachment; filename="young-people-in-care{per}_4_2026-11-01.{form}"'
    assert page.get(f"{ADDRESS}/{name}.{form}?gemeente=0000").status_code == 404
    assert page.post(f"{ADDRESS}/{name}.{form}").status_code == 405


@pytest.mark.parametrize("form", TYPES)
def test_every_file_of_a_frozen_figure_is_there(page, form):
    frozen = _frozen(page)
    (files,) = _lists(page.get(frozen).content.decode()).values()
    assert list(files) == NAMES
    assert f"{frozen}/gegevens.{form}" in files.values()
    answer = page.get(f"{frozen}/gegevens.{form}")
    assert (answer.status_code, answer["Content-Type"]) == (200, TYPES[form])
    assert page.get(f"/cijfer/{'0' * 16}/gegevens.{form}").status_code == 404


@pytest.mark.parametrize("form", ["csv", "pdf", "docx", "svg"])
def test_every_paper_carries_answer_passport_and_address(page, form):
    for at, address in (
        (f"{ADDRESS}/gegevens.{form}?gemeente=9902", f"http://testserver{ADDRESS}?gemeente=9902&peildatum=2026-11-01"),
        (f"{_frozen(page)}/gegevens.{form}", f"http://testserver{_frozen(page)}"),
    ):
        said = _said(page.get(at).content)
        month, now, _before = settled(municipality="9902")
        for text in (f"In {month} kregen {dutch(now)} jongeren jeugdhulp.", "Waterdam", "zijn verzonnen", "Regio Vechtstroom"):
            assert text in said, text
        indicator = load_indicators()["young-people-in-care"]
        for text in (indicator.definition_version, "Stand van het grootboek", "Versie van het programma"):
            assert text in said, text
        assert form == "svg" or indicator.definition.nl in said
        if form != "csv":
            for text in ("1.178 van 1.200 verwachte leveringen", "ondergrens 10 jongeren, afronding op 5; 3 waarden afgeschermd"):
                assert text in said, text
        assert re.sub(r"\s", "", address) in re.sub(r"\s", "", said), address


def test_a_workbook_has_answer_address_chart_and_passport(page):
    book = load_workbook(io.BytesIO(page.get(f"{ADDRESS}/gegevens.xlsx?gemeente=9902").content))
    assert book.sheetnames == ["Gegevens", "Grafiek", "Paspoort"]
    said = dict(row[:2] for row in book["Paspoort"].iter_rows(values_only=True))
    assert dutch(settled(municipality="9902")[1]) in said["Antwoord"]
    assert said["Adres"] == f"http://testserver{ADDRESS}?gemeente=9902&peildatum=2026-11-01"
    assert "zijn verzonnen" in said["Van"]
    assert "afgeschermd" in said["Bescherming van kleine aantallen"]
    assert len(book["Grafiek"]._charts) == 1


def test_a_workbook_has_a_chart_per_unit(page):
    indicator = load_indicators()["capacity-use"]
    book = load_workbook(io.BytesIO(page.get("/monitor/capacity-use/gegevens.xlsx").content))
    assert len(book["Grafiek"]._charts) == len({outcome.unit for outcome in indicator.outcomes}) == 2


def test_the_paper_of_a_page_has_the_breakdown_too(page):
    said = _said(page.get(f"{ADDRESS}/gegevens.pdf?per=gemeente").content)
    assert "Uitgesplitst per gemeente" in said
    assert "Nieuw-Heemsloot" in said
    assert "Wat meet dit?" in said


def test_a_reader_with_only_own_rows_is_told_so_on_paper(page, monkeypatch):
    monkeypatch.setattr(
        "regiewijzer.apps.monitor.views.papers.whose_rows", lambda asked, dimension: "U ziet hier alleen Waterdam."
    )
    for name in ("gegevens", "uitsplitsing"):
        assert "U ziet hier alleen Waterdam." in _said(page.get(f"{ADDRESS}/{name}.pdf?per=gemeente").content)


def test_papers_are_there_in_english_too(page):
    page.cookies["django_language"] = "en"
    content = page.get(f"{ADDRESS}/gegevens.pdf").content
    said = _said(content)
    assert load_indicators()["young-people-in-care"].title.en in said
    assert "Passport" in said
    assert b"<rdf:li>en</rdf:li>" in content
    assert next(iter(_lists(page.get(ADDRESS).content.decode()))) == "Download"


@pytest.mark.parametrize("form", TYPES)
def test_a_figure_frozen_by_two_dimensions_is_a_paper_too(page, form):
    request = a_request("flow", by=("municipality", "care_form"))
    figure_id = figure_store.freeze(current_home(), _by_two(request))
    content = page.get(f"/cijfer/{figure_id}/gegevens.{form}").content
    if form in ("csv", "pdf", "docx"):
        said = _said(content)
        assert "Waterdam" in said
        assert "afgeschermd" in said
        assert form == "csv" or "per gemeente en per zorgvorm" in said


def _by_two(request):
    """A figure in which each cell of a municipality is of one form of care."""
    single = invented_figure(None, replace(request, by=("municipality",)))
    cells = tuple(replace(cell, dimensions=(*cell.dimensions, "02")) for cell in single.cells)
    return replace(single, request=request, cells=cells)


@pytest.mark.parametrize("form", TYPES)
def test_a_figure_without_any_number_is_a_paper_too(page, monkeypatch, form):
    def nothing(home, request, scope=REGION):
        return replace(invented_figure(home, request, scope), cells=())

    monkeypatch.setattr(queries.figures, "compute_figure", nothing)
    for name in ("gegevens", "uitsplitsing"):
        answer = page.get(f"{ADDRESS}/{name}.{form}")
        assert answer.status_code == 200
        if form in ("pdf", "docx", "svg", "csv"):
            assert "Voor deze keuze" in _said(answer.content)


@pytest.mark.parametrize(
    "indicator_id", ["school-absentees", "expected-use", "municipal-result", "waiting", "trajectories-per-provider"]
)
def test_papers_of_figures_of_every_make(page, indicator_id):
    """Many lines, limits of chance, years, medians, several units."""
    for form in ("pdf", "docx", "xlsx", "svg"):
        assert page.get(f"/monitor/{indicator_id}/gegevens.{form}").status_code == 200, form
