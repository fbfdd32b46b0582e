"""The story of the demonstration, told once on a home with a small ledger."""

import pytest

from regiewijzer.apps.accounts.models import User
from regiewijzer.apps.accounts.service import create_demo_accounts
from regiewijzer.apps.cycle.demonstration import tell_story
from regiewijzer.apps.monitor.actions import publish_newest
from regiewijzer.ledger.region import Municipality, Provider, Region
from tests.support.small_delivery import MUNICIPALITY, PROVIDER

REGION = Region(
    "Regio van twee",
    True,
    (Municipality(MUNICIPALITY, "Duinstad"), Municipality("0519", "Overduin")),
    (Provider(PROVIDER, "De Haven"), Provider("47000002", "De Kade")),
)


@pytest.fixture
def small_region(loaded, settings, monkeypatch, db):
    """The pages look at a home with loads, of two municipalities, with its newest day published."""
    settings.REGIEWIJZER_HOME = loaded
    monkeypatch.setattr("regiewijzer.web.home._region", lambda home, changed: REGION)
    publish_newest(home=loaded, by="test")
    return loaded


@pytest.fixture
def cast(small_region) -> dict[str, User]:
    """The people of the demonstration, by name."""
    create_demo_accounts(REGION, lambda: "x" * 20)
    return {one.username: one for one in User.objects.all()}


@pytest.fixture
def story(small_region, cast):
    """The first item of the story."""
    return tell_story(small_region, [(MUNICIPALITY, "Duinstad")])
