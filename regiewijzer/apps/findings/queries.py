"""Everything that is read about findings."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Case, Count, F, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce

from regiewijzer.apps.accounts.service import Permission, may, organisation_of
from regiewijzer.apps.findings.models import Finding, Group, Reconciliation
from regiewijzer.apps.findings.owners import OwnerKey, owner_key, owns
from regiewijzer.apps.findings.states import WAITS_FOR_OWNER, WAITS_FOR_STEWARD, State
from regiewijzer.figures.finding import Severity

PAGE = 50
# What matters most first: the most euros, then what refuses a message, then what is due soonest.
BY_EUROS = (Coalesce("cents", Value(-1)).desc(), "rank", "due_on", "rule", "owner_role", "owner_code", "cause")
BY_TERM = ("due_on", Coalesce("cents", Value(-1)).desc(), "rank", "rule", "owner_role", "owner_code", "cause")
BY_COUNT = (F("open_findings").desc(), Coalesce("cents", Value(-1)).desc(), "rule", "owner_role", "owner_code", "cause")
ORDERS = {"euro": BY_EUROS, "termijn": BY_TERM, "aantal": BY_COUNT}
_RANK = Case(When(severity=Severity.ERROR, then=Value(0)), When(severity=Severity.WARNING, then=Value(1)), default=Value(2))


def visible_to(user: Any) -> QuerySet[Group]:
    """Return the groups this user may see: of everyone, or the own and those it was asked into."""
    found = Group.objects.annotate(rank=_RANK)
    if may(user, Permission.VIEW_FINDINGS):
        return found
    return found.filter(_own(user) | Q(pk__in=_involved(user)))


def answerable_by(user: Any) -> QuerySet[Group]:
    """Return the groups of which this user may see every finding: of everyone, or the own."""
    found = Group.objects.annotate(rank=_RANK)
    return found if may(user, Permission.VIEW_FINDINGS) else found.filter(_own(user))


def _own(user: Any) -> Q:
    own = owner_key(organisation_of(user))
    return Q(owner_role=own[0], owner_code=own[1]) if own else Q(pk__in=())


def _involved(user: Any) -> QuerySet[Group, Any]:
    return Group.objects.filter(involved__organisation=organisation_of(user)).values("pk")


RISKY = (Severity.ERROR, Severity.WARNING)  # as in the share of a figure that is at risk (`pipeline.figures_risk`)


def behind_figure(groups: QuerySet[Group], kinds: Iterable[str]) -> QuerySet[Group]:
    """Return the groups with an open finding in messages of these kinds that puts a figure at risk."""
    risky = Finding.objects.filter(gone_on__isnull=True, message_type__in=sorted(kinds), severity__in=RISKY)
    return groups.filter(pk__in=risky.values("group"))


def kinds_in(group: Group) -> list[str]:
    """Return the kinds of message that the open findings of a group stand in and put figures at risk."""
    risky = Finding.objects.filter(group=group, gone_on__isnull=True, severity__in=RISKY)
    return list(risky.values_list("message_type", flat=True).distinct())


def one(user: Any, group_id: Any) -> Group | None:
    """Return a group that the user may see; None when there is none of that id, or it is another's."""
    try:
        return visible_to(user).filter(pk=group_id).first()
    except (ValueError, ValidationError):
        return None


def is_lapsed(group: Group, today: date) -> bool:
    """Tell whether a waiver has ended, though the register does not say so yet."""
    return group.state == State.WAIVED and group.waived_until is not None and group.waived_until < today


def standing(today: date) -> Q:
    """Return the condition for what waits for its owner: what is open, and waivers that have ended."""
    return Q(state__in=WAITS_FOR_OWNER) | Q(state=State.WAIVED, waived_until__lt=today)


STANDS = ("wacht", "te_laat", "beantwoord", "ontheffing", "hersteld", "alles")


def in_stand(groups: QuerySet[Group], stand: str, today: date) -> QuerySet[Group]:
    """Return the groups of one choice on the page, see STANDS."""
    match stand:
        case "te_laat":
            return groups.filter(standing(today), due_on__lt=today)
        case "beantwoord":
            return groups.filter(state__in=WAITS_FOR_STEWARD)
        case "ontheffing":
            return groups.filter(state=State.WAIVED, waived_until__gte=today)
        case "hersteld":
            return groups.filter(state=State.MENDED)
        case "alles":
            return groups
        case _:
            return groups.filter(standing(today))


def rows_of(user: Any, group: Group) -> QuerySet[Finding]:
    """Return the open findings of a group, those that touch most first; the other side sees those of its own messages."""
    found = Finding.objects.filter(group=group, gone_on__isnull=True).order_by(Coalesce("cents", Value(-1)).desc(), "identity")
    organisation = organisation_of(user)
    if may(user, Permission.VIEW_FINDINGS) or owns(organisation, group):
        return found
    code = owner_key(organisation)
    return found.filter(Q(municipality_code=code[1]) | Q(provider_code=code[1])) if code else found.none()


def totals(groups: QuerySet[Group]) -> dict[str, int]:
    """Return how many groups and open findings there are, and the euros they touch in cents."""
    found = groups.aggregate(groups=Count("pk"), findings=Sum("open_findings"), cents=Sum("cents"))
    return {name: value or 0 for name, value in found.items()}


def owners_in(groups: QuerySet[Group], today: date) -> list[dict[str, Any]]:
    """Return per owner what waits for it, most findings first: owner_role, owner_code, groups, findings, late, cents."""
    waiting = groups.filter(standing(today)).order_by()
    return list(
        waiting.values("owner_role", "owner_code")
        .annotate(
            groups=Count("pk"),
            findings=Sum("open_findings"),
            late=Count("pk", filter=Q(due_on__lt=today)),
            cents=Coalesce(Sum("cents"), Value(0)),
        )
        .order_by("-findings", "owner_role", "owner_code")
    )


def rules_in(groups: QuerySet[Group]) -> list[tuple[str, int]]:
    """Return the rules with their number of open findings, most first."""
    found = groups.order_by().values("rule").annotate(found=Sum("open_findings")).order_by("-found", "rule")
    return [(row["rule"], row["found"]) for row in found]


def of_owner(groups: QuerySet[Group], owner: OwnerKey) -> QuerySet[Group]:
    """Return the groups of one owner."""
    return groups.filter(owner_role=owner[0], owner_code=owner[1])


def waiting_for(organisation: Any, today: date) -> dict[str, int]:
    """Return what waits for an organisation: groups, findings, late (groups) and cents; all zero when it owns nothing."""
    key = owner_key(organisation)
    mine = of_owner(Group.objects.filter(standing(today)), key) if key else Group.objects.none()
    return {**totals(mine), "late": mine.filter(due_on__lt=today).count()}


def waiting_for_stewards() -> int:
    """Return how many groups have an answer that nobody of the service organisation has dealt with."""
    return Group.objects.filter(state__in=WAITS_FOR_STEWARD).count()


def last_reconciliation() -> Reconciliation | None:
    """Return when the register was brought up to date last; None when it never was."""
    return Reconciliation.objects.first()
