"""Everything that is written about early warnings."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.urls import reverse

from regiewijzer.apps.accounts.service import OrganisationKind, Role
from regiewijzer.apps.audit.service import record_event
from regiewijzer.apps.outlook import words
from regiewijzer.apps.outlook.models import BudgetWarning, WarningThreshold
from regiewijzer.apps.outlook.warnings.queries import address_of, is_over, rooms_by_municipality, thresholds
from regiewijzer.apps.post.service import Topic, notify
from regiewijzer.figures.scope import REGION
from regiewijzer.pipeline.forecast_room import Room
from regiewijzer.pipeline.forecast_store import Run
from regiewijzer.web.home import current_region

_MUNICIPAL = (Role.MUNICIPAL_CONTROLLER, Role.MUNICIPAL_ADVISER, Role.ALDERMAN)
_SERVICE = (Role.CONTROLLER, Role.DIRECTOR)


@transaction.atomic
def set_threshold(*, municipality: str, chance: float, by: str) -> None:
    """Choose from which chance on a municipality is warned."""
    WarningThreshold.objects.update_or_create(municipality_code=municipality, defaults={"chance": chance, "set_by": by})
    record_event("warning_threshold_set", actor=by, subject=municipality, details={"chance": chance})


@transaction.atomic
def tell(*, run: Run, published: bool) -> None:
    """Tell whom it concerns which budgets came over their threshold with this forecast, or went below it: each once.

    Of a published forecast the municipality is told, of any other the service organisation.
    """
    moved = _moved(run, published=published)
    if published:
        for room, over in moved:
            _tell_municipality(run, room, over=over)
    elif over_now := [room for room, over in moved if over]:
        _tell_service_organisation(run, over_now)


def _moved(run: Run, *, published: bool) -> list[tuple[Room, bool]]:
    """Note how every budget stands, and return those that changed sides; who starts below its threshold did not."""
    found, chosen, year = [], thresholds(), run.about.vintage.year
    for room in rooms_by_municipality(run, REGION):
        over = is_over(room, chosen)
        if over is None:
            continue
        key = {"municipality_code": room.node.municipality, "year": year, "published": published}
        before = BudgetWarning.objects.filter(**key).first()
        if before is not None and before.run_id[: len("2026-10")] > run.id[: len("2026-10")]:
            continue  # an older forecast that is published late is no news
        BudgetWarning.objects.update_or_create(**key, defaults={"is_over": over, "run_id": run.id})
        if over != (before is not None and before.is_over):
            found.append((room, over))
    return found


def _people(kind: OrganisationKind, roles: Sequence[Role], code: str = "") -> list[Any]:
    found = get_user_model().objects.filter(is_active=True, organisation__kind=kind, role__in=roles)
    return list(found.filter(organisation__code=code) if code else found)


def _names() -> dict[str, str]:
    return {one.code: one.name for one in current_region().municipalities}


def _tell_municipality(run: Run, room: Room, *, over: bool) -> None:
    code, year = room.node.municipality or "", run.about.vintage.year
    above = f"De begroting van {year} wordt waarschijnlijk overschreden / the budget of {year} will likely be overspent"
    below = f"De kans op overschrijding in {year} is weer onder uw grens / the chance of overspending is below your threshold"
    notify(
        users=_people(OrganisationKind.MUNICIPALITY, _MUNICIPAL, code),
        topic=Topic.BUDGET,
        subject=f"{above if over else below}: {_names().get(code, code)}",
        text=f"Kans op overschrijding / chance of overspending: {words.chance(room.chance)}",
        address=address_of(run.id, code),
    )


def _tell_service_organisation(run: Run, rooms: Sequence[Room]) -> None:
    names, year = _names(), run.about.vintage.year
    told = ", ".join(names.get(code, code) for room in rooms if (code := room.node.municipality or ""))
    notify(
        users=_people(OrganisationKind.SERVICE_ORGANISATION, _SERVICE),
        topic=Topic.BUDGET,
        subject=f"Begroting {year}: kans op overschrijding boven de grens / budget {year}: chance of overspending over the limit",
        text=told,
        address=f"{reverse('outlook:forecast')}?prognose={run.id}#begroting",
    )
