"""Scenarios on pages: making one, reading it beside the forecast and another, sharing it, and what stays away."""

import csv
import io
from datetime import date

import pytest
from django_tasks_db.models import DBTaskResult
from openpyxl import load_workbook

from regiewijzer.apps.accounts.roles import OrganisationKind, Role
from regiewijzer.apps.audit.models import AuditEvent
from regiewijzer.apps.outlook.models import Calculation, Scenario
from regiewijzer.apps.outlook.scenarios import actions
from regiewijzer.apps.outlook.scenarios.tasks import queue_waiting, show_examples
from regiewijzer.definitions.what_if import Fault, FaultyScenario, examples, read_scenario
from regiewijzer.pipeline import forecast_scenario
from regiewijzer.web.home import current_home
from tests.support.a_forecast import SMALL, a_forecast
from tests.support.a_scenario import LESS, a_scenario, an_outcome
from tests.support.api import ROOT, caller
from tests.support.invented_figures import MUNICIPALITIES
from tests.support.pages import signed_in, text
from tests.support.people import person
from tests.support.worker import work

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_drawing")]
CODES = tuple(MUNICIPALITIES)
OWN, OTHER = "9901", "9902"
LIST, NEW = "/vooruitzicht/scenarios", "/vooruitzicht/scenarios/nieuw"
ROW = {
    "aanname-TOTAL_FORMS": "1",
    "aanname-INITIAL_FORMS": "0",
    "titel": "Minder instroom",
    "reden": "Nieuwe teams",
    "aanname-0-soort": "inflow",
    "aanname-0-productcategorie": "45",
    "aanname-0-laag": "-20",
    "aanname-0-waarschijnlijk": "-7,5",
    "aanname-0-hoog": "0",
    "aanname-0-vanaf": "2027-01",
    "aanname-0-in_maanden": "6",
    "aanname-0-waarom": "zij helpen eerder",
}

SIZES = {"aanname-0-laag": "0", "aanname-0-waarschijnlijk": "5", "aanname-0-hoog": "10"}


@pytest.fixture
def made(home):
    return a_forecast(home, CODES, published=True)


@pytest.fixture
def user(home):
    return person(Role.CONTROLLER)


@pytest.fixture
def controller(user):
    return signed_in(user)


def municipal(code: str = OWN):
    return person(Role.MUNICIPAL_CONTROLLER, OrganisationKind.MUNICIPALITY, code)


@pytest.fixture
def engine(home, monkeypatch):
    """The model, which needs a ledger: everything becomes a tenth less."""
    monkeypatch.setattr(forecast_scenario, "work_out", lambda _home, run, told: an_outcome(home, run, told))


def test_without_a_forecast_there_is_nothing_to_put_it_on(controller):
    assert "nog geen prognose" in text(controller.get(NEW))
    assert controller.get(LIST).status_code == 200


def test_from_the_form_to_the_answer(controller, made, engine):
    answer = controller.post(NEW, ROW, follow=True)
    scenario = Scenario.objects.get()
    assert answer.redirect_chain == [(f"{LIST}/{scenario.pk}", 302)]
    assert "wordt doorgerekend" in text(answer)
    one = read_scenario(scenario.told, 0).assumptions[0]
    assert (one.low, one.likely, one.high) == (-0.2, -0.075, 0.0)
    assert (one.since, one.over, one.reason) == (12 * 2027, 6, "zij helpen eerder")
    assert AuditEvent.objects.get(event="scenario_made").subject == str(scenario.pk)

    work()
    page = text(controller.get(f"{LIST}/{scenario.pk}"))
    assert (
        "Met dit scenario komt de gedeclareerde zorg van de hele regio in 2027 uit op € 11,70 miljoen: € 1,30 miljoen minder dan "
        "de prognose (€ 13,00 miljoen)." in page
    )
    assert "tussen € −2.600.000 en € 0" in page
    assert "−7,5 %" in page
    assert "vanaf jan 2027, oplopend in 6 maanden" in page
    assert "zij helpen eerder" in page
    assert "Wat het met de zorg doet" in page
    assert "Dit raakt ook deze cijfers" in page


def test_an_example_fills_the_form(controller, made, engine):
    for name in examples():
        page = text(controller.get(f"{NEW}?voorbeeld={name}"))
        assert "2026-1" in page or "2027-0" in page
    page = text(controller.get(f"{NEW}?voorbeeld=minder-verblijf"))
    assert 'value="Minder verblijf, meer ambulant"' in page
    assert page.count("<fieldset") == 3  # its two, and one to add


