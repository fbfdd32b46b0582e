"""Nothing that was hidden in an edition is in any paper of it, and no paper works anything out again."""

import io

import pytest
from openpyxl import load_workbook

from regiewijzer.apps.publications.models import Edition
from regiewijzer.web.papers import written
from tests.support.editions import Gating, a_published
from tests.support.hidden_figures import FEW, ONE_PROVIDER, PUBLISHED, Truth, gated, traces
from tests.support.instead_of_a_ledger import answer_with
from tests.support.opened_files import everything_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("invented")]
MONEY = (("claimed-care", ""), ("claimed-care", "provider"))
FORMS = ("xlsx", "pdf", "docx", "png", "svg")
KEYS = ("claimed-care", "claimed-care-per-aanbieder")
ADDRESSES = (
    *(f"/publicaties/1/{key}/cijfer.{form}" for key in KEYS for form in FORMS),
    *("/publicaties/1/rapport.pdf", "/publicaties/1/rapport.docx"),
)


@pytest.fixture(autouse=True)
def coarse_pictures(monkeypatch):
    """The same pictures in fewer pixels: those take most of the time."""
    monkeypatch.setattr("regiewijzer.web.papers.poster.PIXELS", 0.5)


def _never(*_args: object, **_more: object) -> None:
    raise AssertionError("a paper of an edition works nothing out")


def _files(home, visitor, monkeypatch, truth: Truth) -> dict[str, bytes]:
    """Return every file of an edition made in a world with this truth, taken when nothing can be worked out any more."""
    with monkeypatch.context() as patched:
        answer_with(patched, gated(truth))
        a_published(home, wanted=MONEY, protecting=Gating(gated(truth)))
    with monkeypatch.context() as patched:
        answer_with(patched, _never)
        written.cache_clear()
        answers = {address: visitor.get(address) for address in ADDRESSES}
    assert {answer.status_code for answer in answers.values()} == {200}
    return {address: answer.content for address, answer in answers.items()}


def test_a_hidden_amount_is_nowhere_and_changes_no_byte(home, visitor, monkeypatch):
    files = _files(home, visitor, monkeypatch, Truth())
    for address, content in files.items():
        everything = everything_in(content)
        hidden = [one for cents in (FEW, ONE_PROVIDER) for one in traces(cents) if one in everything]
        assert not hidden, address
        if not address.endswith(("png", "svg")):
            assert [one for cents in PUBLISHED for one in traces(cents) if one in everything], "the search finds what is there"
        if address.endswith("xlsx"):
            book = load_workbook(io.BytesIO(content))
            assert [sheet.sheet_state for sheet in book] == ["visible"] * 3
            assert not list(book.defined_names)
    Edition.objects.all().delete()
    other = Truth(few=11_00, one_provider=99_999_999_999_00)
    assert _files(home, visitor, monkeypatch, other) == files, "no axis, order, bar or property follows what is hidden"
