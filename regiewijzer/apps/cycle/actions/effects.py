"""What an action is to bring about, what came of it, and what people make of that."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from regiewijzer.apps.cycle import policies
from regiewijzer.apps.cycle.actions.items import move, step_or_refuse
from regiewijzer.apps.cycle.actions.keeping import NotNow, held, keep, refuse
from regiewijzer.apps.cycle.models import Expectation, Item, Mirror
from regiewijzer.apps.cycle.models.effect import Then, Verdict
from regiewijzer.apps.cycle.states import State


@dataclass(frozen=True, slots=True)
class Meant:
    """What an action is to bring about; see `models.Expectation` for the units."""

    indicator_id: str
    outcome: str
    direction: str
    size: float
    look_on: date
    other_causes: str
    consequences: str
    municipalities: list[str] = field(default_factory=list)


@transaction.atomic
def expect(*, action: Item, meant: Meant, version: int, by: Any) -> None:
    """Say what an action is to bring about. NotNow once it runs; ChangedMeanwhile when another was first."""
    found = held(action, version)
    refuse(policies.why_no_change(found))
    Expectation.objects.update_or_create(action=found, defaults=asdict(meant))
    keep(found, "expected", by.username, indicator=meant.indicator_id)


@transaction.atomic
def fix_knowledge(*, action: Item, day: date, snapshot: int) -> None:
    """Keep as of which day and loads an action started: what would have come without it is worked out from those, for ever."""
    Expectation.objects.filter(action=action, known_on__isnull=True).update(known_on=day, snapshot=snapshot)


@transaction.atomic
def keep_baseline(*, action: Item, paths: Mapping[str, Any]) -> None:
    """Keep what was expected without the action; once."""
    if Expectation.objects.filter(action=action, baseline={}).update(baseline=dict(paths)):
        keep(held(action), "baseline_kept", "worker", places=len(paths))


@transaction.atomic
def keep_mirror(*, effect: Item, found: Mapping[str, Any], figure_id: str) -> None:
    """Keep the outcome beside what was expected. NotNow once people gave their verdict on it."""
    item = held(effect)
    step = step_or_refuse(item, "terugspiegelen")
    told = {"found": dict(found), "figure_id": figure_id, "made_at": timezone.now()}
    Mirror.objects.update_or_create(effect=item, defaults=told)
    move(item, step, "worker")


@transaction.atomic
def judge_effect(*, effect: Item, verdict: str, then: str, because: str, version: int, by: Any) -> None:
    """Give a verdict on an effect, and say what comes of it. NotNow before it was mirrored; ChangedMeanwhile as elsewhere."""
    item = held(effect, version)
    step = step_or_refuse(item, "beoordelen")
    mirror = Mirror.objects.select_for_update().get(effect=item)
    mirror.verdict, mirror.then, mirror.because = Verdict(verdict), Then(then), because
    mirror.judged_by, mirror.judged_at = by.username, timezone.now()
    mirror.save()
    move(item, step, by.username, reason=because[:1000])


@transaction.atomic
def judge_again(*, effect: Item, reason: str, by: Any) -> None:
    """Take a verdict back, so that another can be given. NotNow when there is none."""
    item = held(effect)
    step = step_or_refuse(item, "opnieuw")
    nothing = {"verdict": "", "then": "", "because": "", "judged_by": "", "judged_at": None}
    Mirror.objects.filter(effect=item).update(**nothing)
    move(item, step, by.username, reason=reason)


def why_not_mirrored(effect: Item) -> str:
    """Say why an effect cannot be mirrored now."""
    if effect.state not in (State.AWAITED, State.MIRRORED):
        return _("Over dit effect is al geoordeeld.")
    if effect.due is not None and timezone.localdate() < effect.due:
        return _("Er wordt gekeken op %(day)s, zoals vooraf is afgesproken.") % {"day": f"{effect.due:%d-%m-%Y}"}
    return ""


def refuse_early(effect: Item) -> None:
    """Raise NotNow when it is too early, or too late."""
    if reason := why_not_mirrored(effect):
        raise NotNow(reason)
