"""Who delivered hears what became of it, in the way they chose."""

import pytest
from django.core import mail

from regiewijzer.apps.accounts.roles import OrganisationKind, Role
from regiewijzer.apps.intake import service, tasks_deliveries
from regiewijzer.apps.post.actions import choose
from regiewijzer.apps.post.models import Notice
from regiewijzer.apps.post.service import Topic, send_digests
from regiewijzer.apps.post.topics import Frequency
from regiewijzer.ledger.region import write_region
from regiewijzer.pipeline import deliveries
from tests.support.delivered_files import OTHER, PROVIDER, REGION
from tests.support.deliverers import FAULTY, FILE, GOOD, contact, hand_in
from tests.support.people import person
from tests.support.worker import work

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def region(home, monkeypatch):
    write_region(REGION, home.region)
    monkeypatch.setattr(deliveries, "bring_up_to_date", lambda *said: None)


@pytest.fixture
def people():
    """The contact person of the provider, a colleague of theirs, another provider and the service organisation."""
    colleague = person(Role.PROVIDER_CONTACT, OrganisationKind.PROVIDER, PROVIDER)
    own = type(colleague).objects.create_user(
        "anke", "anke@haven.example", role=Role.PROVIDER_CONTACT, organisation=colleague.organisation
    )
    contact(OTHER)
    person(Role.DATA_STEWARD)
    return own, colleague


def told() -> dict[str, str]:
    return {one.user.username: one.subject.partition(" / ")[0] for one in Notice.objects.all()}


def deliver(who, by: str, content: bytes = GOOD) -> None:
    service.receive_delivery(organisation=who.organisation, file_name=FILE, content=content, by=by)
    work()


def test_who_delivered_hears_and_nobody_else(people):
    own, _ = people
    deliver(own, own.username)

    assert told() == {"anke": "Uw levering is verwerkt"}
    assert send_digests() == 1
    (sent,) = mail.outbox
    assert sent.to == ["anke@haven.example"]
    assert "/aanleveren/" in sent.body
    assert FILE not in sent.subject + sent.body


def test_of_a_program_all_who_may_deliver_for_the_organisation_hear(people):
    own, colleague = people
    deliver(own, f"token {PROVIDER}", FAULTY)

    assert told() == dict.fromkeys((own.username, colleague.username), "Uw levering is verwerkt, met iets te herstellen")


def test_who_wants_no_mail_gets_none_and_who_wants_it_at_once_does(people, django_capture_on_commit_callbacks):
    own, colleague = people
    choose(user=own, frequencies={Topic.DELIVERY: Frequency.AT_ONCE})
    choose(user=colleague, frequencies={Topic.DELIVERY: Frequency.NEVER})
    with django_capture_on_commit_callbacks(execute=True):
        deliver(own, "token")

    assert [one.to for one in mail.outbox] == [["anke@haven.example"]]
    assert list(told()) == ["anke"]


def test_what_was_refused_or_could_not_be_read_is_told_too(people, monkeypatch):
    own, _ = people
    deliver(own, own.username, b"hallo;daar\n1;2\n")
    assert told() == {"anke": "Uw levering is niet aangenomen"}

    Notice.objects.all().delete()
    monkeypatch.setattr(tasks_deliveries, "deliver", lambda *given, **said: 1 / 0)
    deliver(own, own.username)
    assert told() == {"anke": "Uw levering kon niet worden gelezen"}


def test_a_check_is_told_on_its_page_only(people):
    hand_in(people[0].organisation, check_only=True)
    assert told() == {}
