"""Who may open a page: every view carries its rule, so that menu, middleware and the authorisation matrix read one thing."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol, TypeVar

from django.contrib.auth.decorators import login_not_required
from django.urls import resolve, reverse

View = TypeVar("View", bound=Callable[..., Any])
_MARK = "access_rule"


class Rule(Protocol):
    """Says which users may open a view. `is_recorded`: who looked at it is kept in the audit log."""

    @property
    def is_recorded(self) -> bool:
        """Tell whether looking is recorded."""

    def allows(self, user: Any) -> bool:
        """Tell whether this user, possibly one who has not signed in, may open the view at all."""


@dataclass(frozen=True, slots=True)
class Everyone:
    """Also a reader who has not signed in."""

    is_recorded = False

    def allows(self, user: Any) -> bool:  # noqa: ARG002 (the rule is that it does not matter)
        """Yes."""
        return True


@dataclass(frozen=True, slots=True)
class Public(Everyone):
    """The same for every reader: the page sees no cookie and gives none, so that any cache may keep it."""


@dataclass(frozen=True, slots=True)
class EveryUser:
    """Whoever has signed in; the page shows of oneself, or decides per part of it what this user sees."""

    is_recorded = False

    def allows(self, user: Any) -> bool:
        """Tell whether someone has signed in."""
        return bool(user.is_authenticated)


def with_rule(view: View, rule: Rule) -> View:
    """Return the view with its rule written on it."""
    setattr(view, _MARK, rule)
    return view


def rule_of(view: Callable[..., Any]) -> Rule | None:
    """Return the rule written on a view, or None when nobody declared one."""
    rule: Rule | None = getattr(view, _MARK, None)
    return rule


def is_recorded(rule: Rule | None) -> bool:
    """Tell whether who looked at a page with this rule is kept."""
    return rule is not None and rule.is_recorded


def open_to_everyone(view: View) -> View:
    """Declare that the page may be opened without signing in."""
    return with_rule(login_not_required(view), Everyone())


def open_to_the_public(view: View) -> View:
    """Declare that the page is public and the same for every reader; see `web.middleware.PublicPages`."""
    return with_rule(login_not_required(view), Public())


def for_every_user(view: View) -> View:
    """Declare that whoever has signed in may open the page."""
    return with_rule(view, EveryUser())


@cache
def _rule_named(view_name: str) -> Rule | None:
    """Return the rule of the page of that name: finding it takes longer than asking it, and every page asks a dozen."""
    return rule_of(resolve(reverse(view_name)).func)


def may_open(user: Any, view_name: str) -> bool:
    """Tell whether the user may open the page of that name (one without arguments); a page without a rule is nobody's."""
    rule = _rule_named(view_name)
    return rule is not None and rule.allows(user)
