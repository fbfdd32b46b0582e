"""From which chance on municipalities are warned, and who is over it now."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from regiewijzer.apps.accounts.service import OrganisationKind, organisation_of, scope_of
from regiewijzer.apps.outlook import words
from regiewijzer.apps.outlook.models import WarningThreshold
from regiewijzer.apps.outlook.queries import NoForecast, forecast_for
from regiewijzer.figures.scope import Scope
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.forecast_room import Room, rooms_of
from regiewijzer.pipeline.forecast_shown import Node
from regiewijzer.pipeline.forecast_store import Run
from regiewijzer.pipeline.kept_tables import TablesChanged

USUAL = 0.5  # from this chance on it is a warning, unless the municipality chose another
NEVER = 2.0
CHOICES = (0.25, USUAL, 0.75, 0.9, NEVER)
_CONCERNED = (OrganisationKind.SERVICE_ORGANISATION, OrganisationKind.MUNICIPALITY)


@dataclass(frozen=True, slots=True)
class Warned:
    """A municipality whose chance of overspending is at or above its threshold."""

    code: str
    name: str
    chance: str
    address: str


def thresholds() -> Mapping[str, float]:
    """Return the thresholds that were chosen, by municipality."""
    return dict(WarningThreshold.objects.values_list("municipality_code", "chance"))


def is_over(room: Room, chosen: Mapping[str, float]) -> bool | None:
    """Tell whether the chance is at or above the threshold; None when there is no chance to tell."""
    if room.chance.number is None:
        return None
    return room.chance.number >= chosen.get(room.node.municipality or "", USUAL)


def rooms_by_municipality(run: Run, scope: Scope) -> list[Room]:
    """Return the room of every municipality that the reader may see."""
    if scope.providers is not None:
        return []
    return [room for room in rooms_of(run, Node(), scope) if room.node.municipality is not None]


def address_of(run_id: str, code: str) -> str:
    """Return the address of the budget of a municipality in a forecast."""
    return f"{reverse('outlook:forecast')}?{urlencode({'prognose': run_id, 'gemeente': code})}#begroting"


def warnings_for(home: Home, user: Any, names: Mapping[str, str]) -> list[Warned]:
    """Return who is over the threshold in the newest forecast of this reader: for municipalities and the service organisation."""
    organisation = organisation_of(user)
    if organisation is None or organisation.kind not in _CONCERNED:
        return []
    scope = scope_of(user)
    try:
        run = forecast_for(home, scope)
    except NoForecast:
        return []
    chosen = thresholds()
    try:
        rooms = rooms_by_municipality(run, scope)
    except TablesChanged:
        return []  # its own page says so; a start page is about more
    return [
        Warned(code, names.get(code, code), words.chance(room.chance), address_of(run.id, code))
        for room in rooms
        if is_over(room, chosen) and (code := room.node.municipality or "")
    ]
