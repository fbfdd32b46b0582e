"""What holds for every page: it has a rule, who must take a second step took it, and what is outside the scope is refused."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from regiewijzer.apps.accounts.actions.sessions import SECOND_FACTOR
from regiewijzer.apps.accounts.policies import must_have_second_factor
from regiewijzer.figures.scope import OffTheMenu, OutsideScope
from regiewijzer.web.access import rule_of
from regiewijzer.web.errors import bad_request

# What someone may do who still has to set up the second step.
WITHOUT_SECOND_FACTOR = frozenset(
    {"accounts:second_factor", "accounts:sign_out", "accounts:change_password", "web:switch_language", "web:accessibility"}
)


class UndeclaredPage(ImproperlyConfigured):
    """A page has no rule about who may open it, so nobody may."""


class DeclaredAccess:
    """Serve only pages with a rule (`permission_required_for`, `for_every_user`, `open_to_everyone`), and only within scope."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing here; see the two hooks."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any) -> HttpResponse | None:  # noqa: ARG002
        """Refuse to serve a page of which nobody said who may see it: a forgotten rule must not be an open door."""
        if rule_of(view) is None:
            name = request.resolver_match.view_name if request.resolver_match else view.__name__
            raise UndeclaredPage(f"{name}: declare who may open it, see regiewijzer.apps.accounts.rules")
        if self._needs_second_factor(request):
            return redirect("accounts:second_factor")
        return None

    @staticmethod
    def _needs_second_factor(request: HttpRequest) -> bool:
        """Tell whether the user must set up the second step before anything else is shown."""
        if not request.user.is_authenticated or request.session.get(SECOND_FACTOR):
            return False
        page = request.resolver_match.view_name if request.resolver_match else ""
        return page not in WITHOUT_SECOND_FACTOR and must_have_second_factor(request.user)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Say that something is not for this reader, in the words of the page; whether it exists is not said."""
        if isinstance(exception, OffTheMenu):
            return bad_request(request, exception)
        if not isinstance(exception, OutsideScope):
            return None
        context = {
            "title": _("Dit valt buiten wat u mag zien"),
            "text": _("U ziet de cijfers van uw eigen organisatie en van de hele regio, op peilmomenten die zijn gepubliceerd."),
        }
        return render(request, "web/error.html", context, status=403)
