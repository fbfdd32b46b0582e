"""Pages for everyone: no login, no cookies, fit for any cache; every state of a value apart, in every form."""

import csv
import io
import re

import pytest

from regiewijzer.apps.accounts.roles import Role
from regiewijzer.apps.publications import actions
from regiewijzer.apps.publications.service import queue_demonstration
from regiewijzer.apps.publications.states import Audience
from tests.support.editions import MAKER, Protecting, a_checked, a_correction, a_draft, a_published
from tests.support.people import person
from tests.support.shacl import faults, graph_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("invented")]
PAGES = (
    *("/publicaties", "/publicaties/actueel", "/publicaties/1", "/publicaties/2", "/publicaties/2/verschil"),
    *("/publicaties/2/dropout/nederlands.csv", "/publicaties/2/dropout/machine.csv"),
    *("/publicaties/catalogus.ttl", "/publicaties/catalogus.jsonld", "/publicaties/2?taal=en"),
)


@pytest.fixture
def corrected(home):
    first = a_published(home)
    return first, a_correction(home, first)


def test_public_pages_give_no_cookie_vary_on_none_and_may_be_kept(corrected, visitor, page):
    director = page
    director.force_login(person(Role.DIRECTOR))
    director.cookies["django_language"] = "en"
    for address in PAGES:
        answer = visitor.get(address)
        assert answer.status_code == 200, address
        assert not answer.cookies, address
        assert answer["Cache-Control"] == "public, max-age=300"
        assert "Cookie" not in answer.get("Vary", "")
        same = director.get(address)
        assert same.content == answer.content, "who has signed in sees what everyone sees"
        assert not same.cookies
        again = visitor.get(address, headers={"if-none-match": answer["ETag"]})
        assert (again.status_code, again.content) == (304, b""), address
        assert b"csrfmiddlewaretoken" not in answer.content


def test_another_content_has_another_tag(home, visitor):
    a_published(home)
    before = visitor.get("/publicaties/1")["ETag"]
    a_published(home, title="Nieuwer")
    after = visitor.get("/publicaties/1", headers={"if-none-match": before})
    assert after.status_code == 200
    assert "Er is een nieuwere editie." in after.content.decode()


def test_public_pages_have_no_script_and_obey_the_policy(corrected, visitor):
    for address in PAGES[:5]:
        html = visitor.get(address).content.decode()
        assert "<script" not in html
        assert not re.search(r'\sstyle="|\son\w+="|(?:src|href|action)="(?:https?:)?//', html), address


def test_the_first_answer_is_on_top_and_beside_the_login_is_a_way_in(home, visitor):
    edition = a_published(home)
    html = visitor.get("/publicaties/actueel").content.decode()
    brief = html.partition('id="in-het-kort"')[2]
    answer = edition.figures.get(key="young-people-in-care").answer_nl
    assert re.match(r"In \w+ 2026 kregen [\d.]+ jongeren jeugdhulp\. Dat is", answer)
    assert f"<p>{answer}</p>" in brief
    assert '<link rel="canonical" href="/publicaties/1">' in html
    assert 'href="/publicaties"' in visitor.get("/inloggen").content.decode()


def test_in_english_the_words_of_the_region_stay_and_the_answers_are_english(home, visitor):
    a_published(home)
    html = visitor.get("/publicaties/1?taal=en").content.decode()
    assert '<html lang="en"' in html
    assert "In short" in html
    assert "young people" in html
    assert 'href="/publicaties?taal=en"' in html
    assert '<html lang="nl"' in visitor.get("/publicaties/1?taal=de").content.decode()


def test_only_what_was_published_for_everyone_is_there(home, visitor):
    a_draft(home)
    a_checked(home)
    a_published(home, audience=Audience.COUNCILS)
    assert "nog niets gepubliceerd" in visitor.get("/publicaties").content.decode()
    for address in ("actueel", "1", "2", "3", "3/dropout/machine.csv", "3/verschil", "catalogus.ttl", "99999999999999999999"):
        answer = visitor.get(f"/publicaties/{address}")
        assert answer.status_code == 404, address
        assert not answer.cookies
    assert visitor.get("/edities").status_code == 302


def test_both_editions_stay_readable_and_say_what_was_wrong(corrected, visitor):
    old, new = (visitor.get(f"/publicaties/{one.number}").content.decode() for one in corrected)
    for html in (old, new):
        assert "De cijfers van Waterdam ontbraken." in html
        assert 'id="dropout"' in html
    assert "In deze editie stond een fout." in old
    assert 'href="/publicaties/2"' in old
    assert "Dit is een correctie van editie 1." in new
    assert "gecorrigeerd in editie 2" in visitor.get("/publicaties").content.decode()
    assert 'href="/publicaties/2"' in visitor.get("/publicaties/actueel").content.decode()


def test_the_difference_tells_which_values_changed_and_why(corrected, visitor):
    html = visitor.get("/publicaties/2/verschil").content.decode()
    assert "het programma rekent anders" in html, "the same moment and definition"
    assert re.search(r"\d+ van de \d+ waarden die in beide edities staan zijn anders", html)
    assert visitor.get("/publicaties/1/verschil").status_code == 404


def test_questions_that_came_and_went_are_named_in_the_difference(home, visitor):
    a_published(home, wanted=[("dropout", ""), ("flow", "")])
    a_published(home, wanted=[("dropout", ""), ("waiting", "")])
    html = visitor.get("/publicaties/2/verschil").content.decode()
    assert re.search(r"Nieuw:</strong> Hoe lang duurt het", html)
    assert re.search(r"Staat er niet meer in:</strong> Hoeveel jongeren beginnen", html)
    assert "Alle waarden zijn gelijk gebleven" not in html


