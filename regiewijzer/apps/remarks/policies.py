"""When something may be done with a remark; whether a role ever may is a permission of accounts."""

from typing import Any

from regiewijzer.apps.accounts.service import Permission, may
from regiewijzer.apps.remarks.models import Remark
from regiewijzer.apps.remarks.states import State, may_become


def may_see(user: Any, remark: Remark) -> bool:
    """Tell whether the user may read it: the own organisation, who answers remarks, and who is mentioned."""
    return (
        remark.organisation_id == user.organisation_id
        or may(user, Permission.HANDLE_REMARKS)
        or remark.mentioned.filter(pk=user.pk).exists()
    )


def may_reply(user: Any, remark: Remark) -> bool:
    """Tell whether the user may say something: whoever reads it, until it is closed."""
    return remark.state != State.CLOSED and may_see(user, remark)


def _is_in_charge(user: Any, remark: Remark) -> bool:
    """Tell whether the user decides on its state: who wrote it, who answers remarks, and who was asked by the program."""
    if remark.author_id is None and remark.organisation_id == user.organisation_id:
        return True
    return remark.author_id == user.pk or may(user, Permission.HANDLE_REMARKS)


def answers(user: Any, remark: Remark) -> bool:
    """Tell whether what the user says is the answer: of who answers others, and of whoever the program asked."""
    if remark.author_id is None:
        return True
    return may(user, Permission.HANDLE_REMARKS) and remark.organisation_id != user.organisation_id


def may_close(user: Any, remark: Remark) -> bool:
    """Tell whether the user may close it."""
    return may_become(remark.state, State.CLOSED) and _is_in_charge(user, remark)


def may_reopen(user: Any, remark: Remark) -> bool:
    """Tell whether the user may open it again."""
    return remark.state == State.CLOSED and _is_in_charge(user, remark)
