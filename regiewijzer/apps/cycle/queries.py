"""Everything that reads items of the cycle."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from regiewijzer.apps.cycle import policies
from regiewijzer.apps.cycle.kinds import Kind, predecessors
from regiewijzer.apps.cycle.models import Contribution, Item, Link, MunicipalTask
from regiewijzer.apps.cycle.models.interpretation import Shown
from regiewijzer.apps.cycle.states import State
from regiewijzer.apps.cycle.walks import around

FARTHEST = 200  # items of one chain that are drawn; a longer one is cut, and says so


def visible_to(user: Any) -> QuerySet[Item]:
    """Return the items that a user may read, newest first."""
    return Item.objects.select_related("organisation").filter(policies.visible(user))


def one(item_id: int, user: Any) -> Item | None:
    """Return an item, None when there is none that this user may read."""
    return visible_to(user).filter(pk=item_id).first()


def before(item: Item, user: Any) -> list[Item]:
    """Return what an item came of, as far as the user may read it."""
    return list(visible_to(user).filter(links_after__after=item).order_by("pk"))


def after(item: Item, user: Any) -> list[Item]:
    """Return what came of an item, as far as the user may read it."""
    return list(visible_to(user).filter(links_before__before=item).order_by("pk"))


def could_come_of(item: Item, user: Any) -> list[Item]:
    """Return the newest items that this one might have come of and does not yet."""
    found = visible_to(user).filter(kind__in=predecessors(item.kind)).exclude(links_after__after=item).exclude(pk=item.pk)
    return list(found[:100])


@dataclass(frozen=True, slots=True)
class Chain:
    """All items that hang together with one, in the order in which they came, and the links between them."""

    items: tuple[Item, ...]
    links: tuple[tuple[int, int], ...]
    is_cut: bool = False


def chain_of(item: Item, user: Any) -> Chain:
    """Return everything that hangs together with an item, near and far, as far as the user may read it."""
    seen, is_cut = around(item.pk, FARTHEST)
    items = tuple(visible_to(user).filter(pk__in=seen).order_by("pk"))
    shown = {one.pk for one in items}
    links = Link.objects.filter(before__in=shown, after__in=shown).values_list("before_id", "after_id")
    return Chain(items, tuple(links), is_cut)


def serving(tree_id: str, code: str, user: Any) -> list[list[Item]]:
    """Return the chains that serve a goal, each from its first item on; a chain stands once, newest chain first."""
    told: set[int] = set()
    chains = []
    for item in visible_to(user).filter(goals__tree_id=tree_id, goals__code=code).distinct():
        if item.pk not in told:
            chain = list(chain_of(item, user).items)
            told |= {one.pk for one in chain}
            chains.append(chain)
    return chains


def found_in(user: Any, *, kind: str = "", state: str = "", words: str = "") -> QuerySet[Item]:
    """Return the items of a kind, in a state, with all of these words in title or text."""
    found = visible_to(user)
    if kind:
        found = found.filter(kind=kind)
    if state:
        found = found.filter(state=state)
    for word in words.split()[:10]:
        found = found.filter(Q(title__icontains=word) | Q(text__icontains=word))
    return found


def contributions_at(item: Item, user: Any) -> list[Contribution]:
    """Return what is to be read at an interpretation: what was judged, and what the user wrote."""
    shown = Q(shown=Shown.SHOWN) | (Q(shown=Shown.WAITING) & Q(writer=user.username) if user else Q(pk__in=[]))
    return list(item.contributions.filter(shown))


def to_judge() -> QuerySet[Contribution]:
    """Return the contributions that someone must judge, oldest first."""
    return Contribution.objects.filter(shown=Shown.WAITING).select_related("interpretation")


def counted_by_voice(contributions: Iterable[Contribution]) -> list[tuple[str, list[Contribution]]]:
    """Return contributions by the role in which was spoken."""
    found: dict[str, list[Contribution]] = defaultdict(list)
    for each in contributions:
        found[each.get_voice_display()].append(each)
    return list(found.items())


def public_interpretations() -> QuerySet[Item]:
    """Return the interpretations that are open and told in plain language: everyone may speak at them."""
    return Item.objects.filter(kind=Kind.INTERPRETATION, state=State.OPEN, details__has_key="gewone_taal")


def tasks_of(codes: Sequence[str]) -> QuerySet[MunicipalTask]:
    """Return what municipalities still have to do with decisions that stand."""
    found = MunicipalTask.objects.filter(done_on__isnull=True, decision__state=State.TAKEN)
    return found.filter(municipality_code__in=codes).select_related("decision")
