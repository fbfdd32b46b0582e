"""Pages of signals: what one follows, one signal with its context, and beginning and ending to follow."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from regiewijzer.apps.accounts.service import Permission, may, permission_required_for, scope_of
from regiewijzer.apps.monitor.service import Beside, Line, NoSuchLine, NothingLoaded, address_of, beside, line_in, may_follow
from regiewijzer.apps.remarks.service import remark_for
from regiewijzer.apps.signals import actions, queries
from regiewijzer.apps.signals.models import Signal, Subscription
from regiewijzer.apps.signals.presenters import change_text, follow_view, followed_rows, name_of
from regiewijzer.figures.scope import OffTheMenu, OutsideScope
from regiewijzer.web.back import FIELD, back_to_page
from regiewijzer.web.home import current_home, current_region


@require_safe
@permission_required_for("view_figures")
def overview(request: HttpRequest) -> HttpResponse:
    """List what the reader follows, with what was found in it."""
    return TemplateResponse(request, "signals/overview.html", {"rows": followed_rows(request.user)})


def _asked_line(request: HttpRequest, indicator_id: str) -> Line:
    """Return the line of an address; 404 when there is none that can be followed."""
    scope = scope_of(request.user)
    try:
        line = line_in(request.GET, indicator_id, home=current_home(), region=current_region(), scope=scope)
    except (NoSuchLine, NothingLoaded):
        raise Http404 from None
    if line is None or not may_follow(line):
        raise Http404
    return line


def _back(request: HttpRequest, line: Line, otherwise: str) -> HttpResponse:
    """Answer a script with the button as it is now, and go back to the page of before without one."""
    if request.headers.get("HX-Request"):
        context = {"follow": follow_view(line, request.user), "follow_back": request.POST.get(FIELD, "")}
        return TemplateResponse(request, "signals/_follow.html", context)
    return back_to_page(request, otherwise)


@require_POST
@permission_required_for("view_figures", own=("gemeente", "aanbieder"))
def follow(request: HttpRequest, indicator_id: str) -> HttpResponse:
    """Follow the line in the address."""
    line = _asked_line(request, indicator_id)
    actions.follow(user=request.user, line=line)
    if not request.headers.get("HX-Request"):
        messages.success(request, _("U volgt dit cijfer. U hoort het als er een verandering in komt die aanhoudt."))
    return _back(request, line, address_of(line))


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required_for("view_figures", own=("subscription_id",))
def stop(request: HttpRequest, subscription_id: int) -> HttpResponse:
    """Ask whether to follow a line no longer (a mail leads here), and do so. Opening an address alone changes nothing."""
    found = queries.subscription(subscription_id, request.user)
    if found is None:
        raise Http404
    if request.method != "POST":
        return _ask_to_stop(request, found)
    actions.stop(subscription=found, by=request.user)
    if not request.headers.get("HX-Request"):
        messages.success(request, _("U volgt dit cijfer niet meer."))
    return _back(request, found.line, reverse("signals:overview"))


def _ask_to_stop(request: HttpRequest, found: Subscription) -> HttpResponse:
    context = {"subscription": found, "name": name_of(found.line), "crumbs": _crumbs(_("Niet meer volgen"))}
    return TemplateResponse(request, "signals/stop.html", context)


def _crumbs(name: str) -> list[tuple[str, str]]:
    return [(_("Signalen"), reverse("signals:overview")), (name, "")]


def _beside(found: Signal) -> Beside | None:
    """Return the change with its context, worked out for the readers of the signal; None when that is not possible now."""
    series = found.series
    try:
        return beside(current_home(), current_region(), series.line, found.change, series.scope)
    except (NoSuchLine, NothingLoaded, OutsideScope, OffTheMenu):
        return None


@require_safe
@permission_required_for("view_figures", own=("signal_id",))
def signal(request: HttpRequest, signal_id: Any) -> HttpResponse:
    """Show a change with what must be read beside it."""
    found = queries.signal_for(signal_id, request.user)
    if found is None:
        raise Http404
    line, name = found.series.line, name_of(found.series.line)
    context = {
        "signal": found,
        "name": name,
        "title": name.title if name else _("Signaal"),
        "sentence": change_text(found),
        "beside": _beside(found),
        "address": address_of(line),
        "address_then": address_of(line, found.found_on),
        "remark": remark_for(found.remark_id, request.user) if found.remark_id else None,
        "findings": may(request.user, Permission.VIEW_FINDINGS) or may(request.user, Permission.VIEW_OWN_FINDINGS),
        "all_findings": may(request.user, Permission.VIEW_FINDINGS),
        "follow": follow_view(line, request.user),
        "crumbs": _crumbs(name.title if name else _("Signaal")),
    }
    return TemplateResponse(request, "signals/signal.html", context)
