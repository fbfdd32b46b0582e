"""What every page knows: the region, whether its figures are invented, the menu, the other language, the version."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from regiewijzer import __version__
from regiewijzer.web.access import may_open
from regiewijzer.web.home import current_region

GOALS = ("monitor:goals", "monitor:goal")  # pages of the monitor with a place of their own in the menu
MANAGEMENT = (
    *("accounts:people", "accounts:person", "accounts:invite", "accounts:organisations", "accounts:tokens"),
    "audit:",
)


def _reader(request: HttpRequest) -> Any:
    """Return who asks; a request that was refused before anyone could be known is of nobody."""
    return getattr(request, "user", None) or AnonymousUser()


def _navigation(request: HttpRequest) -> list[tuple[str, str, str]]:
    """Return the menu: name, address, and for where the reader is "page", or "true" for a page below it."""
    menu = (
        (_("Start"), "intake:start", ("intake:start",)),
        (_("Doelen"), "monitor:goals", GOALS),
        (_("Monitor"), "monitor:list", ("monitor:",)),
        (_("Vooruitzicht"), "outlook:forecast", ("outlook:",)),
        (_("Contracten"), "contracts:overview", ("contracts:",)),
        (_("Aanbod"), "offer:overview", ("offer:",)),
        (_("Beleidscyclus"), "cycle:overview", ("cycle:",)),
        (_("Edities"), "publications:overview", ("publications:",)),
        (_("Aanleveren"), "intake:deliver", ("intake:deliver", "intake:history", "intake:recorded", "intake:mapping")),
        (_("Leveringen"), "intake:loads", ("intake:load",)),
        (_("Werklijst"), "findings:worklist", ("findings:",)),
        (_("Controles"), "intake:checks", ("intake:checks",)),
        (_("Gegevens"), "register:overview", ("register:",)),
        (_("Vragen"), "remarks:overview", ("remarks:",)),
        (_("Beheer"), "accounts:people", MANAGEMENT),
    )
    here = request.resolver_match.view_name if request.resolver_match else ""

    def current(view: str, below: tuple[str, ...]) -> str:
        deeper = here.startswith(below) and (view in GOALS or here not in GOALS)
        return "page" if here == view else "true" if deeper else ""

    return [(name, reverse(view), current(view, below)) for name, view, below in menu if may_open(_reader(request), view)]


def _search_address(request: HttpRequest) -> str:
    """Return where the field in the header asks; the search page has a field of its own."""
    here = request.resolver_match.view_name if request.resolver_match else ""
    return reverse("monitor:search") if here != "monitor:search" and may_open(_reader(request), "monitor:search") else ""


def installation(request: HttpRequest) -> dict[str, object]:
    """Context processor."""
    region = current_region()
    return {
        "region_name": region.name,
        "invented": region.invented,
        "navigation": _navigation(request),
        "search_address": _search_address(request),
        "other_languages": [(code, name) for code, name in settings.LANGUAGES if code != get_language()],
        "program_version": __version__,
    }