def test_a_withdrawn_edition_says_why_and_shows_no_figure(home, visitor):
    edition = a_published(home)
    actions.withdraw(edition=edition, because="Er stond een kind herkenbaar in.", by=MAKER)
    for address in ("1", "1/dropout/nederlands.csv", "1/dropout/machine.csv", "1/verschil"):
        answer = visitor.get(f"/publicaties/{address}")
        assert answer.status_code == 410, address
        assert "Er stond een kind herkenbaar in." in answer.content.decode()
        assert 'id="dropout"' not in answer.content.decode()
    assert "ingetrokken" in visitor.get("/publicaties").content.decode()
    assert visitor.get("/publicaties/actueel").status_code == 404


def _rows(content: bytes, delimiter: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=delimiter))


def test_the_dutch_file_is_for_a_dutch_spreadsheet(home, visitor):
    a_published(home)
    answer = visitor.get("/publicaties/1/dropout/nederlands.csv")
    assert answer.content.startswith("\ufeff".encode())
    rows = _rows(answer.content, ";")
    titles = next(row for row in rows if "toestand" in row)
    cells = [dict(zip(titles, row, strict=True)) for row in rows[rows.index(titles) + 1 :]]
    assert [one["toestand"] for one in cells[:4]] == ["afgeschermd", "onbekend", "niet van toepassing", "getoond"]
    assert [one["waarde"] for one in cells[:3]] == ["", "", ""]
    assert re.fullmatch(r"0,\d+", cells[3]["waarde"])


def test_the_machine_file_is_for_a_program(home, visitor):
    a_published(home)
    rows = _rows(visitor.get("/publicaties/1/young-people-in-care-per-gemeente/machine.csv").content, ",")
    assert rows[0] == ["month", "series", "municipality", "value", "unit", "state", "base"]
    cells = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    assert [one["state"] for one in cells[:4]] == ["hidden", "unknown", "not_applicable", "shown"]
    assert all(re.fullmatch(r"\d{4}-\d{2}", one["month"]) and re.fullmatch(r"\d{4}", one["municipality"]) for one in cells)
    dropout = _rows(visitor.get("/publicaties/1/dropout/machine.csv").content, ",")
    assert re.fullmatch(r"0\.\d+", dropout[4][2])
    assert visitor.get("/publicaties/1/spending/machine.csv").status_code == 404


def test_the_page_keeps_hidden_unknown_and_not_applicable_apart(home, visitor):
    a_published(home)
    html = visitor.get("/publicaties/1").content.decode()
    table = html.partition('id="dropout"')[2]
    for state in ("afgeschermd", "onbekend", "n.v.t."):
        assert f'<td class="rw-num">{state}</td>' in table


def test_the_catalogue_obeys_the_profile_and_its_files_are_what_it_says(corrected, visitor, settings):
    settings.CSRF_TRUSTED_ORIGINS = ["https://monitor.example.nl"]
    turtle = visitor.get("/publicaties/catalogus.ttl")
    json_ld = visitor.get("/publicaties/catalogus.jsonld")
    assert turtle["Content-Type"].startswith("text/turtle")
    assert json_ld["Content-Type"] == "application/ld+json"
    graph = graph_of(turtle.content.decode(), "turtle")
    assert faults(graph) == []
    assert len(graph_of(json_ld.content.decode(), "json-ld")) == len(graph)
    files = list(graph.subject_objects(graph.namespace_manager.expand_curie("dcat:downloadURL")))
    assert len(files) == 6
    for subject, address in files:
        assert str(address).startswith("https://monitor.example.nl/publicaties/2/")
        content = visitor.get(str(address).removeprefix("https://monitor.example.nl")).content
        (size,) = graph.objects(subject, graph.namespace_manager.expand_curie("dcat:byteSize"))
        assert int(size) == len(content)


def test_a_correction_keeps_the_names_of_its_data_sets(home, visitor):
    first = a_published(home)
    names = lambda: set(re.findall(r"<[^>]*#gegevens-[\w-]+>", visitor.get("/publicaties/catalogus.ttl").content.decode()))  # noqa: E731
    before = names()
    a_correction(home, first)
    assert names() == before


def test_the_demonstration_publishes_one_edition_in_the_worker(home, visitor, monkeypatch):
    from regiewijzer.apps.monitor.actions import publish_newest
    from regiewijzer.apps.publications import releasing, tasks
    from tests.support.worker import work

    assert not queue_demonstration(maker="directeur", checker="controller"), "there is no moment to publish"
    publish_newest(home=home, by="test")
    real = releasing.release
    monkeypatch.setattr(tasks, "release", lambda home, one, by: real(home, one, by=by, protect=Protecting()))
    assert queue_demonstration(maker="directeur", checker="controller")
    assert visitor.get("/publicaties/actueel").status_code == 404, "nobody waits for it"
    work()
    html = visitor.get("/publicaties/actueel").content.decode()
    assert "Jeugdhulp in onze regio" in html
    assert not queue_demonstration(maker="directeur", checker="controller")


def test_a_demonstration_that_fails_its_audit_is_not_silently_missing(home, client, monkeypatch):
    from regiewijzer.apps.monitor.actions import publish_newest
    from regiewijzer.apps.publications import releasing, tasks

    publish_newest(home=home, by="test")
    real = releasing.release
    monkeypatch.setattr(tasks, "release", lambda home, one, by: real(home, one, by=by, protect=Protecting(ok=False)))
    assert queue_demonstration(maker="directeur", checker="controller")
    with pytest.raises(tasks.NotSafe, match="edition 1 did not pass its audit"):
        tasks.publish_demonstration.func(1, "directeur", "controller")
    client.force_login(person(Role.DIRECTOR))
    assert "kan zo niet worden gepubliceerd" in client.get("/edities/1").content.decode()
