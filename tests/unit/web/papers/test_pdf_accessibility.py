"""A PDF that a screen reader can read: what PDF/UA-1 asks, looked up in the file itself. typst refuses the rest."""

import io
from collections.abc import Iterator

import pytest
import typst
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from regiewijzer.web.papers import Form, written
from tests.support.a_paper import PAPER, PICTURE


@pytest.fixture(scope="module")
def pdf() -> PdfReader:
    return PdfReader(io.BytesIO(written(PAPER, Form.PDF)))


@pytest.fixture(scope="module")
def tags(pdf) -> list[DictionaryObject]:
    return list(_tags(pdf.root_object["/StructTreeRoot"]["/K"]))


def _tags(one: object) -> Iterator[DictionaryObject]:
    """Walk the tags in the order in which they are read."""
    one = one.get_object()
    if isinstance(one, ArrayObject):
        for part in one:
            yield from _tags(part)
    elif isinstance(one, DictionaryObject) and "/S" in one:
        yield one
        if "/K" in one:
            yield from _tags(one["/K"])


def _kinds(tags: list[DictionaryObject]) -> list[str]:
    return [str(tag["/S"]) for tag in tags]


def test_it_says_that_it_is_accessible_in_its_language_under_its_title(pdf):
    root = pdf.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nl"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata.title == PAPER.title
    assert pdf.metadata.author == PAPER.publisher
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf.root_object["/Metadata"].get_data()


def test_headings_go_down_one_level_at_a_time(tags):
    assert [kind for kind in _kinds(tags) if kind.startswith("/H")] == ["/H1", "/H2", "/H2"]


def test_every_drawing_has_its_text(tags):
    assert [tag.get("/Alt") for tag in tags if tag["/S"] == "/Figure"] == [PICTURE.alternative]


def test_tables_have_head_cells_of_columns_and_a_name(tags):
    kinds = _kinds(tags)
    assert (kinds.count("/Table"), kinds.count("/TH"), kinds.count("/TD")) == (1, 2, 4)
    heads = [attribute for tag in tags if tag["/S"] == "/TH" for attribute in tag["/A"]]
    assert {one.get("/Scope") for one in heads if "/Scope" in one} == {"/Column"}
    assert kinds.count("/Caption") == 2


def test_typst_cannot_say_yet_that_a_cell_is_the_head_of_its_row():
    """When this fails it can: give the first cells of a table their scope then (ADR 0015)."""
    with pytest.raises(typst.TypstError, match="does not contain `header-cell`"):
        typst.compile(b'#table(columns: 1, pdf.header-cell(scope: "row")[a])', format="pdf")


def test_facts_are_a_list_and_the_address_is_a_link(tags, pdf):
    kinds = _kinds(tags)
    assert kinds.count("/LI") == 2
    assert "/Link" in kinds
    addresses = [note.get_object()["/A"]["/URI"] for page in pdf.pages for note in page.get("/Annots", ())]
    assert addresses == [PAPER.address]


def test_the_passport_and_the_address_stand_on_every_page(pdf):
    for page in pdf.pages:
        assert "Versie 1.0 · levering 4" in page.extract_text()
        assert PAPER.address in page.extract_text()


def test_every_font_is_in_the_file(pdf):
    fonts = [one.get_object() for page in pdf.pages for one in page["/Resources"]["/Font"].values()]
    below = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts]
    assert fonts
    assert all({"/FontFile2", "/FontFile3"} & set(one) for one in below)