def test_a_scenario_can_be_copied(controller, made, user, home):
    one = a_scenario(home, made, user)
    page = text(controller.get(f"{NEW}?van={one.pk}"))
    assert 'value="Minder instroom"' in page
    assert controller.get(f"{NEW}?van=999").status_code == 404
    for nonsense in ("²", "x", "9" * 5000):
        assert "<fieldset" in text(controller.get(NEW, {"van": nonsense}))


def test_one_more_row_keeps_what_was_filled_in(controller, made):
    page = text(controller.post(NEW, {**ROW, "meer": "1"}))
    assert page.count("<fieldset") == 2
    assert 'value="-7,5"' in page
    assert not Scenario.objects.exists()
    many = text(controller.post(NEW, {**ROW, "aanname-TOTAL_FORMS": "9999", "meer": "1"}))
    assert many.count("<fieldset") == 12


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"titel": ""}, "Dit veld is verplicht"),
        ({"aanname-0-soort": ""}, "Kies ten minste één aanname."),
        ({"aanname-0-laag": "5"}, "moeten oplopen"),
        ({"aanname-0-laag": "veel"}, "getal"),
        ({"aanname-0-hoog": ""}, "Vul een getal in"),
        ({"aanname-0-hoog": "900"}, "buiten wat het rekenmodel aankan"),
        ({"aanname-0-vanaf": "straks"}, "Vul een maand in"),
        ({"aanname-0-tot_en_met": "2026-01"}, "De laatste maand ligt voor de eerste."),
        ({"aanname-0-soort": "substitution", **SIZES}, "verschuiving heeft twee categorieën"),
        ({"aanname-0-soort": "price", "aanname-0-gemeente": OWN}, "kies hier geen gemeente"),
        ({"aanname-0-productcategorie": "99"}, "99"),
        ({"aanname-TOTAL_FORMS": "x"}, "kwamen niet goed binnen"),
    ],
)
def test_what_means_nothing_is_told_at_its_field(controller, made, changes, told):
    answer = controller.post(NEW, {**ROW, **changes})
    assert answer.status_code == 200
    assert told in text(answer)
    assert not Scenario.objects.exists()


def test_what_the_forecast_does_not_know_is_told_after_working_out(controller, made, home, monkeypatch):
    def unknown(_home, _run, _told):
        raise FaultyScenario("product", Fault.UNKNOWN, number=1)

    monkeypatch.setattr(forecast_scenario, "work_out", unknown)
    address = controller.post(NEW, ROW)["Location"]
    work()
    page = text(controller.get(address))
    assert "kon niet worden doorgerekend" in page
    assert "niet bekend in deze prognose" in page
    assert controller.get(f"{address}/gegevens.csv").status_code == 404


def test_another_stands_beside_it(controller, made, user, home):
    one, other = a_scenario(home, made, user), a_scenario(home, made, user, part=0.05)
    page = text(controller.get(f"{LIST}/{one.pk}?naast={other.pk}"))
    row = page[page.index("Naast elkaar") :]
    assert row.index("€ 13.000.000") < row.index("€ 11.700.000") < row.index("€ 13.650.000")
    assert "Naast elkaar" not in text(controller.get(f"{LIST}/{one.pk}?naast=999"))


def test_it_is_for_the_own_organisation_until_it_is_shared(controller, made, user, home):
    one, reader = a_scenario(home, made, user), signed_in(municipal())
    assert reader.get(f"{LIST}/{one.pk}").status_code == 404
    assert "Minder instroom" not in text(reader.get(LIST))
    assert reader.post(f"{LIST}/{one.pk}/delen", {"delen": "1"}).status_code == 404
    controller.post(f"{LIST}/{one.pk}/delen", {"delen": "1"})
    assert "de hele regio" in text(reader.get(f"{LIST}/{one.pk}"))
    assert reader.post(f"{LIST}/{one.pk}/delen", {"niet": "1"}).status_code == 404
    for address in (f"{LIST}/{one.pk}", f"{LIST}/{one.pk}/gegevens.csv", f"{LIST}/{one.pk}/gegevens.xlsx"):
        assert reader.get(f"{address}?gemeente={OTHER}").status_code == 404
        assert reader.get(f"{address}?gemeente={OWN}").status_code == 200
    assert MUNICIPALITIES[OTHER] not in text(reader.get(f"{LIST}/{one.pk}"))
    controller.post(f"{LIST}/{one.pk}/delen", {"niet": "1"})
    assert reader.get(f"{LIST}/{one.pk}").status_code == 404


