"""The home of this installation, and what pages say about it."""

from functools import lru_cache

from django.conf import settings

from regiewijzer.ledger.home import Home
from regiewijzer.ledger.region import Region, read_region


def current_home() -> Home:
    """Return the home that the settings name."""
    home = settings.REGIEWIJZER_HOME
    assert isinstance(home, Home), home
    return home


@lru_cache(maxsize=4)
def _region(home: Home, changed: int) -> Region:  # noqa: ARG001 (part of the key)
    return read_region(home.region)


def current_region() -> Region:
    """Return the region of this installation; read again only when its file has changed."""
    home = current_home()
    changed = home.region.stat().st_mtime_ns if home.region.exists() else 0
    return _region(home, changed)
