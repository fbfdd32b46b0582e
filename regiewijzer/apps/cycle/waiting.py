"""What waits too long, or has a gap behind it: so that nothing in the cycle ends without anyone seeing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from regiewijzer.apps.accounts.service import OrganisationKind, Permission, may
from regiewijzer.apps.cycle import policies
from regiewijzer.apps.cycle.kinds import Kind
from regiewijzer.apps.cycle.models import Item, ItemFigure, Link, MunicipalTask
from regiewijzer.apps.cycle.states import State, Who
from regiewijzer.apps.cycle.walks import all_after


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is not to last: items of a kind in a state, without what should come of them, for longer than `days`.

    `needs`: the kinds of which one should have come. `who` is to do something about it.
    """

    code: str
    kind: Kind
    states: tuple[State, ...]
    text: Promise
    days: int = 0
    needs: tuple[Kind, ...] = ()
    who: Who = Who.MAKERS


@dataclass(frozen=True, slots=True)
class Waits:
    """An item that waits, why, and since when."""

    item: Item
    gap: Gap

    @property
    def days(self) -> int:
        """For how many days it has stood in this state."""
        return (timezone.now() - self.item.moved_at).days


S, K = State, Kind
GAPS = (
    Gap("unchosen", K.QUESTION, (S.ASKED, S.DISPUTED), _("Over deze vraag is nog niet gekozen."), 30, who=Who.DECIDERS),
    Gap("handed_back", K.QUESTION, (S.HANDED_BACK,), _("De vraag is teruggegeven en wacht op de vrager."), 30),
    Gap(
        "unbegun",
        K.QUESTION,
        (S.TAKEN_UP,),
        _("De vraag is opgepakt, maar er is nog niets mee begonnen."),
        45,
        (K.ANALYSIS, K.INTERPRETATION, K.ADVICE),
    ),
    Gap(
        "uninterpreted",
        K.ANALYSIS,
        (S.READY,),
        _("De analyse is klaar, maar niemand heeft haar geduid."),
        45,
        (K.INTERPRETATION, K.ADVICE),
    ),
    Gap("open_long", K.INTERPRETATION, (S.OPEN,), _("De duiding staat al lang open."), 60),
    Gap(
        "no_advice",
        K.INTERPRETATION,
        (S.CONCLUDED,),
        _("De duiding is vastgesteld, maar er kwam niets uit voort."),
        45,
        (K.ADVICE, K.DECISION, K.QUESTION, K.ANALYSIS),
    ),
    Gap("unanswered", K.ADVICE, (S.OFFERED,), _("Op dit advies is nog niet gereageerd."), 42, who=Who.DECIDERS),
    Gap(
        "undecided", K.RESPONSE, (S.GIVEN,), _("Na deze reactie is nog niets besloten."), 30, (K.DECISION, K.ADVICE), Who.DECIDERS
    ),
    Gap("not_taken", K.DECISION, (S.DRAFT, S.RECONSIDERED), _("Dit besluit is nog niet genomen."), 60, who=Who.DECIDERS),
    Gap("no_action", K.DECISION, (S.TAKEN,), _("Dit besluit is genomen, maar er is geen actie."), 30, (K.ACTION,)),
    Gap("not_started", K.ACTION, (S.PLANNED,), _("Deze actie is nog niet begonnen."), 60),
    Gap("unjudged", K.EFFECT, (S.MIRRORED,), _("Het effect is teruggespiegeld en wacht op een oordeel."), 0),
    Gap(
        "nothing_after",
        K.EFFECT,
        (S.JUDGED,),
        _("Het oordeel was aanpassen of stoppen, maar daarna kwam niets."),
        30,
        (K.DECISION, K.QUESTION),
    ),
)
_DUE = Gap("due", K.EFFECT, (S.AWAITED,), _("De dag is er om naar het effect te kijken."))
_REVIEW = Gap("review", K.DECISION, (S.TAKEN,), _("De dag is er om dit besluit te herzien."), who=Who.DECIDERS)
_WITHDRAWN = Gap("withdrawn", K.ACTION, (S.PLANNED, S.RUNNING), _("Het besluit hierachter is ingetrokken of wordt heroverwogen."))
_DRIFT = Gap(
    "drift",
    K.DECISION,
    (S.TAKEN,),
    _("Een cijfer hieronder is na het besluit gecorrigeerd: staat het besluit nog?"),
    who=Who.DECIDERS,
)
_TASK = Gap("task", K.DECISION, (S.TAKEN,), _("Een gemeente had iets met dit besluit moeten doen."))
EVERY = {one.code: one for one in (*GAPS, _DUE, _REVIEW, _WITHDRAWN, _DRIFT, _TASK)}


def _of_gap(gap: Gap, items: QuerySet[Item], now: datetime) -> QuerySet[Item]:
    found = items.filter(kind=gap.kind, state__in=gap.states, moved_at__lte=now - timedelta(days=gap.days))
    if gap.needs:
        came = Link.objects.filter(before=OuterRef("pk"), after__kind__in=gap.needs)
        found = found.exclude(Exists(came.exclude(after__state=State.WITHDRAWN)))
    if gap.code == "nothing_after":
        found = found.exclude(mirror__then="continue")
    return found


def _dated(items: QuerySet[Item], today: date) -> Iterator[tuple[Gap, QuerySet[Item]]]:
    """Yield what has a day of its own, or hangs on something else that changed."""
    yield _DUE, items.filter(kind=K.EFFECT, state=S.AWAITED, due__lte=today)
    yield _REVIEW, items.filter(kind=K.DECISION, state=S.TAKEN, due__lte=today)
    moved = Link.objects.filter(after=OuterRef("pk"), before__kind=K.DECISION, before__state__in=(S.WITHDRAWN, S.RECONSIDERED))
    yield _WITHDRAWN, items.filter(Exists(moved), kind=K.ACTION, state__in=_WITHDRAWN.states)
    late = MunicipalTask.objects.filter(decision=OuterRef("pk"), done_on__isnull=True, due__lt=today)
    yield _TASK, items.filter(Exists(late), kind=K.DECISION, state=S.TAKEN)
    drifted = ItemFigure.objects.filter(~Q(drift=""), drift_seen="").values_list("item_id", flat=True)
    yield _DRIFT, items.filter(pk__in=all_after(drifted), kind=K.DECISION, state=S.TAKEN)


def waiting(now: datetime | None = None) -> list[Waits]:
    """Return everything that waits, what waited longest first."""
    moment = now or timezone.now()
    items = Item.objects.select_related("organisation")
    pairs = [(gap, _of_gap(gap, items, moment)) for gap in GAPS]
    pairs += _dated(items, timezone.localdate(moment))
    found = [Waits(item, gap) for gap, those in pairs for item in those]
    return sorted(found, key=lambda one: one.item.moved_at)


def concerns(user: Any, one: Waits) -> bool:
    """Tell whether it is for this user to do something about it."""
    if one.gap.who == Who.DECIDERS:
        return may(user, Permission.DECIDE) and user.organisation.kind == OrganisationKind.SERVICE_ORGANISATION
    own = one.item.organisation_id == user.organisation_id
    return own and (policies.works_at(user, one.item) or one.item.kind == Kind.QUESTION)


def waiting_for(user: Any) -> list[Waits]:
    """Return what waits for a user: steps that are theirs to take."""
    return [one for one in waiting() if concerns(user, one)]
