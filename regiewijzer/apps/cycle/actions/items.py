"""Beginning, changing and moving items, and how they hang together."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from regiewijzer.apps.cycle import policies
from regiewijzer.apps.cycle.actions.keeping import NotNow, held, keep, refuse
from regiewijzer.apps.cycle.kinds import Kind, may_follow
from regiewijzer.apps.cycle.models import Item, ItemFigure, ItemGoal, Link
from regiewijzer.apps.cycle.states import FLOWS, Step
from regiewijzer.apps.cycle.walks import all_before

MOST_FIGURES = 30


def _tie(before: Item, after: Item) -> None:
    if not may_follow(before.kind, after.kind):
        text = _("Een %(after)s kan niet voortkomen uit een %(before)s.")
        raise NotNow(text % {"after": after.get_kind_display(), "before": before.get_kind_display()})
    Link.objects.get_or_create(before=before, after=after)


def _set_goals(item: Item, goals: Iterable[tuple[str, str]]) -> None:
    item.goals.all().delete()
    for tree_id, code in dict.fromkeys(goals):
        ItemGoal.objects.create(item=item, tree_id=tree_id, code=code)


@transaction.atomic
def begin(
    *,
    kind: str,
    title: str,
    text: str,
    by: Any,
    details: Mapping[str, Any] | None = None,
    goals: Iterable[tuple[str, str]] = (),
    after: Sequence[Item] = (),
    at: datetime | None = None,
) -> Item:
    """Begin an item, where given as what comes of others. NotNow when it may not come of those."""
    moment = at or timezone.now()
    item = Item.objects.create(
        kind=kind,
        state=FLOWS[Kind(kind)].first,
        title=title,
        text=text,
        details=dict(details or {}),
        organisation=by.organisation,
        author=by.username,
        version=0,
        created_at=moment,
        moved_at=moment,
    )
    _set_goals(item, goals)
    for one in after:
        _tie(one, item)
    keep(item, "begun", by.username, at=moment)
    return item


@transaction.atomic
def change(
    *, item: Item, version: int, title: str, text: str, details: Mapping[str, Any], goals: Iterable[tuple[str, str]], by: Any
) -> Item:
    """Change how an item reads. NotNow where it lies fixed; ChangedMeanwhile when someone else was first."""
    found = held(item, version)
    refuse(policies.why_no_change(found))
    found.title, found.text, found.details = title, text, dict(details)
    _set_goals(found, goals)
    keep(found, "changed", by.username)
    return found


def move(item: Item, step: Step, by: str, *, reason: str = "", at: datetime | None = None) -> None:
    """Take a step with an item that is held."""
    before = item.state
    item.state, item.moved_at = step.after, at or timezone.now()
    keep(item, step.code, by, reason=reason, at=at, before=before)


def step_or_refuse(item: Item, code: str) -> Step:
    """Return the step of that code from where the item stands; NotNow when there is none."""
    step = FLOWS[Kind(item.kind)].step(code, item.state)
    if step is None:
        text = _("Dit kan niet in de stand '%(state)s': iemand anders was misschien eerder.")
        raise NotNow(text % {"state": item.get_state_display()})
    return step


@transaction.atomic
def link(*, before: Item, after: Item, by: Any) -> None:
    """Say that an item came of another. NotNow when that cannot be, or would close a circle."""
    found = held(after)
    if found.pk in all_before([before.pk]):
        raise NotNow(_("Deze twee stukken zouden dan in een kring uit elkaar voortkomen."))
    _tie(before, found)
    keep(found, "linked", by.username, to=before.pk)


@transaction.atomic
def unlink(*, before: Item, after: Item, by: Any) -> None:
    """Take a link away. NotNow for the last one of an item that cannot stand alone."""
    found = held(after)
    links = found.links_before.all()
    if found.kind != Kind.QUESTION and links.count() == 1 and links.filter(before=before).exists():
        raise NotNow(_("Dit is waar het stuk uit voortkwam. Koppel het eerst aan iets anders."))
    links.filter(before=before).delete()
    keep(found, "unlinked", by.username, of=before.pk)


@transaction.atomic
def add_figure(*, item: Item, figure_id: str, caption: str, by: Any) -> None:
    """Lay a frozen figure with an item. NotNow where it lies fixed, when it is there already, or when there are too many."""
    found = held(item)
    refuse(policies.why_no_change(found))
    figures = found.figures.all()
    if figures.filter(figure_id=figure_id).exists():
        raise NotNow(_("Dit cijfer ligt er al bij."))
    if figures.count() >= MOST_FIGURES:
        raise NotNow(_("Bij een stuk horen ten hoogste %(most)s cijfers.") % {"most": MOST_FIGURES})
    last = figures.last()
    ItemFigure.objects.create(item=found, figure_id=figure_id, caption=caption, position=last.position + 1 if last else 1)
    keep(found, "figure_added", by.username, figure=figure_id)


@transaction.atomic
def drop_figure(*, item: Item, figure_id: str, by: Any) -> None:
    """Take a figure away from an item. NotNow where it lies fixed."""
    found = held(item)
    refuse(policies.why_no_change(found))
    found.figures.filter(figure_id=figure_id).delete()
    keep(found, "figure_dropped", by.username, figure=figure_id)


@transaction.atomic
def see_drift(*, item: Item, figure_id: str, by: Any) -> None:
    """Note that someone saw that a figure reads otherwise now, and lets the item stand."""
    found = held(item)
    found.figures.filter(figure_id=figure_id).update(drift_seen=by.username)
    keep(found, "drift_seen", by.username, figure=figure_id)
