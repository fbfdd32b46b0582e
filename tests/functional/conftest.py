"""Pages on a home of their own, without the network; settings that only a test needs."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Browser

from regiewijzer.ledger.home import Home
from regiewijzer.ledger.region import Municipality, Provider, Region, write_region
from regiewijzer.pipeline.known_at import KnownAt
from regiewijzer.pipeline.load import load
from regiewijzer.web.messages_compile import compile_messages
from tests.support.bad_messages import across_messages, bad_files, many_faults
from tests.support.django_ready import start_django
from tests.support.invented_figures import KNOWN, MUNICIPALITIES, invented_figure
from tests.support.small_delivery import good_messages, write_delivery

from .browser import AXE, Visit, signed_in, start_browser

start_django()
FAULTS = 120
LOADED_AT = datetime(2026, 11, 1, 9)

REGION = Region(
    name="Regio Vechtstroom",
    invented=True,
    municipalities=tuple(Municipality(code, name) for code, name in MUNICIPALITIES.items()),
    providers=(Provider("01234567", "De Brug jeugdhulp"), Provider("07654321", "Stichting Lindehof")),
)


@pytest.fixture(scope="session", autouse=True)
def compiled_messages() -> None:
    compile_messages()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests of a run: a second one cannot start beside it."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed: run ./dev setup")
    yield from start_browser()


@pytest.fixture(autouse=True)
def patience(monkeypatch) -> None:
    """Readers in tests wait until everything is worked out: how fast that is on this machine is not what they test."""
    from regiewijzer.apps.monitor.views import patience as of_readers

    monkeypatch.setattr(of_readers, "SECONDS", 600.0)


@pytest.fixture
def home(tmp_path: Path, settings) -> Home:
    """An empty home with a region; the pages look at it."""
    place = Home(tmp_path / "home").create()
    write_region(REGION, place.region)
    settings.REGIEWIJZER_HOME = place
    settings.FILE_UPLOAD_TEMP_DIR = place.inbox
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
    from tests.support.instead_of_a_ledger import answer_with

    answer_with(monkeypatch, invented_figure)
    of_published = queries.known_days
    monkeypatch.setattr(queries, "known_days", lambda home, scope: of_published(home, scope) if scope.published_only else KNOWN)
    monkeypatch.setattr(queries, "latest_snapshot", lambda home: 4)
    monkeypatch.setattr(queries, "district_names", lambda home: {"990101": "Haven"})
    monkeypatch.setattr(queries, "contract_turns", lambda home: ())


DRAWING = '<svg aria-hidden="true" focusable="false" viewBox="0 0 780 280"><path d="M0 0L780 280"/></svg>'


@pytest.fixture
def one_drawing(monkeypatch) -> Iterator[None]:
    """One line in the place of every chart: drawing takes most of the time of a page and is tested by itself."""
    from regiewijzer.web.charts.placed import _draw

    for place in ("regiewijzer.web.charts.picture", "regiewijzer.web.charts.placed.picture"):
        monkeypatch.setattr(place, lambda spec, language: DRAWING)
    # What was drawn before or meanwhile would otherwise be found back by tests that want the other kind.
    _draw.cache_clear()
    yield
    _draw.cache_clear()


@pytest.fixture
def visitor(home, db) -> Client:
    """A client that has not signed in."""
    return Client()


@pytest.fixture(scope="session")
def loaded(tmp_path_factory) -> Home:
    """A home in which a delivery with nearly every kind of fault was loaded."""
    folder = write_delivery(tmp_path_factory.mktemp("pages") / "levering", good_messages() | across_messages())
    for bad in bad_files():
        (folder / bad.file).write_bytes(bad.content)
    (folder / "veel.xml").write_bytes(many_faults(FAULTS))
    place = Home(folder.parent / "home").create()
    load(place, [folder], known_at=KnownAt(), now=LOADED_AT, workers=0)
    return place


@pytest.fixture
def context(browser, live_server, page):
    """The browser of the administrator, signed in."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="nl-NL")
    yield signed_in(context, live_server.url, page.session.session_key)
    context.close()


@pytest.fixture
def visit(context, live_server) -> Visit:
    """A page of the administrator in the browser."""
    return Visit(context.new_page(), live_server.url)


@pytest.fixture
def plain(browser, live_server, page):
    """The same, with JavaScript off."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    yield Visit(signed_in(context, live_server.url, page.session.session_key).new_page(), live_server.url)
    context.close()
