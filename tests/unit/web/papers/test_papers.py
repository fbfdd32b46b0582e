"""Papers in every form: everything in it, nothing that runs, never refused for a letter or a font."""

import io
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from docx import Document

from regiewijzer.web.papers import Form, Table, written
from regiewijzer.web.papers.content import printable
from tests.support.a_paper import PAPER, PICTURE, with_text
from tests.support.opened_files import text_of

EVERYWHERE = ("Alles is verzonnen.", "Hoeveel jongeren krijgen jeugdhulp?", "Waterdam", "3.165 jongeren", "Regio Vechtstroom")
EVERYWHERE += ("Versie 1.0 · levering 4", "regio.example/cijfer/abc", "instroom", "A mei 2026")
IN_DOCUMENTS = ("Uitleg erbij.", "Dit cijfer vleit.", "Gegevens per maand", "juni 2026", "afgeschermd", "Een noot.", "levering 4")


def _said(form: Form, paper=PAPER) -> str:
    return " ".join(text_of(written(paper, form)).replace("&amp;", "&").split())


@pytest.mark.parametrize("form", [Form.SVG, Form.PDF, Form.WORD])
def test_everything_is_said(form):
    said = _said(form)
    for text in EVERYWHERE:
        # The picture in a Word document is pixels; its legend stands in none of the texts.
        assert text in said or (form is Form.WORD and text == "instroom"), text
    for text in IN_DOCUMENTS:
        assert form is Form.SVG or text in said, text


def test_png_is_a_sharp_picture():
    content = written(PAPER, Form.PNG)
    assert content.startswith(b"\x89PNG")
    width, height = int.from_bytes(content[16:20]), int.from_bytes(content[20:24])
    assert width == 1672
    assert height > 600


def test_svg_is_well_formed_and_described():
    root = ET.fromstring(written(PAPER, Form.SVG))
    space = "{http://www.w3.org/2000/svg}"
    assert root.find(f"{space}title").text == PAPER.title
    assert PICTURE.alternative in root.find(f"{space}desc").text
    assert root.get("role") == "img"


@pytest.mark.parametrize("form", Form)
def test_the_same_paper_gives_the_same_file(form):
    once = written(PAPER, form)
    written.cache_clear()
    assert written(PAPER, form) == once


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize(
    "text",
    [
        "</text><script>alert(1)</script><![CDATA[ \"quoted\" & 'more'",
        '#panic("x") #read("/etc/passwd") *vet* $x$ <label> @ref `code` [a](b) \\ // /* ',
        "漢字 😀 ő ș Ж → ≥ \U000e0041",
        "\x00\x01\x1b\u202e\ud800 einde",
        "x" * 600,
        "",
    ],
    ids=["xml", "typst", "letters", "control", "long", "empty"],
)
def test_any_text_can_be_on_a_paper_and_stays_a_text(form, text):
    content = written(with_text(text), form)
    if form is Form.SVG:
        assert not [one for one in ET.fromstring(content).iter() if one.tag.endswith("script")]
    if form is Form.WORD:
        assert any(paragraph.text == printable(text) for paragraph in Document(io.BytesIO(content)).paragraphs)
    if form is Form.PDF and text.startswith("#panic"):
        assert '#panic("x") #read("/etc/passwd") *vet* $x$' in _said(form, with_text(text))


def test_letters_that_no_font_has_become_plain_ones_in_a_pdf_only_then():
    assert "Kőszeg" in _said(Form.PDF, replace(PAPER, lead="Kőszeg"))
    assert "Koszeg ?" in _said(Form.PDF, replace(PAPER, lead="Kőszeg 😀"))


@pytest.mark.parametrize("form", [Form.PDF, Form.PNG])
def test_without_our_font_there_is_a_paper_all_the_same(form, monkeypatch):
    from regiewijzer.web.papers import pdf, poster

    for module in (pdf, poster):
        monkeypatch.setattr(module, "font_folders", list)
    pdf._fonts.cache_clear()
    written.cache_clear()
    try:
        assert len(written(PAPER, form)) > 5000
        assert form is Form.PNG or "3.165 jongeren" in _said(form)
    finally:
        pdf._fonts.cache_clear()
        written.cache_clear()


def test_a_wide_table_becomes_tables_that_each_name_their_rows():
    wide = Table("t", tuple("abcdefg"), (tuple("1234567"),), texts=2)
    assert [part.heads for part in wide.parts(3)] == [tuple("abcde"), tuple("abfg")]
    assert [part.rows for part in wide.parts(3)] == [(tuple("12345"),), (tuple("1267"),)]
    assert wide.parts(5) == (wide,)


def test_starting_the_pages_loads_nothing_that_writes_papers():
    """What only a download needs may not make every start slower."""
    code = (
        "import os, sys, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'regiewijzer.config.settings'; django.setup();"
        "import regiewijzer.config.urls; print(sorted({'typst', 'docx', 'pypdf'} & set(sys.modules)))"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
