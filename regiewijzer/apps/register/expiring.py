"""What is asked past its end, for the start page of who must stop or renew it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from regiewijzer.apps.accounts.service import Permission, may
from regiewijzer.apps.register import queries
from regiewijzer.apps.register.presenters.words import text_of


@dataclass(frozen=True, slots=True)
class Expired:
    """One thing that is still asked: what, since when it should not be, and where to mend that."""

    title: str
    until: date
    address: str


def expired(user: Any, today: date) -> list[Expired]:
    """Return what is asked past its end, for who may end it; nothing for others."""
    if not may(user, Permission.EDIT_REGISTER):
        return []
    entries = queries.register().entries.values()
    ended = [(one.id, text_of(one.title), one.until) for one in entries if one.until and one.until < today]
    of_entries = [Expired(title, until, reverse("register:entry", args=[name])) for name, title, until in ended]
    requests = [
        Expired(one.title, one.until, reverse("register:request", args=[one.pk]))
        for one in queries.expired_requests(today)
        if one.until
    ]
    return sorted((*of_entries, *requests), key=lambda one: one.until)
