"""From organisation to scope."""

from datetime import date, datetime

import pytest
from django.contrib.auth.models import AnonymousUser

from regiewijzer.apps.accounts.models import Organisation
from regiewijzer.apps.accounts.roles import OrganisationKind
from regiewijzer.apps.accounts.scopes import scope_of, scope_of_organisation
from regiewijzer.apps.monitor.service import publish_moment
from regiewijzer.figures.scope import REGION, Detail

NOTHING = frozenset()
pytestmark = pytest.mark.django_db


def _scope(kind):
    return scope_of_organisation(Organisation(kind=kind, code="0518", name="x"))


@pytest.mark.parametrize(
    ("kind", "municipalities", "providers"),
    [
        (OrganisationKind.MUNICIPALITY, {"0518"}, None),
        (OrganisationKind.COUNCIL, {"0518"}, None),
        (OrganisationKind.PROVIDER, None, {"0518"}),
        (OrganisationKind.CERTIFIED_INSTITUTION, None, {"0518"}),
        (OrganisationKind.SCHOOL_BOARD, NOTHING, NOTHING),
        (OrganisationKind.CLIENT_COUNCIL, NOTHING, NOTHING),
        (OrganisationKind.KNOWLEDGE_INSTITUTE, NOTHING, NOTHING),
        (OrganisationKind.CBS, NOTHING, NOTHING),
    ],
)
def test_other_organisations_see_their_own_beside_the_region_at_published_moments(kind, municipalities, providers):
    scope = _scope(kind)
    assert (scope.municipalities, scope.providers) == (municipalities, providers)
    assert scope.region
    assert scope.published_only
    assert scope.detail is Detail.GATED


def test_the_service_organisation_sees_the_region_through_the_gate_at_any_moment():
    assert _scope(OrganisationKind.SERVICE_ORGANISATION) == REGION
    assert not REGION.published_only


def test_what_was_published_is_in_the_scope_of_others():
    published = publish_moment(day=date(2026, 10, 31), snapshot=4, by="directeur")
    scope = _scope(OrganisationKind.MUNICIPALITY)
    assert scope.published == {(published.snapshot, datetime(2026, 10, 31, 23))}, "the end of the day on our own clock, in UTC"
    assert _scope(OrganisationKind.SERVICE_ORGANISATION).published == NOTHING


def test_a_citizen_sees_what_is_public():
    assert scope_of(AnonymousUser()) == _scope(OrganisationKind.CLIENT_COUNCIL)
