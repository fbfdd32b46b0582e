"""What every act has in common: an item is held, its version compared, the change kept and noted in the audit log."""

from typing import Any

from regiewijzer.apps.audit.service import record_event
from regiewijzer.apps.cycle.models import Change, Item
from regiewijzer.web.refusals import ChangedMeanwhile, NotNow


def refuse(reason: str) -> None:
    """Raise NotNow when there is a reason."""
    if reason:
        raise NotNow(reason)


def held(item: Item, version: int | None = None) -> Item:
    """Return the item as it stands now, held until the transaction ends; ChangedMeanwhile when it is not of that version."""
    found = Item.objects.select_for_update().get(pk=item.pk)
    if version is not None and found.version != version:
        raise ChangedMeanwhile(found)
    return found


def content_of(item: Item) -> dict[str, Any]:
    """Return how an item reads: what a change keeps."""
    return {"title": item.title, "text": item.text, "details": item.details, "state": item.state}


def keep(item: Item, what: str, by: str, *, reason: str = "", at: Any = None, **details: object) -> None:
    """Save the item with a higher version, and keep who did what. `at`: another moment, for a story that is told afterwards."""
    item.version += 1
    item.save()
    moment = {"at": at} if at else {}
    Change.objects.create(item=item, by=by, what=what, reason=reason, content=content_of(item), **moment)
    record_event(f"cycle_{what}", actor=by, subject=f"{item.kind} {item.pk}", details={"state": str(item.state), **details})