def test_a_forecast_that_was_not_published_shows_nothing_of_its_scenarios(home):
    run = a_forecast(home, CODES)
    one = a_scenario(home, run, person(Role.CONTROLLER), shared=True)
    reader = signed_in(municipal())
    assert reader.get(f"{LIST}/{one.pk}").status_code == 404
    assert reader.get(f"{LIST}/{one.pk}?prognose={run.id}").status_code == 404
    assert "nog geen prognose" in text(reader.get(NEW))


def test_a_municipality_assumes_nothing_of_another(home, made):
    page = text(signed_in(municipal()).get(NEW))
    assert MUNICIPALITIES[OWN] in page
    assert MUNICIPALITIES[OTHER] not in page
    answer = signed_in(municipal()).post(NEW, {**ROW, "aanname-0-gemeente": OTHER})
    assert answer.status_code == 200
    assert not Scenario.objects.exists()


@pytest.mark.parametrize("role", [Role.COUNCILLOR, Role.PROVIDER_CONTACT])
def test_who_may_not_make_one_may_read(home, made, user, role):
    kind = OrganisationKind.PROVIDER if role is Role.PROVIDER_CONTACT else OrganisationKind.MUNICIPALITY
    reader = signed_in(person(role, kind, "01234567" if role is Role.PROVIDER_CONTACT else OWN))
    one = a_scenario(home, made, user, shared=True)
    assert reader.get(NEW).status_code == 403
    assert reader.post(f"{LIST}/{one.pk}/doorrekenen").status_code == 403
    page = text(reader.get(f"{LIST}/{one.pk}"))
    assert "de hele regio" in page
    assert "Maak een nieuw scenario" not in page


def test_a_newer_forecast_makes_it_stale_until_it_is_worked_out_again(controller, made, user, home, engine):
    one = a_scenario(home, made, user)
    assert "sindsdien veranderd" not in text(controller.get(f"{LIST}/{one.pk}"))
    newer = a_forecast(home, CODES, published=True, vintage=date(2026, 10, 1))
    assert "sindsdien veranderd" in text(controller.get(f"{LIST}/{one.pk}"))
    controller.post(f"{LIST}/{one.pk}/doorrekenen")
    controller.post(f"{LIST}/{one.pk}/doorrekenen")
    assert DBTaskResult.objects.count() == 1, "asked twice is worked out once"
    work()
    page = text(controller.get(f"{LIST}/{one.pk}"))
    assert "eind oktober 2026" in page
    assert "sindsdien veranderd" not in page
    old = text(controller.get(f"{LIST}/{one.pk}?prognose={made.id}"))
    assert "eind september 2026" in old
    assert set(Calculation.objects.values_list("run_id", flat=True)) == {made.id, newer.id}


def test_a_demonstration_shows_the_examples_to_everyone(home, made, engine):
    show_examples(made, "demonstratie")
    show_examples(made, "demonstratie")
    assert Scenario.objects.count() == len(examples())
    work()
    page = text(signed_in(municipal()).get(LIST))
    for one in Scenario.objects.all():
        assert one.title in page
        assert "Met dit scenario" in text(signed_in(municipal()).get(f"{LIST}/{one.pk}"))


def test_so_many_may_wait_and_no_more(controller, made):
    for number in range(6):
        controller.post(NEW, {**ROW, "titel": f"Nummer {number}"})
    assert Scenario.objects.count() == 5
    assert "Er wachten al vijf scenario’s" in text(controller.post(NEW, ROW))
    one = Scenario.objects.first()
    assert "Er wachten al vijf" in text(controller.post(f"{LIST}/{one.pk}/doorrekenen", follow=True))


def test_what_the_worker_was_stopped_in_is_taken_up_again(controller, made, engine):
    address = controller.post(NEW, ROW)["Location"]
    DBTaskResult.objects.all().delete()  # as after a crash: nothing is queued any more
    assert queue_waiting() == 1
    work()
    assert "Met dit scenario" in text(controller.get(address))
    assert queue_waiting() == 0


