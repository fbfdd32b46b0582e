"""From messages to a figure that is frozen, traced and worked out again: on a real ledger."""

import json
import re
from dataclasses import replace

import pytest

from regiewijzer.apps.audit.models import AuditEvent
from regiewijzer.apps.monitor import queries
from regiewijzer.figures.scope import REGION
from regiewijzer.figures.values import shown
from regiewijzer.pipeline.figure_store import Difference, Reproduced, Reproduction
from regiewijzer.web.home import current_home

pytestmark = pytest.mark.django_db


@pytest.fixture
def monitor(page, loaded, settings):
    """A signed-in client on a home with a few messages."""
    settings.REGIEWIJZER_HOME = loaded
    return page


def _text(answer) -> str:
    return answer.content.decode()


def test_few_young_people_are_never_counted_on_a_page(monitor):
    html = _text(monitor.get("/monitor/young-people-in-care"))
    rows = re.findall(r'<td class="rw-num">([^<]+)</td>', html.split('aria-label="Gegevens per maand"')[1])
    assert "afgeschermd" in rows
    assert set(rows) <= {"afgeschermd", "onbekend", "0"}


def test_the_passport_shows_the_messages_behind_the_figure(monitor):
    html = _text(monitor.get("/monitor/young-people-in-care/berekening"))
    assert "305: Client/Bsn" in html
    assert "care_start" in html
    # Few young people are in these messages: their number would be that of the young people.
    assert '<th scope="row">305</th><td class="rw-num">afgeschermd' in html
    assert "100,0\N{NO-BREAK SPACE}%" not in html, "everything was received, nothing reconstructed"


def test_a_frozen_figure_keeps_its_address_and_is_reproduced(monitor):
    answer = monitor.post("/monitor/claimed-care/vastleggen?gemeente=0518")
    address = answer["Location"]
    assert re.fullmatch(r"/cijfer/[0-9a-f]{16}", address)
    assert monitor.post("/monitor/claimed-care/vastleggen?gemeente=0518")["Location"] == address
    frozen = _text(monitor.get(address))
    assert "Vastgelegd cijfer voor <strong>Duinstad</strong>" in frozen
    assert "veranderen niet meer" in frozen
    passport = f"{address}/paspoort"
    assert "opnieuw precies zo uit" not in _text(monitor.get(passport))
    assert "<strong>Gelijk.</strong> Alle" in _text(monitor.post(passport))
    assert "Selectie;Duinstad" in monitor.get(f"{address}/gegevens.csv").content.decode("utf-8-sig")
    events = AuditEvent.objects.filter(event="figure_frozen").values_list("actor", "subject")
    assert set(events) == {("beheerder", address.rsplit("/", 1)[1])}


def test_what_comes_out_differently_is_shown_with_both_values(monitor, monkeypatch):
    address = monitor.post("/monitor/flow/vastleggen")["Location"]
    figure = queries.frozen(current_home(), address.rsplit("/", 1)[1], REGION)
    cell = figure.cells[0]
    other = replace(cell, value=shown(12_345))
    found = Reproduction("x", "0" * 64, Reproduced.DIFFERENT, cells=180, different=1, differences=(Difference(cell, other),))
    monkeypatch.setattr(queries, "reproduce", lambda home, figure_id: found)
    html = _text(monitor.post(f"{address}/paspoort"))
    assert "<strong>Anders.</strong> 1 van de 180 waarden komen er anders uit." in html
    assert '<td class="rw-num">12.345</td>' in html


def test_a_figure_that_was_tampered_with_is_not_shown(monitor, loaded):
    address = monitor.post("/monitor/flow/vastleggen")["Location"]
    file = loaded.figures / f"{address.rsplit('/', 1)[1]}.json"
    content = json.loads(file.read_text())
    content["cells"].pop()
    file.write_text(json.dumps(content))
    answer = monitor.get(address)
    file.unlink()
    assert answer.status_code == 409
    assert "niet meer wat is vastgelegd" in _text(answer)


@pytest.mark.parametrize("figure_id", ["0" * 16, "onzin", "..%2f..%2fregion"])
def test_an_unknown_figure_is_not_found(monitor, figure_id):
    assert monitor.get(f"/cijfer/{figure_id}").status_code == 404
    assert monitor.get(f"/cijfer/{figure_id}/paspoort").status_code == 404


def test_freezing_asks_a_form(monitor):
    assert monitor.get("/monitor/flow/vastleggen").status_code == 405


def test_what_was_known_earlier_can_be_asked(monitor):
    # Everything came in on one day: that day and today may be asked, the day before may not.
    assert monitor.get("/monitor/flow", {"peildatum": "2026-11-01"}).status_code == 200
    assert monitor.get("/monitor/flow", {"peildatum": "2026-10-31"}).status_code == 422


def test_figures_are_worked_out_before_anyone_asks(monitor, loaded, home, monkeypatch):
    from regiewijzer.apps.monitor.warming import start_warming, warm_figures
    from regiewijzer.definitions.indicators import load_indicators

    chosen = {one: load_indicators()[one] for one in ("young-people-in-care", "flow")}
    monkeypatch.setattr(queries, "indicators", lambda: chosen)
    start_warming(loaded).join()
    monkeypatch.setattr("regiewijzer.pipeline.figures._figures", None)  # nothing is worked out any more
    assert warm_figures(loaded) == len(chosen)
    assert monitor.get("/monitor").status_code == 200
    assert warm_figures(home) == 0
