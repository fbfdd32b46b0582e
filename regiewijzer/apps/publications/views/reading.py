"""Editions behind the login: those for one's own audience, and for who makes them all of them."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from regiewijzer.apps.accounts.service import Permission, may, permission_required_for
from regiewijzer.apps.publications import policies, queries
from regiewijzer.apps.publications.models import Edition
from regiewijzer.apps.publications.presenters.open_data import Form
from regiewijzer.apps.publications.presenters.protection import rows_of
from regiewijzer.apps.publications.presenters.protection_audit import audit_view, not_compared
from regiewijzer.apps.publications.states import Protection, State
from regiewijzer.apps.publications.views.showing import change_parts, edition_parts, file_of, if_untouched, names

TOUCHED = if_untouched("web/error.html")


def crumbs(edition: Edition, *steps: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the way from the list of editions to a page of one."""
    here = _("Editie %(number)s") % {"number": edition.number}
    return [
        (_("Edities"), reverse("publications:overview")),
        (here, reverse("publications:read", args=[edition.number]) if steps else ""),
        *steps,
    ]


def readable(request: HttpRequest, number: int) -> Edition:
    """Return an edition that this user may read; 404 for any other, whether it is there or not."""
    found = queries.one(number)
    if found is None or not policies.may_read(request.user, found):
        raise Http404
    return found


def work_parts(request: HttpRequest, edition: Edition) -> dict[str, object]:
    """Return what this user can do with an edition now, and why not."""
    user, name = request.user, request.user.get_username()
    makes, checks, publishes = (
        may(user, one) for one in (Permission.MAKE_EDITION, Permission.CHECK_EDITION, Permission.PUBLISH_EDITION)
    )
    no_check = policies.why_no_check(edition, name) if checks and edition.state == State.DRAFT else ""
    is_open = edition.state in (State.DRAFT, State.CHECKED)
    return {
        "works": policies.sees_all(user),
        "not_protected": policies.why_not_protected(edition) if is_open else "",
        "not_compared": not_compared(edition) if is_open else (),
        "may_change": makes and not policies.why_no_change(edition),
        "may_ask_again": makes and edition.state == State.DRAFT and bool(policies.why_not_protected(edition)),
        "may_check": checks and edition.state == State.DRAFT and not no_check,
        "no_check": no_check,
        "may_return": (makes or checks) and not policies.why_no_return(edition),
        "may_publish": publishes and not policies.why_no_publication(edition),
        "may_withdraw": publishes and not policies.why_no_withdrawal(edition),
        "may_correct": makes and not policies.why_no_correction(edition),
    }


@require_safe
@permission_required_for("view_editions")
def overview(request: HttpRequest) -> HttpResponse:
    """List the editions that this user may read."""
    context = {
        "editions": queries.visible_to(request.user),
        "may_make": may(request.user, Permission.MAKE_EDITION),
        "works": policies.sees_all(request.user),
    }
    return TemplateResponse(request, "publications/overview.html", context)


@require_safe
@permission_required_for("view_editions")
@TOUCHED
def edition(request: HttpRequest, edition: int) -> HttpResponse:
    """Show an edition, and to who makes it what can be done with it."""
    found = readable(request, edition)
    context = {**edition_parts(found), **work_parts(request, found), "crumbs": crumbs(found)}
    return TemplateResponse(request, "publications/edition.html", context)


@require_safe
@permission_required_for("view_editions")
@TOUCHED
def changes(request: HttpRequest, edition: int) -> HttpResponse:
    """Show what is different from the edition before."""
    found = readable(request, edition)
    previous = queries.previous_of(found)
    if previous is None or not policies.may_read(request.user, previous):
        raise Http404
    context = {**change_parts(found, previous), "crumbs": crumbs(found, (_("Verschil"), ""))}
    return TemplateResponse(request, "publications/changes.html", context)


@require_safe
@permission_required_for("view_protection")
@TOUCHED
def protection(request: HttpRequest, edition: int) -> HttpResponse:
    """Explain what was protected and how, and what came of attacking it."""
    found = readable(request, edition)
    context = {
        "edition": found,
        "rows": rows_of(queries.figures_of(found)),
        "audit": audit_view(found, names()),
        "crumbs": crumbs(found, (_("Privacytoets"), "")),
    }
    return TemplateResponse(request, "publications/protection.html", context)


@require_safe
@permission_required_for("view_protection")
def protection_file(request: HttpRequest, edition: int) -> HttpResponse:
    """Return the audit as it was stored."""
    found = readable(request, edition)
    if found.protection != Protection.READY:
        raise Http404
    return JsonResponse({"edition": found.number, "ok": found.audit_ok, "audit": found.audit})


def _file(request: HttpRequest, number: int, figure: str, form: Form) -> HttpResponse:
    found = file_of(readable(request, number), figure, form)
    if found is None:
        raise Http404
    return found


@require_safe
@permission_required_for("view_editions")
@TOUCHED
def file_dutch(request: HttpRequest, edition: int, figure: str) -> HttpResponse:
    """Return a figure for a Dutch spreadsheet."""
    return _file(request, edition, figure, Form.DUTCH)


@require_safe
@permission_required_for("view_editions")
@TOUCHED
def file_machine(request: HttpRequest, edition: int, figure: str) -> HttpResponse:
    """Return a figure for a program."""
    return _file(request, edition, figure, Form.MACHINE)
