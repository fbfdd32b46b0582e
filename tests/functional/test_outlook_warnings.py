"""Early warnings: who hears that a budget will likely be overspent, from which chance on, and when it no longer is."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from regiewijzer.apps.accounts.roles import OrganisationKind, Role
from regiewijzer.apps.audit.models import AuditEvent
from regiewijzer.apps.outlook.models import BudgetWarning, WarningThreshold
from regiewijzer.apps.outlook.warnings import actions
from regiewijzer.apps.outlook.warnings.actions import set_threshold, tell
from regiewijzer.apps.post.models import Notice
from regiewijzer.figures.values import HIDDEN, UNKNOWN, shown
from tests.support.a_forecast import a_forecast
from tests.support.invented_figures import MUNICIPALITIES
from tests.support.pages import signed_in, text
from tests.support.people import person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_drawing")]
CODES = tuple(MUNICIPALITIES)
SHORT, EVEN = "9901", "9902"  # of the first the budget is half of what it needs; of the others the chance is 50 %
ADDRESS = "/vooruitzicht/waarschuwing"


def municipal(code: str = SHORT, role: Role = Role.MUNICIPAL_CONTROLLER):
    return person(role, OrganisationKind.MUNICIPALITY, code)


def told() -> list[tuple[str, str]]:
    return sorted((one.user.organisation.code, one.subject.partition(" / ")[0]) for one in Notice.objects.all())


@pytest.fixture
def people(home):
    return municipal(), municipal(EVEN), person(Role.CONTROLLER), person(Role.DATA_STEWARD)


def test_a_municipality_hears_of_its_budget_once_a_forecast_is_published(home, people):
    run = a_forecast(home, CODES)
    assert not Notice.objects.exists(), "what was not published is not for a municipality"
    signed_in(people[2]).post(f"/vooruitzicht/prognoses/{run.id}/publiceren")
    above = "De begroting van 2026 wordt waarschijnlijk overschreden"
    assert told() == [(SHORT, above), (EVEN, above)]
    one = Notice.objects.get(user=people[0])
    assert one.address == f"/vooruitzicht?prognose={run.id}&gemeente={SHORT}#begroting"
    assert "95 % of meer" in one.text.replace("\N{NO-BREAK SPACE}", " ")
    assert signed_in(people[0]).get(one.address.partition("#")[0]).status_code == 200


def test_nobody_hears_the_same_twice(home, people):
    for month in (9, 10, 11):
        tell(run=a_forecast(home, CODES, vintage=date(2026, month, 1)), published=True)
    assert len(told()) == 2
    assert set(BudgetWarning.objects.values_list("run_id", flat=True)) == {a_forecast(home, CODES, vintage=date(2026, 11, 1)).id}


def test_the_service_organisation_hears_of_any_forecast_in_one_notice(home, people):
    tell(run=a_forecast(home, CODES), published=False)
    (one,) = Notice.objects.all()
    assert one.user == people[2], "the controller, not everyone"
    assert all(name in one.text for name in MUNICIPALITIES.values())


def test_a_municipality_chooses_its_threshold(home, people):
    client = signed_in(people[1])
    assert "Waarschuw deze gemeente vanaf" not in text(client.get("/vooruitzicht"))
    run = a_forecast(home, CODES)
    signed_in(people[2]).post(f"/vooruitzicht/prognoses/{run.id}/publiceren")
    assert "Waarschuw deze gemeente vanaf" in text(client.get(f"/vooruitzicht?gemeente={EVEN}"))
    answer = client.post(ADDRESS, {"gemeente": EVEN, "kans": "0.75"}, follow=True)
    assert "De grens is bewaard" in text(answer)
    assert '<option value="0.75" selected>' in text(client.get(f"/vooruitzicht?gemeente={EVEN}"))
    assert AuditEvent.objects.get(event="warning_threshold_set").subject == EVEN
    assert "waarschijnlijk overschreden" not in text(client.get("/"))
    Notice.objects.all().delete()
    tell(run=a_forecast(home, CODES, vintage=date(2026, 10, 1)), published=True)
    assert told() == [(EVEN, "De kans op overschrijding in 2026 is weer onder uw grens")]


@pytest.mark.parametrize(
    "asked",
    [{"gemeente": SHORT, "kans": "0.5"}, {"gemeente": EVEN, "kans": "0.33"}, {"gemeente": "x", "kans": "0.5"}, {"kans": "0.5"}],
)
def test_another_municipality_or_chance_is_refused(people, asked):
    assert signed_in(people[1]).post(ADDRESS, asked).status_code == 404
    assert not WarningThreshold.objects.exists()


def test_never_is_never(home, people):
    set_threshold(municipality=SHORT, chance=2.0, by="test")
    tell(run=a_forecast(home, CODES, published=True), published=True)
    assert [code for code, _subject in told()] == [EVEN]
    assert "waarschijnlijk overschreden" not in text(signed_in(people[0]).get("/"))


def test_the_start_page_warns_whom_it_concerns(home, people):
    run = a_forecast(home, CODES, published=True)
    page = text(signed_in(people[0]).get("/"))
    assert "De begroting van dit jaar wordt waarschijnlijk overschreden" in page
    assert f"prognose={run.id}&amp;gemeente={SHORT}" in page
    assert MUNICIPALITIES[EVEN] not in page
    assert MUNICIPALITIES[EVEN] in text(signed_in(people[2]).get("/"))
    provider = person(Role.PROVIDER_CONTACT, OrganisationKind.PROVIDER, "01234567")
    assert "overschreden" not in text(signed_in(provider).get("/"))


def test_a_chance_that_cannot_be_told_warns_nobody(home, people, monkeypatch):
    run = a_forecast(home, CODES)
    rooms = [SimpleNamespace(node=SimpleNamespace(municipality=SHORT), chance=chance) for chance in (UNKNOWN, HIDDEN)]
    monkeypatch.setattr(actions, "rooms_by_municipality", lambda _run, _scope: rooms)
    tell(run=run, published=True)
    assert not Notice.objects.exists()
    assert not BudgetWarning.objects.exists()


def test_an_older_forecast_that_is_published_late_is_no_news(home, people, monkeypatch):
    newer, older = (a_forecast(home, CODES, vintage=date(2026, month, 1)) for month in (10, 9))
    tell(run=newer, published=True)
    Notice.objects.all().delete()
    low = [SimpleNamespace(node=SimpleNamespace(municipality=SHORT), chance=replace(shown(0), number=0.05))]
    monkeypatch.setattr(actions, "rooms_by_municipality", lambda _run, _scope: low)
    tell(run=older, published=True)
    assert not Notice.objects.exists()
