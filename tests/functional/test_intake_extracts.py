"""Extracts through the upload page: what became of every table, and what to mend."""

import re
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from regiewijzer.apps.intake import tasks
from regiewijzer.ledger.region import write_region
from regiewijzer.pipeline.load import load
from tests.support.delivered_files import BUDGET, REGION, budget, csv_file
from tests.support.worker import work

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch):
    monkeypatch.setattr(tasks, "load", partial(load, workers=0))


@pytest.fixture
def uploaded(page, home):
    """A signed-in client after an upload with a row in order and a faulty one."""
    write_region(REGION, home.region)
    content = csv_file(BUDGET, budget(), budget("1.5", year="2025"))
    page.post("/leveringen", {"files": [SimpleUploadedFile("aanbiederbegroting.csv", content)]})
    work()
    return page


def plain(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_the_report_tells_what_became_of_every_table(uploaded):
    told = plain(uploaded.get("/leveringen/1"))

    assert "Begroting per aanbieder serviceorganisatie deels aangenomen 1 1 1" in told
    assert "Punt in een getal is dubbelzinnig" in told
    assert "aanbiederbegroting!E3" in told


def test_the_report_follows_the_language(uploaded):
    uploaded.cookies["django_language"] = "en"

    assert "Provider budget service organisation partly accepted 1 1 1" in plain(uploaded.get("/leveringen/1"))


def test_an_extract_has_no_return_message(uploaded):
    assert "retourbericht" not in uploaded.get("/leveringen/1").content.decode()
