"""Schemathesis asks the interface everything its description allows, and some it does not: no answer falls outside it."""

import shutil

import pytest
import schemathesis
from django.core import signals
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from regiewijzer.apps.accounts.roles import OrganisationKind as Kind
from regiewijzer.apps.accounts.roles import Role
from regiewijzer.pipeline.scenario_store import read_outcome
from tests.support.a_forecast import a_forecast
from tests.support.a_scenario import a_scenario
from tests.support.api import ROOT, token_of
from tests.support.people import organisation, person

pytestmark = pytest.mark.django_db
EXAMPLES = 10
OPERATIONS = 15  # fewer found would mean that the description lost some
# A description cannot say which files are CSV or Excel: a file that is neither is refused, as it should be.
NOT_FOR = {"POST /deliveries": [positive_data_acceptance]}


@pytest.fixture
def same_connection():
    """A request closes the connection that it finds open; here that is the test's own, with the test's transaction in it."""
    ends = (signals.request_started, signals.request_finished)
    for end in ends:
        end.disconnect(close_old_connections)
    yield
    for end in ends:
        end.connect(close_old_connections)


@pytest.fixture
def description(loaded, settings, same_connection):
    from regiewijzer.config.wsgi import application

    settings.REGIEWIJZER_HOME = loaded
    settings.ALLOWED_HOSTS = ["*"]
    made = a_forecast(loaded, ("9901", "9902"), published=True)  # or a list of forecasts is always empty
    kept = a_scenario(loaded, made, person(Role.CONTROLLER), shared=True)
    yield schemathesis.openapi.from_wsgi(f"{ROOT}/openapi.json", application)
    for folder in (made.folder, read_outcome(loaded, kept.calculations.get().outcome_id).folder):
        shutil.rmtree(folder)  # the home is that of all tests


def asking(operation, mode, secret):
    """Return the property: whatever is asked of the operation, the answer is as described."""
    excluded = NOT_FOR.get(operation.label, [])

    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case):
        # A question that was made wrong by leaving the token out stays without.
        is_left_out = mode is GenerationMode.NEGATIVE and "Authorization" not in (case.headers or {})
        headers = {} if is_left_out else {"Authorization": f"Bearer {secret}"}
        case.call_and_validate(headers=headers, excluded_checks=excluded)

    return ask


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_every_answer_is_as_described(description, mode):
    secret = token_of(organisation(Kind.SERVICE_ORGANISATION), may_deliver=True)
    operations = [found.ok() for found in description.get_all_operations()]
    assert len(operations) >= OPERATIONS
    for operation in operations:
        asking(operation, mode, secret)()
