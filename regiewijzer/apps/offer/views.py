"""Pages of the necessary offer: all functions, one with its versions, and a new agreement."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from regiewijzer.apps.accounts.service import may, permission_required_for, scope_of
from regiewijzer.apps.offer import actions, queries
from regiewijzer.apps.offer.continuity import continuity
from regiewijzer.apps.offer.forms import AgreementForm, initial_of
from regiewijzer.apps.offer.models import Agreement
from regiewijzer.apps.offer.presenters import row_of, rows_of, sentence_of
from regiewijzer.web.home import current_home, current_region

CODE = 40  # letters of an address


def _crumbs(name: str) -> list[tuple[str, str]]:
    return [(_("Noodzakelijk aanbod"), reverse("offer:overview")), (name, "")]


@require_safe
@permission_required_for("view_figures")
def overview(request: HttpRequest) -> HttpResponse:
    """Show what must exist in the region, and how that stands."""
    home = current_home()
    now = queries.situation(home, scope_of(request.user))
    rows = rows_of(queries.agreements(), now, *queries.choices(home, current_region()))
    context = {
        "rows": rows,
        "sentence": sentence_of(rows),
        "now": now,
        "can_edit": may(request.user, "agree_offer"),
        "can_view_continuity": may(request.user, "view_continuity"),
        "here": "overview",
    }
    return TemplateResponse(request, "offer/overview.html", context)


@require_safe
@permission_required_for("view_continuity")
def continuity_page(request: HttpRequest) -> HttpResponse:
    """Show how much of the offer rests on few providers, and whose occupancy falls."""
    found = continuity(current_home(), current_region(), scope_of(request.user))
    context = {"found": found, "can_view_continuity": True, "here": "continuity"}
    return TemplateResponse(request, "offer/continuity.html", context)


def _versions(code: str) -> list[Agreement]:
    found = queries.versions_of(code)
    if not found:
        raise Http404
    return found


@require_safe
@permission_required_for("view_figures")
def function(request: HttpRequest, offer_code: str) -> HttpResponse:
    """Show one function: the agreement, how it stands, and every version before it."""
    home, versions = current_home(), _versions(offer_code)
    now = queries.situation(home, scope_of(request.user))
    row = row_of(versions[0], queries.held_against(versions[0], now), *queries.choices(home, current_region()))
    context = {
        "row": row,
        "now": now,
        "versions": versions,
        "can_edit": may(request.user, "agree_offer"),
        "crumbs": _crumbs(versions[0].name),
    }
    return TemplateResponse(request, "offer/function.html", context)


def _form(data: Any, initial: dict[str, Any]) -> AgreementForm:
    products, care_forms = queries.choices(current_home(), current_region())
    return AgreementForm(data or None, initial=initial, products=products, care_forms=care_forms)


def _page(request: HttpRequest, form: AgreementForm, title: str, status: int) -> HttpResponse:
    context = {"form": form, "title": title, "crumbs": _crumbs(title)}
    return TemplateResponse(request, "offer/agreement.html", context, status=status)


def _agreed(request: HttpRequest, form: AgreementForm, code: str, title: str) -> HttpResponse:
    try:
        actions.agree(code=code, values=form.values(), after=form.cleaned_data["after"], by=request.user)
    except actions.ChangedMeanwhile:
        form.add_error(
            None, _("Er is intussen een andere versie afgesproken. Open de pagina opnieuw; uw invoer is niet bewaard.")
        )
        return _page(request, form, title, 409)
    messages.success(request, _("De afspraak is vastgelegd. Eerdere versies blijven te lezen."))
    return redirect("offer:function", code)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required_for("agree_offer")
def new(request: HttpRequest) -> HttpResponse:
    """Agree on a function that was not there yet."""
    form, title = _form(request.POST, {"after": 0, "per_hundred": 100}), _("Nieuwe functie")
    if form.is_valid():
        return _agreed(request, form, slugify(form.cleaned_data["name"])[:CODE], title)
    return _page(request, form, title, 422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required_for("agree_offer")
def change(request: HttpRequest, offer_code: str) -> HttpResponse:
    """Agree on a next version of a function."""
    form, title = _form(request.POST, initial_of(_versions(offer_code)[0])), _("Nieuwe versie van de afspraak")
    if form.is_valid():
        return _agreed(request, form, offer_code, title)
    return _page(request, form, title, 422 if form.is_bound else 200)
