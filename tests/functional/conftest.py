"""Pages on a home of their own, without the network; settings that only a test needs."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from regiewijzer.ledger.home import Home
from regiewijzer.ledger.region import Municipality, Provider, Region, write_region
from regiewijzer.web.messages_compile import compile_messages

REGION = Region(
    name="Regio Vechtstroom",
    invented=True,
    municipalities=(Municipality("9901", "Oostveen"), Municipality("9902", "Waterdam"), Municipality("9903", "’s-Gravenland")),
    providers=(Provider("01234567", "De Brug jeugdhulp"), Provider("07654321", "Stichting Lindehof")),
)


@pytest.fixture(scope="session", autouse=True)
def compiled_messages() -> None:
    compile_messages()


@pytest.fixture
def home(tmp_path: Path, settings) -> Home:
    """An empty home with a region; the pages look at it."""
    place = Home(tmp_path / "home").create()
    write_region(REGION, place.region)
    settings.REGIEWIJZER_HOME = place
    settings.FILE_UPLOAD_TEMP_DIR = place.inbox
    static = tmp_path / "static"
    static.mkdir()
    settings.STATIC_ROOT = static
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # speed; nothing is stored
    return place


PASSWORD = "een-lang-wachtwoord"


@pytest.fixture
def administrator(home, db):
    from regiewijzer.apps.accounts.models import User

    return User.objects.create_superuser(username="beheerder", password=PASSWORD)


@pytest.fixture
def page(home, administrator) -> Iterator[Client]:
    """A signed-in client."""
    client = Client(raise_request_exception=True)
    client.force_login(administrator)
    yield client


@pytest.fixture
def visitor(home, db) -> Client:
    """A client that has not signed in."""
    return Client()
