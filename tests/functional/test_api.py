"""The interface for programs: who may ask what, and that every error says how to mend it."""

from datetime import timedelta

import pytest
from django.test import Client

from regiewijzer.apps.accounts.roles import OrganisationKind as Kind
from regiewijzer.apps.monitor.actions import publish_newest
from regiewijzer.apps.monitor.queries import known_days
from regiewijzer.figures.scope import REGION as EVERYTHING
from tests.support.api import ROOT, caller

pytestmark = pytest.mark.django_db
INDICATOR = "young-people-in-care"


@pytest.fixture
def region_home(loaded, settings):
    """A home with a small delivery; figures come from its ledger."""
    settings.REGIEWIJZER_HOME = loaded
    return loaded


def refused(answer, status):
    """Tell whether an answer is a problem of this status with all that a caller needs."""
    return (
        answer.status_code == status
        and answer.headers["Content-Type"] == "application/problem+json"
        and answer.json()["status"] == status
        and bool(answer.json()["detail"])
    )


def test_the_description_is_for_everyone_and_for_every_site(visitor):
    answer = visitor.get(f"{ROOT}/openapi.json")
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["API-Version"] == answer.json()["info"]["version"]


@pytest.mark.parametrize("headers", [{}, {"authorization": "Bearer rw_nonsense"}, {"authorization": "Basic x"}])
def test_without_a_token_nothing_is_told(region_home, headers):
    assert refused(Client(headers=headers).get(f"{ROOT}/indicators"), 401)


def test_signing_in_is_no_token(page):
    assert refused(page.get(f"{ROOT}/indicators"), 401)


def test_an_indicator_says_all_that_its_page_says(region_home):
    program = caller(Kind.SERVICE_ORGANISATION)
    listed = program.get(f"{ROOT}/indicators?limit=3").json()
    assert len(listed["results"]) == 3 < listed["total"]
    found = program.get(f"{ROOT}/indicators/{INDICATOR}").json()
    assert found["whyItMatters"]["nl"]
    assert found["sql"].startswith("--")
    fields = program.get(f"{ROOT}/indicators/{INDICATOR}/lineage").json()
    assert any(one["field"].startswith("care_start.") and "305" in one["source"] for one in fields)


def test_a_figure_comes_with_states_and_passport(region_home):
    found = caller(Kind.SERVICE_ORGANISATION).get(f"{ROOT}/indicators/{INDICATOR}/figure?by=municipality").json()
    assert found["by"] == ["municipality"]
    assert {cell["value"]["state"] for cell in found["cells"]} <= {"shown", "hidden", "unknown", "not_applicable"}
    assert all((cell["value"]["number"] is not None) == (cell["value"]["state"] == "shown") for cell in found["cells"])
    assert found["passport"]["disclosure"]["threshold"] == 10


def test_fewer_periods_are_never_more_than_there_are(region_home):
    program = caller(Kind.SERVICE_ORGANISATION)
    whole = program.get(f"{ROOT}/indicators/{INDICATOR}/figure").json()
    last = whole["lastPeriod"]
    assert program.get(f"{ROOT}/indicators/{INDICATOR}/figure?from={last}").json()["firstPeriod"] == last
    assert program.get(f"{ROOT}/indicators/{INDICATOR}/figure?until=2999-01-01").json()["lastPeriod"] == last


def test_another_municipality_is_refused_and_the_own_is_not(region_home):
    publish_newest(home=region_home, by="test")
    program = caller(Kind.MUNICIPALITY, "0518")
    address = f"{ROOT}/indicators/{INDICATOR}/figure"
    assert program.get(f"{address}?where=municipality:0518").status_code == 200
    assert program.get(address).status_code == 200
    assert refused(program.get(f"{address}?where=municipality:0519"), 403)


def test_a_day_that_was_not_published_is_refused_outside_the_service_organisation(region_home):
    publish_newest(home=region_home, by="test")
    first, _newest = known_days(region_home, EVERYTHING)
    address = f"{ROOT}/indicators/{INDICATOR}/figure?asOf={first - timedelta(days=1)}"
    assert refused(caller(Kind.MUNICIPALITY, "0518").get(address), 403)
    assert caller(Kind.SERVICE_ORGANISATION).get(address).status_code == 200


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/indicators/no-such", 404),
        ("/indicators/", 404),
        ("/nothing", 404),
        ("/goal-trees/no-such", 404),
        ("/extract-tables/no-such", 404),
        ("/figures/0123456789abcdef", 404),
        ("/figures/..%2f..%2fkeys", 404),
        ("/indicators?limit=0", 422),
        ("/indicators?theme=beauty", 422),
        (f"/indicators/{INDICATOR}/figure?by=colour", 422),
        (f"/indicators/{INDICATOR}/figure?by=municipality&by=provider&by=age", 422),
        (f"/indicators/{INDICATOR}/figure?where=municipality", 422),
        (f"/indicators/{INDICATOR}/figure?where=care_form:02&where=care_form:03", 422),
        (f"/indicators/{INDICATOR}/figure?where=municipality:%27;drop", 422),
        (f"/indicators/{INDICATOR}/figure?asOf=31-01-2026", 422),
    ],
)
def test_a_wrong_question_is_answered_with_a_problem(region_home, address, status):
    assert refused(caller(Kind.SERVICE_ORGANISATION).get(ROOT + address), status)


def test_another_method_says_which_there_are(region_home):
    answer = caller(Kind.SERVICE_ORGANISATION).delete(f"{ROOT}/indicators")
    assert refused(answer, 405)
    assert "GET" in answer.headers["Allow"]


def test_a_token_for_delivering_does_not_read(region_home):
    assert refused(caller(Kind.PROVIDER, "47000001", may_read=False, may_deliver=True).get(f"{ROOT}/indicators"), 401)


def test_a_supplier_sees_the_tables_it_is_asked_for(region_home):
    tables = caller(Kind.PROVIDER, "47000001").get(f"{ROOT}/extract-tables").json()
    assert {"workforce", "cbs_care"} <= {one["id"] for one in tables}
    assert "municipal_budget" not in {one["id"] for one in tables}
