"""The page of a provider: the same for the service organisation and the provider, and for nobody else."""

import pytest
from django.test import Client

from regiewijzer.apps.accounts.roles import OrganisationKind as Kind
from regiewijzer.apps.accounts.roles import Role
from regiewijzer.apps.contracts.models import Agreement, Contact, Conversation
from tests.support.a_register import HAVEN, KADE
from tests.support.a_spending import a_spending
from tests.support.people import person

pytestmark = pytest.mark.django_db
PAGE = f"/aanbieders/{HAVEN}"
ADDED = {
    "contact": {"naam": "J. Jansen", "functie": "controller", "mail": "j@haven.example"},
    "gesprek": {"dag": "2026-10-01", "met": "Jansen, De Vries", "verslag": "Voortgang van het derde kwartaal."},
    "afspraak": {"afspraak": "Herstel van de startberichten", "wie": "De Haven", "voor": "2026-10-15"},
}


def _client(role: Role, kind: Kind | None = None, code: str = "") -> Client:
    client = Client()
    client.force_login(person(role, kind, code))
    return client


def test_what_the_service_organisation_writes_the_provider_reads(register_home):
    a_spending(register_home, published=True)
    manager, haven = _client(Role.CONTRACT_MANAGER), _client(Role.PROVIDER_CONTACT, Kind.PROVIDER, HAVEN)
    for what, filled in ADDED.items():
        assert manager.post(f"{PAGE}/toevoegen/{what}", filled).status_code == 302, what
    for client in (manager, haven):
        page = client.get(PAGE).content.decode()
        for text in ("J. Jansen", "Voortgang van het derde kwartaal", "Herstel van de startberichten", ">C1</a>", "Duinstad"):
            assert text in page, text
    assert "toevoegen" not in haven.get(PAGE).content.decode()
    assert haven.post(f"{PAGE}/toevoegen/contact", ADDED["contact"]).status_code == 403


def test_the_page_is_there_for_the_provider_and_the_service_organisation_alone(register_home):
    readers = {
        (Role.DIRECTOR, None, ""): 200,
        (Role.PROVIDER_CONTACT, Kind.PROVIDER, HAVEN): 200,
        (Role.PROVIDER_CONTACT, Kind.PROVIDER, KADE): 404,
        (Role.MUNICIPAL_CONTROLLER, Kind.MUNICIPALITY, "0518"): 404,
        (Role.COUNCILLOR, Kind.COUNCIL, "0518"): 403,
    }
    assert {one: _client(*one).get(PAGE).status_code for one in readers} == readers
    listed = _client(Role.PROVIDER_CONTACT, Kind.PROVIDER, HAVEN).get("/aanbieders").content.decode()
    assert ("De Haven" in listed, "De Kade" in listed) == (True, False)


def test_an_agreement_is_done_once_and_a_contact_is_forgotten(register_home):
    manager = _client(Role.CONTRACT_MANAGER)
    for what, filled in ADDED.items():
        manager.post(f"{PAGE}/toevoegen/{what}", filled)
    agreement, contact = Agreement.objects.get(), Contact.objects.get()
    assert "te laat" in manager.get(PAGE).content.decode()
    assert manager.post(f"/aanbieders/{KADE}/afspraken/{agreement.pk}/gedaan").status_code == 404
    manager.post(f"{PAGE}/afspraken/{agreement.pk}/gedaan")
    agreement.refresh_from_db()
    done = agreement.done_on
    manager.post(f"{PAGE}/afspraken/{agreement.pk}/gedaan")
    agreement.refresh_from_db()
    assert done is not None
    assert agreement.done_on == done
    manager.post(f"{PAGE}/contacten/{contact.pk}/weghalen")
    assert not Contact.objects.exists()


@pytest.mark.parametrize(
    ("what", "filled", "said"),
    [
        ("contact", {"naam": "", "mail": "geen adres"}, "Voer een geldig e-mailadres in"),
        ("gesprek", {"dag": "gisteren", "met": "x", "verslag": "y"}, "geldige datum"),
        ("afspraak", {"afspraak": "x", "wie": ""}, "Dit veld is verplicht"),
    ],
)
def test_what_is_missing_is_said_at_its_field(register_home, what, filled, said):
    answer = _client(Role.CONTRACT_MANAGER).post(f"{PAGE}/toevoegen/{what}", filled)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not any(model.objects.exists() for model in (Contact, Conversation, Agreement))


def test_what_cannot_be_added_is_not_there(register_home):
    assert _client(Role.CONTRACT_MANAGER).post(f"{PAGE}/toevoegen/iets", {}).status_code == 404
    assert _client(Role.CONTRACT_MANAGER).get("/aanbieders/99999999").status_code == 404
