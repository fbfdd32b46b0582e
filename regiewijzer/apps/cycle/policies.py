"""When something may be done with an item; whether a role ever may is a permission of accounts.

Each `why_not...` is answered in the words of the page; an empty text means that it may be done.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from regiewijzer.apps.accounts.service import OrganisationKind, Permission, may
from regiewijzer.apps.cycle.kinds import Kind
from regiewijzer.apps.cycle.models import Item, MunicipalTask
from regiewijzer.apps.cycle.models.decision import Perspective
from regiewijzer.apps.cycle.models.interpretation import Shown
from regiewijzer.apps.cycle.states import FLOWS, UNSEEN, State, Step, Who


def of_service(user: Any) -> bool:
    """Tell whether the user works for the service organisation, which keeps the whole cycle."""
    return bool(user.organisation.kind == OrganisationKind.SERVICE_ORGANISATION)


def visible(user: Any) -> Q:
    """Return which items a user may read: all but drafts of other organisations."""
    return Q() if of_service(user) else ~Q(state__in=UNSEEN) | Q(organisation_id=user.organisation_id)


def may_read(user: Any, item: Item) -> bool:
    """Tell whether a user may read an item."""
    return of_service(user) or not item.is_unseen or item.organisation_id == user.organisation_id


def may_make(user: Any, kind: str) -> bool:
    """Tell whether a user may begin an item of this kind. An effect comes of an action that starts."""
    if kind == Kind.EFFECT:
        return False
    return may(user, Permission.ASK_QUESTION if kind == Kind.QUESTION else Permission.WORK_CYCLE)


def works_at(user: Any, item: Item) -> bool:
    """Tell whether a user is one of those who make this item: the own organisation, and the service organisation."""
    near = of_service(user) or item.organisation_id == user.organisation_id
    if item.kind == Kind.QUESTION and may(user, Permission.ASK_QUESTION):
        return near
    return near and may(user, Permission.WORK_CYCLE)


def may_take(user: Any, item: Item, step: Step) -> bool:
    """Tell whether a user is one of those who take this step."""
    if step.who == Who.READERS:
        return may(user, Permission.CONTRIBUTE) and may_read(user, item)
    if step.who == Who.DECIDERS:
        return may(user, Permission.DECIDE) and may_read(user, item)
    return works_at(user, item)


def may_finish(user: Any, task: MunicipalTask) -> bool:
    """Tell whether a user may tick off a task: the municipality itself, and the service organisation."""
    own = user.organisation
    return of_service(user) or (own.kind == OrganisationKind.MUNICIPALITY and own.code == task.municipality_code)


def why_no_change(item: Item) -> str:
    """Say why the text of an item may not be changed."""
    if State(item.state) in FLOWS[Kind(item.kind)].changes_in:
        return ""
    return _("Dit ligt vast in de stand '%(state)s'. Heropen het eerst, of maak een nieuw stuk.") % {
        "state": item.get_state_display()
    }


def _why_not_ready(item: Item) -> str:
    return "" if item.figures.exists() else _("Leg eerst minstens één vastgelegd cijfer bij de analyse.")


def _why_not_concluded(item: Item) -> str:
    if not item.outcomes.exists():
        return _("Schrijf eerst op waar de duiding op uitkwam.")
    if item.contributions.filter(shown=Shown.WAITING).exists():
        return _("Er zijn nog bijdragen die niemand heeft beoordeeld.")
    return ""


def _why_not_offered(item: Item) -> str:
    return "" if item.points.exists() else _("Een advies bestaat uit punten. Schrijf er eerst minstens één op.")


def _advised(response: Item) -> list[Item]:
    return [link.before for link in response.links_before.select_related("before") if link.before.kind == Kind.ADVICE]


def _why_not_given(item: Item) -> str:
    advised = _advised(item)
    if not advised:
        return _("Deze reactie hoort nog bij geen advies.")
    if any(one.state != State.OFFERED for one in advised):
        return _("Het advies is niet (meer) aangeboden.")
    answered = set(item.answers.values_list("point_id", flat=True))
    missing = [point for one in advised for point in one.points.all() if point.pk not in answered]
    if missing:
        return _("Nog niet op elk punt is gereageerd: punt %(numbers)s.") % {
            "numbers": ", ".join(str(one.position) for one in missing)
        }
    return ""


def _why_not_taken(item: Item) -> str:
    weighed = set(item.weighings.values_list("perspective", flat=True))
    missing = [str(one.label) for one in Perspective if one.value not in weighed]
    if missing:
        return _("Nog niet gewogen: het perspectief van %(names)s.") % {"names": ", ".join(missing)}
    if not item.details.get("genomen_op"):
        return _("Vul in op welke dag het besluit is genomen.")
    return ""


def _why_not_started(item: Item) -> str:
    if not hasattr(item, "expectation"):
        return _("Leg eerst vast welk effect u verwacht, hoe groot, voor wie en wanneer u kijkt.")
    decided = [link.before for link in item.links_before.select_related("before") if link.before.kind == Kind.DECISION]
    if any(one.state == State.TAKEN for one in decided):
        return ""
    return _("Een actie begint pas als het besluit is genomen.")


_GUARDS: Mapping[tuple[str, str], Callable[[Item], str]] = {
    (Kind.ANALYSIS, "klaar"): _why_not_ready,
    (Kind.INTERPRETATION, "vaststellen"): _why_not_concluded,
    (Kind.ADVICE, "aanbieden"): _why_not_offered,
    (Kind.RESPONSE, "geven"): _why_not_given,
    (Kind.DECISION, "nemen"): _why_not_taken,
    (Kind.ACTION, "starten"): _why_not_started,
}


def why_not(item: Item, step: Step) -> str:
    """Say why a step cannot be taken yet."""
    guard = _GUARDS.get((item.kind, step.code))
    return guard(item) if guard else ""
