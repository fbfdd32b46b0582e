"""Deliveries through the pages: from an upload to a report."""

import re
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from regiewijzer.apps.audit.models import AuditEvent, ProcessingRecord
from regiewijzer.apps.intake import actions, service, tasks
from regiewijzer.apps.intake.models import Upload
from regiewijzer.apps.intake.states import ALLOWED, UploadState
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.lock import load_lock
from regiewijzer.ledger.region import read_region
from regiewijzer.pipeline.load import load
from regiewijzer.pipeline.progress import Progress, ProgressFile
from tests.support.bad_messages import zipped
from tests.support.small_delivery import ANNA, BEN, assigned
from tests.support.worker import work

from .conftest import FAULTS, LOADED_AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(page, loaded, settings):
    """A signed-in client on the home with faults."""
    settings.REGIEWIJZER_HOME = loaded
    return page


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch):
    monkeypatch.setattr(tasks, "load", partial(load, workers=0))


def _text(answer) -> str:
    return answer.content.decode()


def _plain(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def _file(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def _upload(client, *files: SimpleUploadedFile):
    return client.post("/leveringen", {"files": list(files)})


def test_the_report_says_per_file_what_was_taken_in(report):
    text = _plain(_text(report.get("/leveringen/1")))
    assert "Levering 1 Ingelezen op 1 november 2026 10:00" in text, "the clock of the reader, not UTC"
    assert re.search(r"levering/veel\.xml 0 1 \d+", text)
    assert re.search(r"levering/declaratie\.xml 1 0 0", text)


def test_a_finding_says_what_is_wrong_where_whose_it_is_and_how_to_mend_it(report):
    text = _plain(_text(report.get("/leveringen/1", {"regel": "TR018"})))
    for part in (
        "afgekeurd",
        "Herstel:",
        "Regel TR018",
        "De Haven (47000001) 307",
        "Einddatum",
        "2024-01-02",
        "0001 voorbeeld",
    ):
        assert part in text, part


def test_texts_of_rules_follow_the_language(report):
    report.cookies["django_language"] = "en"
    text = _plain(_text(report.get("/leveringen/1", {"regel": "TR018"})))
    assert "Mend:" in text
    assert "Herstel" not in text


def test_findings_are_paged_and_filtered_by_owner_file_and_rule(report, loaded):
    file = next(loaded.path.parent.glob("levering/veel.xml"))
    first = _text(report.get("/leveringen/1", {"bestand": str(file), "regel": "RW-XSD-05"}))
    total = int(re.search(r"1 tot en met 50 van (\d+)", first)[1])
    assert total >= FAULTS
    assert first.count('<th scope="row">De Haven') - first.split("rw-finding")[0].count('<th scope="row">De Haven') == 50
    assert 'rel="next"' in first
    assert 'rel="prev"' not in first
    last = _text(report.get("/leveringen/1", {"bestand": str(file), "regel": "RW-XSD-05", "pagina": "3"}))
    assert 'rel="next"' not in last
    assert f"van {total}" in last
    by_owner = _plain(_text(report.get("/leveringen/1", {"eigenaar": "deliverer:"})))
    assert "Regel RW-XML-03" in by_owner
    assert "Regel TR018" not in by_owner


@pytest.mark.parametrize("query", [{"pagina": "0"}, {"pagina": "x"}, {"pagina": "9" * 30}, {"eigenaar": "niemand"}])
def test_a_wrong_address_is_not_found(report, query):
    assert report.get("/leveringen/1", query).status_code == 404


def test_no_page_shows_a_person(report):
    pages = ["/leveringen/1", "/leveringen/1?pagina=2", "/controles", "/"]
    found = re.findall(r"\b\d{9}\b", "".join(_plain(_text(report.get(address))) for address in pages))
    numbers = {ANNA.bsn, BEN.bsn}
    assert not numbers & set(found)


def test_the_return_message_is_previewed(report):
    html = _text(report.get("/leveringen/1", {"regel": "TR018"}))
    address = re.search(r'href="(/leveringen/1/retourbericht/\w+)"', html)[1]
    preview = _text(report.get(address))
    assert "er wordt niets verzonden" in preview
    assert "RetourCode&gt;0001&lt;" in preview
    assert BEN.bsn not in preview


def test_a_message_that_is_not_archived_has_no_preview(report):
    assert "staat niet in het archief" in _text(report.get("/leveringen/1/retourbericht/" + "0" * 32))
    assert report.get("/leveringen/9/retourbericht/" + "0" * 32).status_code == 404


def test_checks_across_messages_show_what_ran_and_what_could_not(report):
    text = _plain(_text(report.get("/controles")))
    assert "Wat niet gecontroleerd kon worden" in text
    assert "Waarom niet" in text
    assert "999" not in _plain(_text(report.get("/controles", {"eigenaar": "deliverer:"})))


def test_the_start_page_says_what_there_is_what_is_missing_and_who_mends(report):
    text = _plain(_text(report.get("/")))
    for part in (
        "Kleine regio",
        "1 november 2026",
        "Wie niet leverde wat verwacht werd",
        "Duinstad 301",
        "Wie iets moet herstellen",
        "De Haven",
    ):
        assert part in text, part


def test_an_upload_goes_through_the_worker_into_a_report(page, home):
    answer = _upload(
        page, _file("toewijzing.xml", assigned(1, ANNA)), _file("stuk.zip", zipped({"a.xml": assigned(2, BEN), "b.xml": b"<a"}))
    )
    assert answer.status_code == 302
    assert "in de wachtrij" in _text(page.get("/leveringen"))
    work()
    upload = Upload.objects.get()
    assert (upload.state, upload.load_number, upload.accepted) == ("done", 1, 2)
    assert list(home.inbox.iterdir()) == [], "messages with persons do not stay in the inbox"
    assert "2 berichten aangenomen" in _text(page.get("/leveringen/1"))
    events = AuditEvent.objects.filter(event__startswith="upload_").order_by("number")
    assert [event.event for event in events] == ["upload_received", "upload_started", "upload_loaded"]
    assert ProcessingRecord.objects.filter(activity="ingest", status=ProcessingRecord.Status.OK).count() == 1


def test_delivering_the_same_again_changes_nothing(page, home):
    for _ in range(2):
        _upload(page, _file("toewijzing.xml", assigned(1, ANNA)))
        work()
    newest = Upload.objects.first()
    assert (newest.state, newest.accepted, newest.load_number) == ("done", 0, None)
    assert "Niets nieuws" in _text(page.get("/leveringen"))


@pytest.mark.parametrize(
    ("name", "said"),
    [("brief.docx", "brief.docx is geen XML, ZIP, CSV of Excel"), ("leeg.xml", "leeg"), (None, "Kies ten minste één bestand")],
)
def test_what_cannot_be_a_delivery_is_refused_with_the_reason(page, home, name, said):
    content = b"" if name == "leeg.xml" else b"x"
    answer = _upload(page, *([_file(name, content)] if name else []))
    assert answer.status_code == 422
    assert said in _text(answer)
    assert not Upload.objects.exists()
    assert list(home.inbox.iterdir()) == []


def test_a_hostile_file_name_stays_inside_the_inbox(home, administrator):
    files = [_file("../../etc/passwd.xml", b"x"), _file("a b\x00.xml", b"x"), _file("a.xml", b"1"), _file("a.xml", b"2")]
    upload = actions.receive(home=home, files=files, by="beheerder")
    folder = actions.folder_of(home, upload)
    assert len(list(folder.iterdir())) == 4
    assert {path.parent for path in home.inbox.rglob("*.xml")} == {folder}
    assert all(path.stat().st_mode & 0o077 == 0 for path in folder.iterdir())


def test_an_upload_waits_while_another_load_runs(home, administrator):
    upload = actions.receive(home=home, files=[_file("a.xml", assigned(1, ANNA))], by="beheerder")
    with load_lock(home.lock, since=LOADED_AT):
        tasks.load_upload.call(str(upload.id))
    upload.refresh_from_db()
    assert upload.state == UploadState.QUEUED
    assert actions.folder_of(home, upload).exists()
    tasks.load_upload.call(str(upload.id))
    upload.refresh_from_db()
    assert upload.state == UploadState.DONE


def test_an_upload_whose_worker_died_is_queued_again(home, administrator):
    upload = actions.receive(home=home, files=[_file("a.xml", assigned(1, ANNA))], by="beheerder")
    actions.start(upload_id=str(upload.id))
    assert service.queue_interrupted() == 1
    upload.refresh_from_db()
    assert upload.state == UploadState.QUEUED


def test_an_unforeseen_failure_is_noted_without_its_text(home, administrator, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("Anna 123456782")

    monkeypatch.setattr(tasks, "load", fail)
    upload = actions.receive(home=home, files=[_file("a.xml", b"x")], by="beheerder")
    with pytest.raises(RuntimeError):
        tasks.load_upload.call(str(upload.id))
    upload.refresh_from_db()
    assert (upload.state, upload.reason) == ("failed", "RuntimeError")
    assert not actions.folder_of(home, upload).exists()


def test_every_state_has_its_row_and_ended_is_final(home, administrator):
    assert set(ALLOWED) == set(UploadState)
    upload = actions.receive(home=home, files=[_file("a.xml", b"x")], by="beheerder")
    actions.start(upload_id=str(upload.id))
    actions.fail(upload=Upload.objects.get(), reason="x")
    with pytest.raises(actions.WrongState):
        actions.start(upload_id=str(upload.id))


def _progress(home: Home, **said) -> None:
    ProgressFile(home.progress)(Progress(**said))


def test_progress_is_shown_while_a_load_runs_and_asks_again(page, home):
    with load_lock(home.lock, since=datetime.now(UTC).replace(tzinfo=None)):
        _progress(home, stage="read", done=30, total=120, file="a.zip", messages=1200, findings=7)
        whole = _text(page.get("/leveringen"))
        part = _text(page.get("/leveringen/voortgang", headers={"HX-Request": "true"}))
    for html in (whole, part):
        assert '<progress aria-labelledby="voortgang-naam" value="30" max="120">' in html
        assert "30 van 120 · 1.200 berichten · 7 bevindingen" in html
        assert 'hx-get="/leveringen/voortgang"' in html
    assert "<html" not in part


def test_the_last_answer_about_progress_asks_no_more(page, home):
    _progress(home, stage="done", done=1, total=1)
    part = _text(page.get("/leveringen/voortgang", headers={"HX-Request": "true"}))
    assert "hx-get" not in part
    assert "<progress" not in part


def test_a_load_that_was_killed_is_not_shown_as_running(page, home):
    _progress(home, stage="read", done=30, total=120)
    home.lock.write_text('{"pid": 2147480000, "since": "2026-01-01T00:00:00"}')
    assert "<progress" not in _text(page.get("/leveringen"))


def test_progress_without_htmx_is_the_page_itself(page, home):
    assert page.get("/leveringen/voortgang")["Location"] == "/leveringen"


def test_the_region_of_the_delivery_is_on_the_pages(report, loaded):
    assert read_region(loaded.region).name in _text(report.get("/"))


def test_an_upload_leaves_nothing_when_it_cannot_be_queued(home, administrator, monkeypatch):
    monkeypatch.setattr(tasks.load_upload.__class__, "enqueue", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        actions.receive(home=home, files=[_file("a.xml", b"x")], by="beheerder")
    assert not Upload.objects.exists()
    assert list(Path(home.inbox).iterdir()) == []
