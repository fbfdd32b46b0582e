"""Telling people what waits for them, once for each thing that waits."""

from django.contrib.auth import get_user_model
from django.db import transaction

from regiewijzer.apps.cycle.models import Reminder
from regiewijzer.apps.cycle.waiting import Waits, concerns, waiting
from regiewijzer.apps.post.service import Topic, notify


def _key(one: Waits) -> dict[str, object]:
    return {"item": one.item, "gap": one.gap.code, "since": one.item.moved_at}


@transaction.atomic
def _tell(one: Waits) -> None:
    _reminder, is_new = Reminder.objects.get_or_create(**_key(one))
    if is_new:
        users = [user for user in get_user_model().objects.filter(is_active=True) if concerns(user, one)]
        subject = f"Wacht op u / waits for you: {one.item.title}"
        notify(users=users, topic=Topic.CYCLE, subject=subject, address=one.item.get_absolute_url(), text=str(one.gap.text))


def tell() -> int:
    """Tell whoever it is for of everything that began to wait; return how much waits."""
    found = waiting()
    for one in found:
        _tell(one)
    return len(found)
