"""An item as its page shows it: its parts, its neighbours, and what the reader may do."""

from dataclasses import dataclass, field
from typing import Any

from regiewijzer.apps.accounts.service import may
from regiewijzer.apps.cycle import policies, queries
from regiewijzer.apps.cycle.actions.effects import why_not_mirrored
from regiewijzer.apps.cycle.forms.kinds import details_in_words
from regiewijzer.apps.cycle.forms.parts import ReasonForm
from regiewijzer.apps.cycle.goals import named
from regiewijzer.apps.cycle.kinds import FOLLOWERS, Kind
from regiewijzer.apps.cycle.mirroring import action_of
from regiewijzer.apps.cycle.models import Contribution, Item, Mirror, PointResponse
from regiewijzer.apps.cycle.presenters.effect import EffectView, effect_view
from regiewijzer.apps.cycle.states import FLOWS, State, Step, steps_from
from regiewijzer.web.home import current_region


@dataclass(frozen=True, slots=True)
class StepView:
    """A step that the reader may take: with its form, or with why it cannot be taken yet."""

    step: Step
    form: ReasonForm
    why_not: str


@dataclass(frozen=True, slots=True)
class ItemView:
    """Everything on the page of an item besides the item."""

    details: list[tuple[str, str]]
    goals: list[tuple[str, str, str]]
    before: list[Item]
    after: list[Item]
    followers: list[tuple[Kind, str]]
    steps: list[StepView]
    works: bool
    may_change: bool
    could_come_of: list[Item]
    voices: list[tuple[str, list[Contribution]]] = field(default_factory=list)
    may_contribute: bool = False
    waits_for_judge: int = 0
    answers: list[PointResponse] = field(default_factory=list)
    effect: EffectView | None = None
    mirror: Mirror | None = None
    may_mirror: bool = False
    names: dict[str, str] = field(default_factory=dict)


def _steps(item: Item, user: Any) -> list[StepView]:
    mine = [one for one in steps_from(item.kind, item.state) if policies.may_take(user, item, one)]
    return [StepView(one, ReasonForm(needed=one.reason, auto_id=f"{one.code}_%s"), policies.why_not(item, one)) for one in mine]


def _names() -> dict[str, str]:
    return {one.code: one.name for one in current_region().municipalities}


def _of_effect(item: Item, user: Any) -> dict[str, Any]:
    """Return what an action or effect shows of what was meant and what came."""
    action = item if item.kind == Kind.ACTION else action_of(item)
    expectation = getattr(action, "expectation", None)
    if expectation is None:
        return {}
    mirror = getattr(item, "mirror", None) if item.kind == Kind.EFFECT else None
    may_mirror = item.kind == Kind.EFFECT and policies.works_at(user, item) and not why_not_mirrored(item)
    return {"effect": effect_view(expectation, mirror, _names()), "mirror": mirror, "may_mirror": may_mirror}


def _of_interpretation(item: Item, user: Any) -> dict[str, Any]:
    told = queries.counted_by_voice(queries.contributions_at(item, user))
    is_open = item.state == State.OPEN
    waits = item.contributions.filter(shown="waiting").count() if may(user, "moderate") else 0
    return {"voices": told, "may_contribute": is_open and may(user, "contribute"), "waits_for_judge": waits}


def _of_advice(item: Item) -> dict[str, Any]:
    """Return what was said to the points, in a response that was given or in this one."""
    if item.kind == Kind.RESPONSE:
        return {"answers": list(item.answers.select_related("point"))}
    given = PointResponse.objects.filter(point__advice=item, response__state=State.GIVEN)
    return {"answers": list(given.select_related("point", "response"))}


def _own(item: Item, user: Any) -> dict[str, Any]:
    match item.kind:
        case Kind.INTERPRETATION:
            return _of_interpretation(item, user)
        case Kind.ADVICE | Kind.RESPONSE:
            return _of_advice(item)
        case Kind.ACTION | Kind.EFFECT:
            return _of_effect(item, user)
    return {}


def item_view(item: Item, user: Any) -> ItemView:
    """Return an item as this reader sees it."""
    works = policies.works_at(user, item)
    kind = Kind(item.kind)
    return ItemView(
        details=list(details_in_words(item)),
        goals=named(item.goals.all()),
        before=queries.before(item, user),
        after=queries.after(item, user),
        followers=[(one, str(one.label)) for one in FOLLOWERS[kind] if policies.may_make(user, one)],
        steps=_steps(item, user),
        works=works,
        may_change=works and State(item.state) in FLOWS[kind].changes_in,
        could_come_of=queries.could_come_of(item, user) if works else [],
        names=_names(),
        **_own(item, user),
    )
