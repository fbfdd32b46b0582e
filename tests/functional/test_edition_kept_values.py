"""A number of an earlier edition says so beside itself, in words: on the page and in every file."""

import csv
import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from regiewijzer.pipeline.releases_audit import FIXED
from tests.support.editions import HandMadeRelease, Protecting, a_published
from tests.support.opened_files import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("invented", "one_drawing")]
KEY, MARK, YEAR = "young-people-in-care", "uit een eerdere editie", 2026


class Keeping(Protecting):
    """Keeps every number of one year, as the protection does with what changed too little."""

    def __call__(self, home, requests, earlier, **more) -> HandMadeRelease:
        release = super().__call__(home, requests, earlier, **more)
        return replace(release, figures=tuple(map(self._kept, release.figures)))

    def _kept(self, figure):
        cells = tuple(replace(one, value=self._value(one)) for one in figure.cells)
        kept = {"rule": FIXED, "kept": sum(one.value.is_kept for one in cells)}
        return replace(figure, cells=cells, passport=replace(figure.passport, disclosure=kept))

    def _value(self, cell):
        is_kept = cell.period.year == YEAR and cell.value.number is not None
        return replace(cell.value, is_kept=is_kept)


@pytest.fixture
def edition(home, monkeypatch):
    monkeypatch.setattr("regiewijzer.web.papers.poster.PIXELS", 0.5)
    return a_published(home, protecting=Keeping(), wanted=((KEY, ""),))


def test_the_page_marks_each_in_its_table_and_the_answer_says_it(edition, visitor):
    html = visitor.get("/publicaties/1").content.decode()
    rows = [row for row in html.split("<tr") if "jan. 2026" in row or "januari 2026" in row]
    assert rows
    assert all(MARK in row for row in rows)
    assert not [row for row in html.split("<tr") if "januari 2025" in row and MARK in row]
    assert "Een getal hierin is dat van een eerdere editie" in edition.figures.get().answer_nl
    assert "Het nieuwe volgt later." in html


@pytest.mark.parametrize(
    ("form", "delimiter", "mark"), [("nederlands", ";", MARK), ("machine", ",", "kept_from_earlier_edition")]
)
def test_both_forms_of_open_data_have_a_column_for_it(edition, visitor, form, delimiter, mark):
    text = visitor.get(f"/publicaties/1/{KEY}/{form}.csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    first = next(number for number, row in enumerate(rows) if row and row[0] in ("maand", "month"))
    assert rows[first][-1] in ("opmerking", "note")
    notes = {row[0]: row[-1] for row in rows[first + 1 :] if row[-4]}
    assert {note for month, note in notes.items() if month.startswith(str(YEAR))} == {mark}
    assert {note for month, note in notes.items() if not month.startswith(str(YEAR))} == {""}


def test_the_workbook_keeps_the_number_and_says_it_beside(edition, visitor):
    book = load_workbook(io.BytesIO(visitor.get(f"/publicaties/1/{KEY}/cijfer.xlsx").content))
    head, *rows = book["Gegevens"].iter_rows(values_only=True)
    assert head[-1] == "Opmerking"
    told = {row[0]: (row[2], row[-1]) for row in rows}
    marked = {period for period, (number, note) in told.items() if note == MARK and isinstance(number, int)}
    assert marked
    assert all("2026" in period for period in marked)


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_papers_mark_it_too(edition, visitor, form):
    said = " ".join(text_of(visitor.get(f"/publicaties/1/{KEY}/cijfer.{form}").content).split())
    assert said.count(MARK) >= 6
