"""Pages of analyses: from the list of questions to an answer, its files and its permanent address; and what they leave out."""

import io
import re

import pytest
from python_calamine import CalamineWorkbook

from regiewijzer.apps.accounts.roles import OrganisationKind, Role
from regiewijzer.apps.monitor.analyses.layout import analyses
from tests.support.people import person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("invented")]


def texts(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_list_leads_to_every_question(page):
    answer = page.get("/analyses")

    for analysis in analyses().values():
        assert f'href="/analyses/{analysis.id}"' in answer.content.decode()
        assert analysis.question.nl in texts(answer)


@pytest.mark.parametrize("analysis", analyses().values(), ids=lambda one: one.id)
def test_page_answers_draws_and_defines(page, analysis):
    answer = page.get(f"/analyses/{analysis.id}")
    html, said = answer.content.decode(), texts(answer)

    assert answer.status_code == 200
    assert analysis.question.nl in said
    assert analysis.caution.nl in said
    assert "Wat meet dit?" in said
    for part in analysis.parts:
        assert f'id="{part.id}"' in html
        assert f"/analyses/{analysis.id}/{part.id}/gegevens.csv" in html
        assert f"/analyses/{analysis.id}/{part.id}/vastleggen" in html
    assert ' style="' not in html


def test_page_is_in_english_too(page):
    page.cookies["django_language"] = "en"

    answer = page.get("/analyses/stapeling")

    assert "Who gets several forms of help at once?" in texts(answer)
    assert "one form" in texts(answer)


def test_monitor_leads_to_the_analyses(page):
    assert 'href="/analyses"' in page.get("/monitor").content.decode()


def test_choice_narrows_every_part(page):
    answer = page.get("/analyses/zorgpaden?gemeente=9902&zorgvorm=02")

    assert "Waterdam" in texts(answer)
    assert "gegevens.csv?gemeente=9902&amp;zorgvorm=02" in answer.content.decode()


def test_part_that_does_not_know_the_choice_is_named_and_left_out(page):
    """Whether use is as expected is not known per referrer."""
    answer = page.get("/analyses/toegang?verwijzer=02")

    assert "Voor deze keuze niet te zeggen: Gebruik tegen verwacht gebruik, per gemeente" in texts(answer)
    assert 'id="plaatsen"' not in answer.content.decode()


@pytest.mark.parametrize("wrong", ["jaar=1900", "met=x", "peildatum=2026-02-31", "zorgvorm=zz"])
def test_wrong_choice_says_what_to_mend(page, wrong):
    answer = page.get(f"/analyses/zorgpaden?{wrong}")

    assert answer.status_code == 422
    assert "Verbeter eerst de keuze hierboven" in texts(answer)
    assert page.get(f"/analyses/zorgpaden/paden/gegevens.csv?{wrong}").status_code == 404


@pytest.mark.parametrize(
    "address", ["/analyses/iets", "/analyses/zorgpaden/iets/gegevens.csv", "/analyses/iets/paden/gegevens.xlsx"]
)
def test_what_is_not_there_is_not_found(page, address):
    assert page.get(address).status_code == 404


def test_csv_names_codes_and_columns(page):
    answer = page.get("/analyses/zorgpaden/paden/gegevens.csv")
    rows = answer.content.decode("utf-8-sig").split("\r\n")

    assert answer["Content-Disposition"].startswith('attachment; filename="zorgpaden-paden_')
    assert "maand;reeks;zorgpad;waarde;eenheid;toestand;aantal erachter" in rows
    assert any(";ambulant → pleegzorg;" in row for row in rows)


def test_csv_for_a_program_has_codes(page):
    rows = page.get("/analyses/zorgpaden/paden/gegevens.csv?vorm=programma").content.decode().split("\r\n")

    assert rows[0] == "month,series,path,value,unit,state,base"
    assert any(",paths,02>11," in row for row in rows)


def test_workbook_opens(page):
    answer = page.get("/analyses/stapeling/combinaties/gegevens.xlsx")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()

    assert "Combinatie" in rows[0]
    assert any("ambulant + pleegzorg" in row for row in rows[1:])


def test_calculation_shows_query_and_lineage(page):
    answer = page.get("/analyses/aansluiting/paren/berekening")

    assert answer.status_code == 200
    assert "care_path_step" in texts(answer)


def test_frozen_part_keeps_its_drawing(page):
    address = page.post("/analyses/zorgpaden/vervolg/vastleggen")["Location"]

    answer = page.get(address)

    assert address.startswith("/cijfer/")
    assert "Vastgelegd cijfer" in texts(answer)
    assert "rw-flow" in answer.content.decode()
    assert "vervolg" in page.get(f"{address}/gegevens.csv").content.decode("utf-8-sig")
    assert page.get(f"{address}/paspoort").status_code == 200


def test_other_breakdown_that_was_frozen_is_a_table(page, home):
    """Frozen by the command line, say: no analysis draws it."""
    from regiewijzer.apps.monitor import actions
    from tests.support.invented_figures import a_request, invented_figure

    figure = invented_figure(home, a_request("dropout", by=("provider",)))
    answer = page.get(f"/cijfer/{actions.freeze(home=home, figure=figure, by='test')}")

    assert answer.status_code == 200
    assert "De Brug jeugdhulp" in texts(answer)


def test_freezing_needs_the_permission(home, client):
    client.force_login(person(Role.COUNCILLOR, OrganisationKind.COUNCIL, "9902"))

    assert client.post("/analyses/zorgpaden/paden/vastleggen").status_code in (403, 404)


def test_empty_ledger_says_so(home, administrator, client, monkeypatch):
    from regiewijzer.apps.monitor import queries

    def nothing(_home, _scope):
        raise queries.NothingLoaded

    monkeypatch.setattr(queries, "known_days", nothing)
    client.force_login(administrator)

    assert "Er is nog niets ingelezen" in texts(client.get("/analyses/zorgpaden"))
    assert client.get("/analyses/zorgpaden/paden/gegevens.csv").status_code == 404
