"""What other apps and the set-up may use of contracts."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from regiewijzer.apps.accounts.service import may, scope_of
from regiewijzer.apps.contracts import presenters, queries, rooms
from regiewijzer.apps.contracts.queries_rooms import seen
from regiewijzer.apps.contracts.tasks import queue_reminders
from regiewijzer.apps.outlook.service import NoForecast
from regiewijzer.contracting.terms import REMINDED
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.kept_tables import TablesChanged

__all__ = ["WarnedCap", "notices_for", "queue_reminders"]
SHOWN = 5  # contracts on a start page


@dataclass(frozen=True, slots=True)
class WarnedCap:
    """A cap that will likely run out: whose, with what chance, when, and its page."""

    name: str
    chance: str
    day: str
    address: str


def notices_for(home: Home, user: Any) -> dict[str, object]:
    """Return what the start page says of contracts: caps that run out, and for who edits them contracts that end soon."""
    if not may(user, "view_contracts"):
        return {}
    found: dict[str, object] = {"cap_warnings": _caps(home, user)}
    if may(user, "edit_contracts"):
        day, rows = timezone.localdate(), queries.rows_of(home, "contract", scope_of(user))
        ending = presenters.ending_soon(home, rows, day, min(REMINDED))
        found |= {"ending_contracts": ending[:SHOWN], "more_contracts": max(0, len(ending) - SHOWN)}
    return found


def _caps(home: Home, user: Any) -> list[WarnedCap]:
    try:
        told = seen(home, user)
    except (NoForecast, TablesChanged):
        return []  # its own page says so; a start page is about more
    return [
        WarnedCap(f"{row.provider}, {row.place}", row.chance, row.runs_out, row.address)
        for row in rooms.room_rows(told.rooms, told.names)
        if row.warns
    ]
