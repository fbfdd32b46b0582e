"""Suppliers of the small region of the extracts, and the worker that reads what they deliver."""

from regiewijzer.apps.accounts.models import Organisation, User
from regiewijzer.apps.accounts.roles import OrganisationKind, Role
from regiewijzer.apps.intake import service
from regiewijzer.apps.intake.models import Delivery
from tests.support.delivered_files import BUDGET, budget, csv_file
from tests.support.people import person
from tests.support.worker import work

FILE = "aanbiederbegroting.csv"
GOOD, FAULTY = csv_file(BUDGET, budget()), csv_file(BUDGET, budget(), budget("1.5", year="2025"))


def hand_in(who: Organisation, content: bytes = GOOD, file: str = FILE, **said) -> Delivery:
    """Deliver a file through the service and let the worker read it."""
    delivery = service.receive_delivery(organisation=who, file_name=file, content=content, by="test", **said)
    work()
    delivery.refresh_from_db()
    return delivery


def contact(code: str) -> User:
    """Return the contact person of a provider."""
    return person(Role.PROVIDER_CONTACT, OrganisationKind.PROVIDER, code)