def test_files_say_what_was_assumed_and_hide_what_the_page_hides(controller, made, user, home):
    one = a_scenario(home, made, user, scenario=LESS)
    answer = controller.get(f"{LIST}/{one.pk}/gegevens.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    head = next(number for number, row in enumerate(rows) if row[0] == "Gemeente")
    told = {(row[0], row[1], row[2]): row[3:] for row in rows[head + 1 :]}
    assert told["Hele regio", "Alle zorg", "2027"][:3] == ["13000000", "11700000", "-1300000"]
    assert any("nieuwe teams" in row[1] for row in rows[:head])
    few = controller.get(f"{LIST}/{one.pk}/gegevens.csv?gemeente={OWN}&productcategorie={SMALL}").content.decode()
    assert "afgeschermd" in few
    assert not any(amount in few for amount in ("325000", "292500", "-32500"))
    book = load_workbook(io.BytesIO(controller.get(f"{LIST}/{one.pk}/gegevens.xlsx").content))
    assert book.sheetnames == ["Scenario", "Paspoort"]
    passport = {row[0].value: row[1].value for row in book["Paspoort"].iter_rows()}
    assert passport["Prognose"] == made.id
    assert passport["Titel"] == "Minder instroom"


def test_programs_get_scenarios_with_and_without_their_assumptions(made, user):
    shown = a_scenario(current_home(), made, user)
    program = caller(OrganisationKind.SERVICE_ORGANISATION)
    (row,) = program.get(f"{ROOT}/scenarios").json()["results"]
    assert (row["id"], row["forecasts"], row["isShared"]) == (shown.pk, [made.id], False)
    answer = program.get(f"{ROOT}/scenarios/{shown.pk}?municipality={OWN}").json()
    assert (answer["forecast"], answer["stale"], answer["title"]) == (made.id, False, LESS.title)
    (assumed,) = answer["assumptions"]
    assert (assumed["kind"], assumed["likely"], assumed["since"], assumed["product"]) == ("inflow", -0.1, "2027-01", "45")
    year = next(line for line in answer["lines"] if line["period"] == "2027")["values"]
    assert year["difference"]["number"] == pytest.approx(-0.1 * year["base"]["number"], rel=0.01)
    assert [line["period"] for line in answer["inCare"]][:1] == ["2026-10"]
    hidden = program.get(f"{ROOT}/scenarios/{shown.pk}?municipality={OWN}&product={SMALL}").json()
    assert {line["values"]["difference"]["state"] for line in hidden["lines"]} == {"hidden"}


def test_programs_of_others_get_what_is_shared_of_their_own_municipality(made, user):
    shown = a_scenario(current_home(), made, user)
    program = caller(OrganisationKind.MUNICIPALITY, OWN)
    assert program.get(f"{ROOT}/scenarios").json()["total"] == 0
    assert program.get(f"{ROOT}/scenarios/{shown.pk}").status_code == 404
    actions.share(scenario=shown, shared=True, by="test")
    assert program.get(f"{ROOT}/scenarios").json()["total"] == 1
    assert program.get(f"{ROOT}/scenarios/{shown.pk}?municipality={OWN}").status_code == 200
    assert program.get(f"{ROOT}/scenarios/{shown.pk}?municipality={OTHER}").status_code == 403
    for address in ("999", f"{shown.pk}?forecast=2026-01-000000000000", f"{shown.pk}?product=99"):
        refused = program.get(f"{ROOT}/scenarios/{address}")
        assert (refused.status_code, refused.headers["Content-Type"]) == (404, "application/problem+json"), address


def test_a_scenario_that_still_waits_has_no_lines_and_one_on_an_older_forecast_is_stale(home, made, user):
    waits = actions.make(assumed=LESS, by=user)
    actions.ask(scenario=waits, run_id=made.id)
    program = caller(OrganisationKind.SERVICE_ORGANISATION)
    answer = program.get(f"{ROOT}/scenarios/{waits.pk}").json()
    assert (answer["outcome"], answer["lines"], answer["stale"]) == (None, [], False)
    a_forecast(home, CODES, published=True, vintage=date(2026, 10, 1))
    assert program.get(f"{ROOT}/scenarios/{waits.pk}").json()["stale"] is True
    for number in ("0", str(2**31), "x"):
        assert program.get(f"{ROOT}/scenarios/{number}").status_code in (400, 422)
