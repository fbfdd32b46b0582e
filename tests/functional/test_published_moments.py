"""Publishing a moment, and what others see of it."""

import pytest
from django.test import Client

from regiewijzer.apps.accounts.roles import OrganisationKind, Role
from regiewijzer.apps.audit.models import AuditEvent
from regiewijzer.apps.monitor.service import published_moments
from tests.support.people import person

pytestmark = pytest.mark.django_db
DAY = "2026-11-01"  # the day on which the messages of the small region were loaded


@pytest.fixture
def as_role(loaded, settings):
    """Return a client of someone in a role, on a home with a few messages."""
    settings.REGIEWIJZER_HOME = loaded

    def client(role: Role, kind: OrganisationKind | None = None) -> Client:
        found = Client()
        found.force_login(person(role, kind))
        return found

    return client


def test_others_see_nothing_until_the_director_publishes(as_role):
    municipality = as_role(Role.MUNICIPAL_CONTROLLER)
    before = municipality.get("/monitor/claimed-care")
    assert before.status_code == 200
    assert "Er is nog niets" in before.content.decode()
    assert municipality.get("/monitor/claimed-care/berekening").status_code == 404

    answer = as_role(Role.DIRECTOR).post("/peilmomenten", {"day": DAY}, follow=True)

    assert "De stand van 1 november 2026 is gepubliceerd." in answer.content.decode()
    assert [(one.day.isoformat(), one.snapshot) for one in published_moments()] == [(DAY, 1)]
    event = AuditEvent.objects.get(event="moment_published")
    assert (event.actor, event.subject) == (f"{Role.DIRECTOR}.service_organisation.", DAY)
    assert municipality.get("/monitor/claimed-care/berekening").status_code == 200
    assert "1 november 2026" in municipality.get("/peilmomenten").content.decode()


@pytest.mark.parametrize("role", [Role.MUNICIPAL_CONTROLLER, Role.CONTROLLER, Role.ADMINISTRATOR])
def test_who_may_not_publish_sees_the_list_without_a_form(as_role, role):
    client = as_role(role)
    assert '<form method="post" class="rw-form">' not in client.get("/peilmomenten").content.decode()
    assert client.post("/peilmomenten", {"day": DAY}).status_code == 403
    assert published_moments() == ()


@pytest.mark.parametrize("day", ["2026-10-31", "2026-11-02", "1 november", ""])
def test_a_day_of_which_nothing_is_known_is_refused(as_role, day):
    answer = as_role(Role.DIRECTOR).post("/peilmomenten", {"day": day})
    assert answer.status_code == 422
    assert published_moments() == ()


def test_publishing_twice_keeps_the_first(as_role):
    director = as_role(Role.DIRECTOR)
    for _ in range(2):
        director.post("/peilmomenten", {"day": DAY})
    assert len(published_moments()) == 1
