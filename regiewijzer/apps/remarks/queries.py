"""Everything that reads remarks."""

from typing import Any

from django.db.models import Q, QuerySet

from regiewijzer.apps.accounts.service import Permission, may
from regiewijzer.apps.remarks.models import Remark
from regiewijzer.apps.remarks.states import State


def visible_to(user: Any) -> QuerySet[Remark]:
    """Return the remarks the user may read, what changed last first."""
    found = Remark.objects.select_related("author", "organisation")
    if may(user, Permission.HANDLE_REMARKS):
        return found
    return found.filter(Q(organisation_id=user.organisation_id) | Q(mentioned=user)).distinct()


def at(address: str, user: Any) -> QuerySet[Remark]:
    """Return those at one address."""
    return visible_to(user).filter(address=address)


def in_state(user: Any, state: State | None) -> QuerySet[Remark]:
    """Return those in a state, or all."""
    found = visible_to(user)
    return found.filter(state=state) if state else found


def one(remark_id: Any, user: Any) -> Remark | None:
    """Return one remark, None when there is none that this user may read."""
    return visible_to(user).filter(pk=remark_id).first()
