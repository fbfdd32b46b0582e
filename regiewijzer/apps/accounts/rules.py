"""Rules on views: which permission a page asks, and which parts of its address name an organisation."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from regiewijzer.apps.accounts.models import User
from regiewijzer.apps.accounts.permissions import Permission, role_may
from regiewijzer.apps.accounts.scopes import scope_of
from regiewijzer.web.access import with_rule

View = Callable[..., HttpResponseBase]


def may(user: Any, permission: Permission | str) -> bool:
    """Tell whether the user has the permission; nobody has one without signing in."""
    return isinstance(user, User) and user.is_active and role_may(user.role, permission)


@dataclass(frozen=True, slots=True)
class NeedsPermission:
    """The user has one of these permissions.

    `own` names the parts of the address that hold the code of an organisation ("gemeente", "aanbieder") or a frozen
    figure ("figure_id"): the authorisation matrix asks for another's there and wants to be refused. With `own_rows` the
    page is about organisations one by one: nothing for a reader who sees the region alone.
    """

    permissions: tuple[Permission, ...]
    own: tuple[str, ...] = ()
    own_rows: bool = False
    is_recorded: ClassVar[bool] = True

    def allows(self, user: Any) -> bool:
        """Tell whether the user has one of them, and rows of the own where those are needed."""
        return any(may(user, one) for one in self.permissions) and (not self.own_rows or scope_of(user).has_own_rows)


def permission_required_for(
    *permissions: Permission | str, own: tuple[str, ...] = (), own_rows: bool = False
) -> Callable[[View], View]:
    """Declare that a page needs one of these permissions; who lacks them gets the page that says so (403).

    See NeedsPermission for `own` and `own_rows`.
    """
    rule = NeedsPermission(tuple(Permission(one) for one in permissions), own, own_rows)

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not rule.allows(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return with_rule(guarded, rule)

    return decorate
