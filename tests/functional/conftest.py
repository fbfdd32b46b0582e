"""Pages on a home of their own, without the network; settings that only a test needs."""

from pathlib import Path

import pytest
from django.test import Client

from regiewijzer.ledger.home import Home
from regiewijzer.ledger.region import Municipality, Provider, Region, write_region
from regiewijzer.web.messages_compile import compile_messages
from tests.support.django_ready import start_django
from tests.support.invented_figures import KNOWN, MUNICIPALITIES, invented_figure

start_django()

REGION = Region(
    name="Regio Vechtstroom",
    invented=True,
    municipalities=tuple(Municipality(code, name) for code, name in MUNICIPALITIES.items()),
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
def page(home, administrator) -> Client:
    """A signed-in client."""
    client = Client(raise_request_exception=True)
    client.force_login(administrator)
    return client


@pytest.fixture
def invented(monkeypatch) -> None:
    """Figures made by hand in the place of a ledger."""
    from regiewijzer.apps.monitor import queries

    monkeypatch.setattr(queries.figures, "compute_figure", invented_figure)
    monkeypatch.setattr(queries, "known_days", lambda home: KNOWN)
    monkeypatch.setattr(queries, "latest_snapshot", lambda home: 4)


@pytest.fixture
def visitor(home, db) -> Client:
    """A client that has not signed in."""
    return Client()
