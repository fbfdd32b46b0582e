"""Who is told of a signal, and who sees what of it."""

from datetime import date

import pytest

from regiewijzer.apps.accounts.roles import OrganisationKind as Kind
from regiewijzer.apps.accounts.roles import Role
from regiewijzer.apps.post.models import Notice
from regiewijzer.apps.remarks.models import Remark
from regiewijzer.apps.signals.models import Signal, Subscription
from tests.support.followers import OTHER, OWN, client_of, follows, page_of
from tests.support.people import organisation, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home", "invented")]


def test_everyone_who_follows_is_told_once_and_a_series_is_worked_out_once(adviser, councillor, risen, look):
    follows(adviser)
    follows(councillor)
    risen.asked.clear()
    assert look() == 1
    assert len(risen.asked) == 1
    assert sorted(one.user.username for one in Notice.objects.filter(topic="signal")) == ["anne", "raad"]


def test_the_service_organisation_sees_what_is_not_published_and_others_do_not(steward, adviser, risen, look):
    follows(steward)
    look()
    (signal,) = Signal.objects.all()
    assert not signal.published_only
    assert client_of(adviser).get(page_of(signal)).status_code == 404


def test_a_councillor_reads_the_signal_of_the_own_municipality_and_not_its_question(adviser, councillor, risen, look):
    follows(adviser, f"?gemeente={OWN}")
    follows(councillor, f"?gemeente={OWN}")
    assert look() == 1
    signal = Signal.objects.get()
    assert signal.remark.organisation == adviser.organisation
    answers = {one.username: client_of(one).get(page_of(signal)).text for one in (adviser, councillor)}
    assert f"/opmerkingen/{signal.remark_id}" in answers["anne"]
    assert f"/opmerkingen/{signal.remark_id}" not in answers["raad"]
    assert "U leest dat gesprek niet mee" in answers["raad"]
    assert client_of(councillor).get(f"/opmerkingen/{signal.remark_id}").status_code == 404


def test_who_only_reads_along_is_not_asked_to_explain(councillor, risen, look):
    follows(councillor, f"?gemeente={OWN}")
    look()
    assert Remark.objects.get().organisation.kind == Kind.SERVICE_ORGANISATION


def test_the_service_organisation_is_told_of_a_question_when_none_of_its_people_follows(adviser, steward, risen, look):
    follows(adviser, f"?gemeente={OWN}")
    look()
    assert {(one.user.username, one.topic) for one in Notice.objects.all()} == {("anne", "signal"), ("carla", "remark")}


def test_who_was_asked_answers_and_closes(adviser, risen, look):
    follows(adviser, f"?gemeente={OWN}")
    look()
    remark = Remark.objects.get()
    client_of(adviser).post(f"/opmerkingen/{remark.pk}", {"tekst": "Een nieuw wijkteam."})
    remark.refresh_from_db()
    assert remark.state == "answered"
    assert client_of(adviser).post(f"/opmerkingen/{remark.pk}/afsluiten").status_code == 302


def test_the_neighbour_sees_nothing_of_it(adviser, risen, look):
    neighbour = person(Role.MUNICIPAL_ADVISER, Kind.MUNICIPALITY, OTHER)
    follows(adviser, f"?gemeente={OWN}")
    look()
    signal = Signal.objects.get()
    assert client_of(neighbour).get(page_of(signal)).status_code == 404
    assert client_of(neighbour).get(f"/opmerkingen/{signal.remark_id}").status_code == 404


def test_whose_scope_was_narrowed_is_told_nothing_more(adviser, risen, look):
    follows(adviser, f"?gemeente={OWN}")
    look()
    signal = Signal.objects.get()
    adviser.organisation = organisation(Kind.MUNICIPALITY, OTHER)
    adviser.save()
    risen.steps[date(2026, 3, 1)] = 900
    Signal.objects.all().update(began=date(2024, 1, 1))
    Notice.objects.all().delete()
    assert look() == 0
    assert not Notice.objects.exists()
    client = client_of(adviser)
    listed = client.get("/signalen").text
    assert "Dit valt nu buiten wat u mag zien" in listed
    assert str(signal.pk) not in listed
    assert client.get(page_of(signal)).status_code == 404
    client.post(f"/signalen/volgen/{Subscription.objects.get().pk}/stoppen")
    assert not Subscription.objects.exists()


def test_who_left_is_not_told(steward, risen, look):
    follows(steward)
    steward.is_active = False
    steward.save()
    assert look() == 0


def test_what_is_worked_out_is_what_the_reader_may_see(adviser, risen, look):
    follows(adviser, f"?gemeente={OWN}")
    risen.asked.clear()
    look()
    ((request, scope),) = risen.asked
    assert (scope.municipalities, scope.published_only) == (frozenset({OWN}), True)
    assert request.snapshot == 4
