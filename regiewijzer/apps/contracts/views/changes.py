"""Changes on their way to the ledger, and links to documents of contracts."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from regiewijzer.apps.accounts.service import permission_required_for, scope_of
from regiewijzer.apps.contracts import actions, queries, words
from regiewijzer.apps.contracts.encoding import operations_from_json
from regiewijzer.apps.contracts.forms import DocumentForm
from regiewijzer.apps.contracts.models import Change, Document
from regiewijzer.contracting.changes import Operation, differences
from regiewijzer.pipeline.registers import row_id, table_of
from regiewijzer.web.home import current_home

PER_PAGE = 50
SHOWN = 100  # rows of a change on its page


@require_safe
@permission_required_for("edit_contracts")
def changes(request: HttpRequest) -> HttpResponse:
    """List every change that was asked in pages, newest first."""
    page = Paginator(queries.changes(), PER_PAGE).get_page(request.GET.get("pagina"))
    rows = [(one, words.title_of(one.table), len(one.operations)) for one in page.object_list]
    crumbs = [(_("Contracten"), reverse("contracts:overview")), (_("Wijzigingen"), "")]
    return TemplateResponse(request, "contracts/changes.html", {"page": page, "rows": rows, "crumbs": crumbs})


@require_safe
@permission_required_for("edit_contracts")
def change(request: HttpRequest, change_id: UUID) -> HttpResponse:
    """Show one change: how far it is, and what it changes."""
    found = Change.objects.filter(pk=change_id).first()
    if found is None:
        raise Http404
    names = queries.names(current_home())
    operations = operations_from_json(found.table, found.operations)
    context = {
        "change": found,
        "title": words.title_of(found.table),
        "rows": [_told(found.table, one, names) for one in operations[:SHOWN]],
        "more": max(0, len(operations) - SHOWN),
        "refusal": found.refusal.splitlines(),
        "crumbs": [
            (_("Contracten"), reverse("contracts:overview")),
            (_("Wijzigingen"), reverse("contracts:changes")),
            (words.title_of(found.table), ""),
        ],
    }
    return TemplateResponse(request, "contracts/change.html", context)


def _told(table: str, one: Operation, names: words.Names) -> tuple[str, str, list[str]]:
    """Return a row of a change: its address, its name, what changes."""
    row = one.row or one.base
    assert row is not None, "an operation changes something"
    address = reverse("contracts:row", args=[table_of(table).file_name, row_id(table, row)])
    if one.base is None:
        told = [f"{each.title}: {each.value}" for each in words.row_in_words(table, row, names) if each.value != "–"]
    elif one.row is None:
        told = [_("weggehaald uit de lijst")]
    else:
        told = words.changes_in_words(table, differences(one.base, one.row), names)
    return address, words.name_of(table, row, names), told


@require_POST
@permission_required_for("edit_contracts")
def add_document(request: HttpRequest, row_id: str) -> HttpResponse:
    """Add a link to a document of a contract."""
    found = queries.found_row(current_home(), "contract", row_id, scope_of(request.user))
    if found is None:
        raise Http404
    form = DocumentForm(request.POST)
    if form.is_valid():
        number, by = str(found.newest["contract_number"]), request.user.get_username()
        actions.add_document(contract_number=number, title=form.cleaned_data["titel"], address=form.cleaned_data["adres"], by=by)
    else:
        messages.error(request, _("Vul een titel en een geldig webadres in, dat begint met https://."))
    return redirect(f"{reverse('contracts:row', args=[table_of('contract').file_name, row_id])}#documenten")


@require_POST
@permission_required_for("edit_contracts")
def remove_document(request: HttpRequest, row_id: str, document_id: int) -> HttpResponse:
    """Take a link away."""
    found = queries.found_row(current_home(), "contract", row_id, scope_of(request.user))
    document = Document.objects.filter(pk=document_id).first()
    if found is None or document is None or document.contract_number != str(found.newest["contract_number"]):
        raise Http404
    actions.remove_document(document=document, by=request.user.get_username())
    return redirect(f"{reverse('contracts:row', args=[table_of('contract').file_name, row_id])}#documenten")
