"""The page of a provider: everything about it in one place, the same for the service organisation and the provider itself."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from regiewijzer.apps.accounts.service import may, permission_required_for, scope_of
from regiewijzer.apps.contracts import actions_relations as actions
from regiewijzer.apps.contracts import presenters, queries, rooms
from regiewijzer.apps.contracts.forms_relations import AgreementForm, ContactForm, ConversationForm
from regiewijzer.apps.contracts.models import Agreement, Contact, Conversation
from regiewijzer.apps.contracts.queries_rooms import seen
from regiewijzer.apps.outlook.service import NoForecast
from regiewijzer.contracting.changes import Row
from regiewijzer.web.home import current_home

FORMS: Mapping[str, tuple[type[Any], Callable[..., object]]] = {
    "contact": (ContactForm, actions.add_contact),
    "gesprek": (ConversationForm, actions.add_conversation),
    "afspraak": (AgreementForm, actions.add_agreement),
}


def _reads(request: HttpRequest, code: str) -> bool:
    """Only the service organisation and the provider itself: what is said between them is not for others."""
    scope = scope_of(request.user)
    return scope.municipalities is None and scope.allows(provider=code)


def _provider(request: HttpRequest, code: str) -> Row:
    found = [row for row in queries.all_registers(current_home())["provider_register"] if row["provider_code"] == code]
    if not found or not _reads(request, code):
        raise Http404
    return max(found, key=lambda row: row["valid_from"] if isinstance(row["valid_from"], date) else date.min)


@require_safe
@permission_required_for("view_contracts", own_rows=True)
def overview(request: HttpRequest) -> HttpResponse:
    """List the providers whose page the reader may open."""
    register = queries.all_registers(current_home())["provider_register"]
    names = {str(row["provider_code"]): str(row["name"]) for row in register if _reads(request, str(row["provider_code"]))}
    rows = sorted(names.items(), key=lambda one: one[1])
    crumbs = [(_("Contracten"), reverse("contracts:overview")), (_("Aanbieders"), "")]
    return TemplateResponse(request, "contracts/providers.html", {"rows": rows, "crumbs": crumbs})


@require_safe
@permission_required_for("view_contracts", own=("provider_code",), own_rows=True)
def provider(request: HttpRequest, provider_code: str) -> HttpResponse:
    """Show contacts, conversations, agreements, contracts, caps, and where figures, findings and forecast are."""
    return _page(request, provider_code, {})


def _page(request: HttpRequest, code: str, bound: Mapping[str, Any]) -> HttpResponse:
    row, home, day = _provider(request, code), current_home(), timezone.localdate()
    names, can_edit = queries.names(home), may(request.user, "edit_contracts")
    contracts = [one for one in queries.rows_of(home, "contract", scope_of(request.user)) if one["provider_code"] == code]
    main = row.get("main_contractor_code")
    successor = row.get("successor_code")
    forms = {name: bound.get(name) or form(auto_id=f"{name}_%s") for name, (form, _action) in FORMS.items()}
    context = {
        "code": code,
        "name": str(row["name"]),
        "main_contractor": names.get(str(main), str(main)) if main else "",
        "successor": names.get(str(successor), str(successor)) if successor else "",
        "contracts": presenters.contract_rows(home, contracts, day),
        "rooms": _rooms(request, code),
        "contacts": Contact.objects.filter(provider_code=code),
        "conversations": Conversation.objects.filter(provider_code=code),
        "agreements": Agreement.objects.filter(provider_code=code),
        "today": day,
        "can_edit": can_edit,
        "forms": forms if can_edit else {},
        "owner": f"provider:{code}",
        "crumbs": [(_("Aanbieders"), reverse("contracts:providers")), (str(row["name"]), "")],
    }
    return TemplateResponse(request, "contracts/provider.html", context, status=422 if bound else 200)


def _rooms(request: HttpRequest, code: str) -> list[rooms.RoomRow]:
    try:
        found = seen(current_home(), request.user)
    except NoForecast:
        return []
    return rooms.room_rows([one for one in found.rooms if one.provider == code], found.names)


@require_POST
@permission_required_for("edit_contracts")
def add(request: HttpRequest, provider_code: str, what: str) -> HttpResponse:
    """Add a contact, a conversation or an agreement."""
    _provider(request, provider_code)
    if what not in FORMS:
        raise Http404
    kind, action = FORMS[what]
    form = kind(request.POST, auto_id=f"{what}_%s")
    if not form.is_valid():
        return _page(request, provider_code, {what: form})
    action(provider=provider_code, by=request.user.get_username(), **form.said())
    messages.success(request, _("Het is bewaard; de aanbieder leest het ook."))
    return redirect("contracts:provider", provider_code)


@require_POST
@permission_required_for("edit_contracts")
def done(request: HttpRequest, provider_code: str, agreement_id: int) -> HttpResponse:
    """Note that an agreement was kept."""
    found = Agreement.objects.filter(pk=agreement_id, provider_code=provider_code).first()
    if found is None:
        raise Http404
    actions.finish_agreement(agreement=found, day=timezone.localdate(), by=request.user.get_username())
    return redirect("contracts:provider", provider_code)


@require_POST
@permission_required_for("edit_contracts")
def remove_contact(request: HttpRequest, provider_code: str, contact_id: int) -> HttpResponse:
    """Forget a contact."""
    found = Contact.objects.filter(pk=contact_id, provider_code=provider_code).first()
    if found is None:
        raise Http404
    actions.remove_contact(contact=found, by=request.user.get_username())
    return redirect("contracts:provider", provider_code)
