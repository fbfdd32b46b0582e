"""A Word document that a screen reader can read, with nothing of its template left in it."""

import io
import zipfile

import pytest
from docx import Document
from docx.oxml.ns import qn

from regiewijzer.web.papers import Form, written
from tests.support.a_paper import PAPER, PICTURE, TABLE


@pytest.fixture(scope="module")
def content() -> bytes:
    return written(PAPER, Form.WORD)


@pytest.fixture(scope="module")
def document(content):
    return Document(io.BytesIO(content))


def test_headings_are_headings(document):
    styled = [(one.style.name, one.text) for one in document.paragraphs if one.style.name.startswith("Heading")]
    assert styled == [("Heading 1", PAPER.title), ("Heading 2", "Gegevens"), ("Heading 2", "Paspoort")]


def test_the_drawing_has_its_text(document):
    described = [one.get("descr") for one in document.element.iter(qn("wp:docPr"))]
    assert described == [PICTURE.alternative]


def test_the_head_of_a_table_is_marked_as_such_and_repeats(document):
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [list(row) for row in (TABLE.heads, *TABLE.rows)]
    marked = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
    assert marked == [True, False, False]
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == TABLE.caption


def test_language_title_and_moment_are_those_of_the_paper(document):
    assert document.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "nl-NL"
    about = document.core_properties
    assert (about.title, about.author, about.comments) == (PAPER.title, PAPER.publisher, "")
    assert about.created.replace(tzinfo=None) == PAPER.moment.replace(tzinfo=None)


def test_the_address_is_a_link_in_the_text_and_below_every_page(document):
    footer = document.sections[0].footer
    for part in (document.part, footer.part):
        assert PAPER.address in [one.target_ref for one in part.rels.values() if one.is_external]
    assert "Versie 1.0 · levering 4" in footer.paragraphs[0].text


def test_nothing_of_the_template_is_left(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not [name for name in archive.namelist() if "thumbnail" in name]
        assert b"thumbnail" not in archive.read("_rels/.rels")
        assert b"python-docx" not in b"".join(map(archive.read, archive.namelist()))
