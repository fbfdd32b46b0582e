"""Parts of analyses as files: each with the drawing of its page, its table, passport and address; nothing hidden in any."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from regiewijzer.apps.monitor import queries
from regiewijzer.apps.monitor.analyses.layout import Drawing, analyses
from regiewijzer.figures.scope import REGION
from regiewijzer.pipeline import figure_store
from regiewijzer.web.home import current_home
from regiewijzer.web.papers import written
from tests.support.hidden_figures import FEW, PUBLISHED, Truth, gated, traces
from tests.support.instead_of_a_ledger import answer_with
from tests.support.invented_figures import a_request, invented_figure
from tests.support.opened_files import everything_in, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("invented")]
FORMS = ("pdf", "docx", "png", "svg")
# What only the drawing of this kind has, and the page has it in the same way.
ONE_OF_EACH = {
    Drawing.FLOW: ("zorgpaden", "paden", 'fill-opacity="0.4"'),
    Drawing.SURVIVAL: ("aansluiting", "duur", "<circle"),
    Drawing.MATRIX: ("toegang", "gemeenten", 'fill="#0b4f8a" stroke="#ffffff"'),
    Drawing.RANKED: ("stapeling", "vormen", 'height="14" fill="#0b4f8a"'),
    Drawing.SHIFT: ("doelgroepen", "leeftijd", 'height="14" fill="#0b4f8a"'),
}


@pytest.fixture(autouse=True)
def coarse_pictures(monkeypatch):
    """Few pixels: drawing takes most of the time and is tested by itself."""
    monkeypatch.setattr("regiewijzer.web.papers.poster.PIXELS", 0.5)


def _said(content: bytes) -> str:
    return " ".join(text_of(content).replace("&amp;", "&").split())


def _address(drawing: Drawing, form: str, query: str = "") -> str:
    analysis, part, _mark = ONE_OF_EACH[drawing]
    return f"/analyses/{analysis}/{part}/gegevens.{form}{query}"


def test_every_part_lists_its_files_with_its_choice(page):
    html = page.get("/analyses/zorgpaden?gemeente=9902").content.decode()
    for part in analyses()["zorgpaden"].parts:
        for form in ("csv", "xlsx", *FORMS):
            assert f'href="/analyses/zorgpaden/{part.id}/gegevens.{form}?gemeente=9902"' in html
    labels = re.findall(r'<nav class="rw-downloads" aria-label="([^"]+)"', html)
    assert len(labels) == len(set(labels)) > 2, "each list is told apart by ear"


@pytest.mark.parametrize("drawing", Drawing)
def test_every_drawing_is_on_paper_with_its_table(page, drawing):
    analysis_id, part_id, mark = ONE_OF_EACH[drawing]
    part = analyses()[analysis_id].part(part_id)
    svg = page.get(_address(drawing, "svg")).content.decode()
    assert mark in svg
    assert "class=" not in svg
    assert "var(" not in svg
    for form in FORMS:
        answer = page.get(_address(drawing, form))
        assert answer.status_code == 200
        assert answer["Content-Disposition"].startswith(f'attachment; filename="{analysis_id}-{part_id}_4_')
        if form in ("pdf", "docx"):
            said = _said(answer.content)
            for text in (
                part.title.nl,
                analyses()[analysis_id].caution.nl,
                "Paspoort",
                "Stand van het grootboek",
                "zijn verzonnen",
            ):
                assert text in said, text
            assert f"http://testserver/analyses/{analysis_id}?peildatum=2026-11-01#{part_id}" in re.sub(r"\s", "", said)


def test_the_address_on_paper_has_the_years_and_nothing_else(page):
    said = _said(page.get(_address(Drawing.SHIFT, "svg", "?gemeente=9902&jaar=2025&met=2023&x=y")).content)
    where = "/analyses/doelgroepen?gemeente=9902&peildatum=2026-11-01&jaar=2025&met=2023#leeftijd"
    assert f"http://testserver{where}" in re.sub(r"\s", "", said)
    assert "2025 naast 2023" in said


def test_bad_choices_and_unknown_parts_have_no_paper(page):
    assert page.get("/analyses/zorgpaden/iets/gegevens.pdf").status_code == 404
    assert page.get(_address(Drawing.FLOW, "pdf", "?gemeente=0000")).status_code == 404


def test_a_frozen_part_is_drawn_as_in_its_analysis(page):
    address = page.post("/analyses/zorgpaden/paden/vastleggen")["Location"]
    assert ONE_OF_EACH[Drawing.FLOW][2] in page.get(f"{address}/gegevens.svg").content.decode()
    figure = invented_figure(None, a_request("flow", by=("municipality",)))
    plain = figure_store.freeze(current_home(), figure)
    assert page.get(f"/cijfer/{plain}/gegevens.svg").status_code == 200


def test_a_part_without_any_number_is_a_paper_too(page, monkeypatch):
    def nothing(home, request, scope=REGION):
        return replace(invented_figure(home, request, scope), cells=())

    monkeypatch.setattr(queries.figures, "compute_figure", nothing)
    for drawing in Drawing:
        assert "Voor deze keuze is er niets te tonen" in _said(page.get(_address(drawing, "pdf")).content)


def _all_files(page) -> Iterator[tuple[str, bytes]]:
    written.cache_clear()
    for drawing in Drawing:
        for form in ("xlsx", *FORMS):
            yield _address(drawing, form), page.get(_address(drawing, form)).content


def test_hidden_values_are_in_no_file_and_change_no_byte(page, monkeypatch):
    """Of counts and shares only those of few are hidden: one provider may be behind them."""
    answer_with(monkeypatch, gated(Truth()))
    files = dict(_all_files(page))
    found = set()
    for address, content in files.items():
        everything = everything_in(content)
        assert not [one for one in _traces(FEW) if one in everything], address
        if [one for number in PUBLISHED for one in _traces(number) if one in everything]:
            found.add(address.rpartition(".")[2])
    assert found >= {"xlsx", "pdf", "docx", "svg"}, "or the search above passes on files that it cannot open"
    answer_with(monkeypatch, gated(Truth(few=11_00)))
    assert dict(_all_files(page)) == files


def _traces(number: int) -> list[bytes]:
    """Return how a number may be written: as an amount, or as the count or share that it is in most of these figures."""
    return [*traces(number), *traces(number * 100), *traces(number * 10_000)]
