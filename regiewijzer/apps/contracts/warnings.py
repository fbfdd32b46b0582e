"""Telling both sides that a cap will likely run out, and who works on contracts that a term ends: each once."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.urls import reverse

from regiewijzer.apps.accounts.service import OrganisationKind, Role
from regiewijzer.apps.audit.service import record_event
from regiewijzer.apps.contracts import queries, rooms
from regiewijzer.apps.contracts.models import CapWarning, Reminder
from regiewijzer.apps.contracts.queries_rooms import Seen, seen_in
from regiewijzer.apps.post.service import Topic, notify
from regiewijzer.contracting.changes import Row
from regiewijzer.contracting.terms import reminders_due
from regiewijzer.figures.scope import REGION
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.forecast_store import Run
from regiewijzer.pipeline.registers import row_id
from regiewijzer.pipeline.spending import Room
from regiewijzer.vocabulary.periods import inclusive
from regiewijzer.web.numbers import full_date

_SERVICE = (Role.CONTROLLER, Role.CONTRACT_MANAGER, Role.DIRECTOR)
_MUNICIPAL = (Role.MUNICIPAL_CONTROLLER, Role.MUNICIPAL_ADVISER)


def _people(kind: OrganisationKind, roles: Sequence[Role], code: str = "") -> list[Any]:
    found = get_user_model().objects.filter(is_active=True, organisation__kind=kind, role__in=roles)
    return list(found.filter(organisation__code=code) if code else found)


@transaction.atomic
def tell_caps(*, home: Home, run: Run, published: bool) -> list[Room]:
    """Tell whom it concerns which caps will likely run out by this forecast, or no longer; return those that changed sides.

    Of a published forecast provider and municipality are told, of any other the service organisation.
    """
    found = seen_in(home, run, REGION)
    moved = [(room, over) for room in found.rooms if (over := _moved(run, room, published=published)) is not None]
    for room, over in moved:
        _tell(found, room, over=over, published=published)
    return [room for room, _over in moved]


def _moved(run: Run, room: Room, *, published: bool) -> bool | None:
    """Note how a cap stands; return whether it is over when that changed, None when it did not or cannot be told."""
    if room.runs_out is None:
        return None
    over = rooms.is_likely(room.runs_out)
    key = {"provider_code": room.provider, "place": room.municipality or "", "year": room.year, "published": published}
    before = CapWarning.objects.filter(**key).first()
    if before is not None and before.run_id[: len("2026-10")] > run.id[: len("2026-10")]:
        return None  # an older forecast that is published late is no news
    CapWarning.objects.update_or_create(**key, defaults={"is_over": over, "run_id": run.id})
    return over if over != (before is not None and before.is_over) else None


def _tell(found: Seen, room: Room, *, over: bool, published: bool) -> None:
    name, place = found.names.get(room.provider, room.provider), rooms.place_name(room.municipality, found.names)
    above = "Plafond raakt waarschijnlijk op / cap will likely run out"
    below = "Plafond is weer genoeg / cap is enough again"
    notify(
        users=_concerned(room) if published else _people(OrganisationKind.SERVICE_ORGANISATION, _SERVICE),
        topic=Topic.CONTRACT,
        subject=f"{above if over else below}: {name}, {place} ({room.year})",
        text=f"Kans / chance: {rooms.chance_in_words(room.runs_out.chance if room.runs_out else None)}",
        address=rooms.address_of(room),
    )


def _concerned(room: Room) -> list[Any]:
    """Return the people of both sides: the provider, and the municipality that pays."""
    of_provider = _people(OrganisationKind.PROVIDER, (Role.PROVIDER_CONTACT,), room.provider)
    return of_provider + (_people(OrganisationKind.MUNICIPALITY, _MUNICIPAL, room.municipality) if room.municipality else [])


@transaction.atomic
def remind(*, home: Home, day: date) -> int:
    """Tell the contract managers which contracts and frameworks end before long, each once per term; return how many."""
    due = [(table, row, months) for table in ("contract", "framework") for row, months in _due(home, table, day)]
    if due:
        notify(
            users=_people(OrganisationKind.SERVICE_ORGANISATION, (Role.CONTRACT_MANAGER,)),
            topic=Topic.CONTRACT,
            subject=f"Looptijden die eindigen / terms that end: {len(due)}",
            text="\n".join(_in_words(home, table, row) for table, row, _months in due),
            address=reverse("contracts:overview") + "?stand=ending",
        )
        record_event("contract_reminders_sent", actor="worker", details={"count": len(due)})
    return len(due)


def _due(home: Home, table: str, day: date) -> list[tuple[Row, int]]:
    """Return rows whose end came within a term that nobody was told of."""
    found = []
    for row in queries.all_registers(home)[table]:
        months = reminders_due(row, day)
        if months is None:
            continue
        key: Mapping[str, Any] = {"table": table, "row_id": row_id(table, row), "ends_on": row["valid_until"], "months": months}
        if Reminder.objects.get_or_create(**key)[1]:
            found.append((row, months))
    return found


def _in_words(home: Home, table: str, row: Row) -> str:
    from regiewijzer.apps.contracts import words

    end = row["valid_until"]
    assert isinstance(end, date), row
    return f"{words.name_of(table, row, queries.names(home))}: {full_date(inclusive(end))}"
