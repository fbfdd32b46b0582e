"""Figures of an edition, and the whole of it, as files to read: for everyone, and of drafts for who makes them."""

import io
import re

import pytest
from openpyxl import load_workbook

from regiewijzer.apps.accounts.roles import Role
from regiewijzer.apps.publications import actions, contents
from regiewijzer.apps.publications.models import Edition, EditionFigure
from regiewijzer.apps.publications.states import Audience
from tests.support.editions import MAKER, a_correction, a_draft, a_published
from tests.support.opened_files import text_of
from tests.support.people import person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("invented", "one_drawing")]
KEY, PER = "young-people-in-care", "young-people-in-care-per-gemeente"
FORMS = ("xlsx", "pdf", "docx", "png", "svg")
FIGURES = [f"{KEY}/cijfer.{form}" for form in FORMS]
REPORTS = ["rapport.pdf", "rapport.docx"]


@pytest.fixture(autouse=True)
def coarse_pictures(monkeypatch):
    """Few pixels: drawing takes most of the time and is tested by itself."""
    monkeypatch.setattr("regiewijzer.web.papers.poster.PIXELS", 0.5)


def _said(content: bytes) -> str:
    return " ".join(text_of(content).replace("&amp;", "&").split())


def _packed(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_the_page_links_every_file_and_each_may_be_kept(home, visitor):
    a_published(home)
    html = visitor.get("/publicaties/1").content.decode()
    for part in [*FIGURES, *REPORTS]:
        assert f'href="/publicaties/1/{part}"' in html
        answer = visitor.get(f"/publicaties/1/{part}")
        assert answer.status_code == 200
        assert answer["Cache-Control"] == "public, max-age=300"
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")
        again = visitor.get(f"/publicaties/1/{part}", headers={"if-none-match": answer["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
    assert visitor.get("/publicaties/1/iets/cijfer.pdf").status_code == 404
    assert visitor.get("/publicaties/1/iets/cijfer.xlsx").status_code == 404


@pytest.mark.parametrize("form", ["pdf", "docx", "svg"])
def test_a_figure_carries_the_frozen_answer_passport_and_address(home, visitor, form):
    edition = a_published(home)
    EditionFigure.objects.filter(key=KEY).update(answer_nl="Dit is toen zo gezegd.")
    sha256 = contents.content_sha256(edition, list(edition.figures.all()))
    Edition.objects.filter(pk=edition.pk).update(content_sha256=sha256)
    said = _said(visitor.get(f"/publicaties/1/{KEY}/cijfer.{form}").content)
    assert "Dit is toen zo gezegd." in said
    assert edition.figures.get(key=KEY).sha256[:12] in said
    assert "Stand van het grootboek" in said
    assert "zijn verzonnen" in said
    assert f"http://testserver/publicaties/1#{KEY}" in _packed(said)
    assert form == "svg" or "afgeschermd: mag niet worden getoond" in said


def test_a_workbook_carries_answer_passport_and_address(home, visitor):
    edition = a_published(home)
    book = load_workbook(io.BytesIO(visitor.get(f"/publicaties/1/{KEY}/cijfer.xlsx").content))
    said = dict(row[:2] for row in book["Paspoort"].iter_rows(values_only=True))
    assert said["Antwoord"] == edition.figures.get(key=KEY).answer_nl
    assert said["Adres"] == f"http://testserver/publicaties/1#{KEY}"
    assert said["Kenmerk"] == edition.figures.get(key=KEY).sha256[:12]
    assert len(book["Grafiek"]._charts) == 1


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_the_report_says_all_that_the_page_says(home, visitor, form):
    edition = a_draft(home)
    actions.change_texts(
        edition=edition, title="Kwartaalbericht", summary="Kort.\n\nEn langer.", explanations={KEY: "Er kwam hulp bij."}, by=MAKER
    )
    actions.check(edition=edition, by="controller")
    actions.publish(edition=edition, by=MAKER)
    content = visitor.get(f"/publicaties/1/rapport.{form}").content
    said = _said(content)
    told = ["Kwartaalbericht", "Kort.", "En langer.", "Er kwam hulp bij.", "Nieuw-Heemsloot", "zodat niemand te herkennen is"]
    answers = [one.answer_nl for one in edition.figures.all() if one.answer_nl]
    hashes = [one.sha256[:12] for one in edition.figures.all() if not one.breakdown]
    assert len(answers) == len(hashes) == 2
    for text in (*told, *answers, *hashes, "Zo leest u deze cijfers"):
        assert _packed(text) in _packed(said), text
    for key in (KEY, "dropout"):
        assert f"http://testserver/publicaties/1#{key}" in _packed(said)
    assert form == "docx" or b"<pdfuaid:part>1</pdfuaid:part>" in content


def test_papers_are_in_the_language_of_their_address(home, visitor):
    edition = a_published(home)
    assert f'href="/publicaties/1/{KEY}/cijfer.pdf?taal=en"' in visitor.get("/publicaties/1?taal=en").content.decode()
    said = _said(visitor.get("/publicaties/1/rapport.pdf?taal=en").content)
    assert _packed(edition.figures.get(key=KEY).answer_en) in _packed(said)
    assert "How to read these figures" in said


def test_a_corrected_edition_says_so_on_every_page(home, visitor):
    first = a_published(home)
    a_correction(home, first)
    for part in ("rapport.pdf", f"{KEY}/cijfer.pdf"):
        said = _said(visitor.get(f"/publicaties/1/{part}").content)
        assert "De cijfers van Waterdam ontbraken." in said
        assert said.count("In deze editie stond een fout. Zie editie 2.") > 1
        assert "Zie editie" not in _said(visitor.get(f"/publicaties/2/{part}").content)


def test_what_is_withdrawn_or_not_for_everyone_has_no_papers(home, visitor):
    actions.withdraw(edition=a_published(home), because="Fout.", by=MAKER)
    a_draft(home)
    a_published(home, audience=Audience.COUNCILS)
    for number, status in ((1, 410), (2, 404), (3, 404)):
        for part in (*FIGURES, *REPORTS):
            answer = visitor.get(f"/publicaties/{number}/{part}")
            assert (answer.status_code, answer["Content-Type"]) == (status, "text/html; charset=utf-8"), part


def test_a_changed_edition_gives_no_paper(home, visitor):
    a_published(home)
    EditionFigure.objects.filter(key=KEY).update(answer_nl="Er is niets aan de hand.")
    for part in (*FIGURES, *REPORTS):
        assert visitor.get(f"/publicaties/1/{part}").status_code == 409, part


def test_papers_of_a_draft_are_for_who_makes_it_and_say_that_it_is_one(home, page):
    a_draft(home)
    assert f'href="/edities/1/{KEY}/cijfer.pdf"' in page.get("/edities/1").content.decode()
    for part in ("rapport.pdf", f"{PER}/cijfer.pdf", f"{PER}/cijfer.docx"):
        said = _said(page.get(f"/edities/1/{part}").content)
        assert "Concept: niet gepubliceerd." in said
        assert "http://testserver/edities/1" in _packed(said)
    assert page.get(f"/edities/1/{KEY}/cijfer.xlsx").status_code == 200
    assert page.get("/edities/1/iets/cijfer.pdf").status_code == 404
    page.force_login(person(Role.COUNCILLOR))
    for part in (*FIGURES, *REPORTS):
        assert page.get(f"/edities/1/{part}").status_code == 404, part


def test_an_edition_for_councils_has_its_own_address_on_paper(home, page):
    a_published(home, audience=Audience.COUNCILS)
    page.force_login(person(Role.COUNCILLOR))
    said = _said(page.get("/edities/1/rapport.pdf").content)
    assert "http://testserver/edities/1" in said
    assert "voor gemeenteraden" in said
