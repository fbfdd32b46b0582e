"""A home with registers, and someone who manages contracts."""

import shutil
from unittest.mock import patch

import pytest

from regiewijzer.ledger.cache import ensure_cache
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.region import Municipality, Provider, Region, write_region
from regiewijzer.ledger.snapshots import latest_snapshot
from regiewijzer.pipeline import deliveries
from tests.support.a_register import HAVEN, KADE, deliver_registers

REGION = Region(
    "Regio van twee",
    True,
    (Municipality("0518", "Duinstad"), Municipality("0519", "Overduin")),
    (Provider(HAVEN, "De Haven"), Provider(KADE, "De Kade")),
)


@pytest.fixture(scope="package")
def delivered(tmp_path_factory) -> Home:
    """A home in which every register was delivered once."""
    place = Home(tmp_path_factory.mktemp("registers") / "home").create()
    write_region(REGION, place.region)
    with patch.object(deliveries, "bring_up_to_date", lambda *said: None):
        deliver_registers(place)
    ensure_cache(place, latest_snapshot(place))
    return place


@pytest.fixture
def register_home(delivered, tmp_path, settings, monkeypatch) -> Home:
    """A copy of a home with registers; checks are not run after every change."""
    shutil.copytree(delivered.path, tmp_path / "registers")
    settings.REGIEWIJZER_HOME = place = Home(tmp_path / "registers")
    monkeypatch.setattr(deliveries, "bring_up_to_date", lambda *said: None)
    return place
