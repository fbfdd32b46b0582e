"""A world whose figures change, and people who look at it."""

import pytest

from regiewijzer.apps.accounts.roles import OrganisationKind as Kind
from regiewijzer.apps.accounts.roles import Role
from regiewijzer.apps.monitor.actions import publish_moment
from regiewijzer.apps.signals.looking import look_everywhere
from tests.support.changing_figures import World
from tests.support.followers import BEGAN, OWN, with_mail
from tests.support.instead_of_a_ledger import answer_with
from tests.support.invented_figures import KNOWN
from tests.support.people import person


@pytest.fixture
def world(monkeypatch, invented) -> World:
    world = World()
    answer_with(monkeypatch, world)
    return world


@pytest.fixture
def risen(world) -> World:
    """A world in which the number is higher since January 2026."""
    world.steps = {BEGAN: 280}
    return world


@pytest.fixture
def look(home):
    return lambda: look_everywhere(home)


@pytest.fixture
def steward():
    return with_mail(person(Role.DATA_STEWARD), "carla")


@pytest.fixture
def adviser(published):
    return with_mail(person(Role.MUNICIPAL_ADVISER, Kind.MUNICIPALITY, OWN), "anne")


@pytest.fixture
def councillor(published):
    return with_mail(person(Role.COUNCILLOR, Kind.COUNCIL, OWN), "raad")


@pytest.fixture
def published(db):
    publish_moment(day=KNOWN[1], snapshot=4, by="test")
