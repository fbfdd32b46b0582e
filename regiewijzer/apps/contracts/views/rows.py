"""One row of a register: what it says now, every version, two of them beside each other; and changing it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from regiewijzer.apps.accounts.service import may, permission_required_for, scope_of
from regiewijzer.apps.contracts import actions, beside, presenters, queries, words
from regiewijzer.apps.contracts.encoding import mark
from regiewijzer.apps.contracts.forms import Choices, DocumentForm, RowForm
from regiewijzer.apps.contracts.queries import Found
from regiewijzer.apps.contracts.views.overview import crumbs, table_named
from regiewijzer.contracting.changes import Conflict, Operation, Row, differences
from regiewijzer.figures.scope import REGION
from regiewijzer.pipeline import registers
from regiewijzer.pipeline.registers import row_id
from regiewijzer.web.home import current_home, current_region


def _found(request: HttpRequest, slug: str, name: str) -> Found:
    found = queries.found_row(current_home(), table_named(slug), name, scope_of(request.user))
    if found is None:
        raise Http404
    return found


@require_safe
@permission_required_for("view_contracts", own=("row_id",), own_rows=True)
def row(request: HttpRequest, register: str, row_id: str) -> HttpResponse:
    """Show what a row says now, and every version of it; `van` and `tot` choose two versions to lay beside each other."""
    found, home = _found(request, register, row_id), current_home()
    names = queries.names(home)
    name = words.name_of(found.table, found.newest, names)
    context = {
        "slug": register,
        "found": found,
        "name": name,
        "told": words.row_in_words(found.table, found.newest, names),
        "versions": presenters.version_rows(found, names),
        "compared": _compared(request, found, names),
        "waiting": queries.waiting_on(found.table, found.id),
        "can_edit": may(request.user, "edit_contracts"),
        "crumbs": crumbs(register, (name, "")),
        "beside": beside.of_contract(home, found.newest, scope_of(request.user), timezone.localdate())
        if found.table == "contract"
        else None,
        "document_form": DocumentForm(auto_id="document_%s") if may(request.user, "edit_contracts") else None,
    }
    return TemplateResponse(request, "contracts/row.html", context)


def _compared(request: HttpRequest, found: Found, names: words.Names) -> dict[str, Any] | None:
    """Return two versions beside each other, by number; None when they are not asked or not there."""
    told = [one for one in (request.GET.get("van", ""), request.GET.get("tot", "")) if one.isdecimal()]
    numbers = [int(one) for one in told if 0 < int(one) <= len(found.versions)]
    if len(numbers) != 2:
        return None
    first, second = (found.versions[number - 1].row or {} for number in numbers)
    return {"first": numbers[0], "second": numbers[1], "rows": words.row_in_words(found.table, second, names, before=first)}


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required_for("edit_contracts")
def edit(request: HttpRequest, register: str, row_id: str) -> HttpResponse:
    """Change a row: the worker delivers it to the ledger."""
    found = _found(request, register, row_id)
    if found.row is None:
        raise Http404
    return _change(request, register, found.table, found)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required_for("edit_contracts")
def new(request: HttpRequest, register: str) -> HttpResponse:
    """Add a row to a register; `naar` names a row to begin from."""
    table = table_named(register)
    like = queries.found_row(current_home(), table, request.GET.get("naar", ""), REGION)
    return _change(request, register, table, None, like.newest if like else None)


def _change(request: HttpRequest, slug: str, table: str, found: Found | None, like: Row | None = None) -> HttpResponse:
    base = found.row if found else None
    data = request.POST if request.method == "POST" else None
    form = RowForm(data, table=table, row=base or like, choices=choices(table), stand=mark(base))
    moved: list[str] = []
    if data is not None and form.is_valid():
        moved = _moved_meanwhile(form.cleaned_data["stand"], found)
        if not moved and not form.errors:
            answer = _asked(request, table, form, base)
            if answer is not None:
                return answer
    if moved:
        form.data = form.data.copy()  # what one filled in stays; sending it again means it with the newer row in view
        form.data["stand"] = mark(base)
    return _form_page(request, slug, found, form, moved)


def _form_page(request: HttpRequest, slug: str, found: Found | None, form: RowForm, moved: Sequence[str]) -> HttpResponse:
    table = table_named(slug)
    name = words.name_of(table, found.newest, queries.names(current_home())) if found else _("Nieuwe rij")
    context = {
        "form": form,
        "name": name,
        "moved": moved,
        "title": words.title_of(table),
        "back": reverse("contracts:row", args=[slug, found.id]) if found else reverse("contracts:register", args=[slug]),
        "crumbs": crumbs(slug, (name, "")),
    }
    status = 409 if moved else 422 if form.is_bound and form.errors else 200
    return TemplateResponse(request, "contracts/edit.html", context, status=status)


def _moved_meanwhile(seen: str, found: Found | None) -> list[str]:
    """Return what changed in the row since its editor opened the form; nothing when it is still the same."""
    if found is None or seen == mark(found.row):
        return []
    before = next((one.row for one in found.versions if mark(one.row) == seen), None)
    told = words.changes_in_words(found.table, differences(before, found.row), queries.names(current_home()))
    return told if before is not None else [_("De rij is veranderd sinds u haar opende.")]


def _asked(request: HttpRequest, table: str, form: RowForm, base: Row | None) -> HttpResponse | None:
    """Keep the change and go to its page; None with the reasons in the form when it cannot be made."""
    row, home = form.row(), current_home()
    if base is not None and not differences(base, row):
        form.add_error(None, _("U heeft niets veranderd."))
        return None
    operations = [Operation(base, row)]
    try:
        registers.judge_change(home, table, operations, datetime.now(UTC).replace(tzinfo=None))
        change = actions.ask_change(
            table=table, operations=operations, reason=form.cleaned_data["waarom"], by=request.user.get_username()
        )
    except registers.NotInOrder as error:
        for text in words.refusal_in_words(table, error, queries.names(home)):
            form.add_error(None, text)
        return None
    except Conflict:
        form.add_error(
            None, _("Er staat al een rij met deze gegevens. Verander die, of kies een andere ingangsdatum of een ander nummer.")
        )
        return None
    except actions.AlreadyChanging:
        form.add_error(None, already_changing(table, base, row))
        return None
    messages.success(request, _("Uw wijziging is bewaard en wordt verwerkt. Zij geldt zodra zij in het grootboek staat."))
    return redirect("contracts:change", change.pk)


def already_changing(table: str, base: Row | None, row: Row) -> str:
    """Say whose change of this row waits for the worker."""
    found = queries.waiting_on(table, row_id(table, base or row))
    said = {"who": found.created_by if found else _("een ander"), "reason": found.reason if found else "–"}
    return (
        _("Er wacht al een wijziging van deze rij, van %(who)s (%(reason)s). Wacht tot die is verwerkt en probeer het opnieuw.")
        % said
    )


def choices(table: str) -> dict[str, Choices]:
    """Return what can be chosen where a column names a row of another register or a municipality."""
    found = queries.all_registers(current_home())
    lots = [(str(row["lot_code"]), f"{row['lot_code']} {row['name']}") for row in found["lot"]]
    frameworks = [(str(row["framework_code"]), f"{row['framework_code']} {row['name']}") for row in found["framework"]]
    providers = sorted(
        {str(row["provider_code"]): f"{row['name']} ({row['provider_code']})" for row in found["provider_register"]}.items(),
        key=lambda one: one[1],
    )
    places = [(one.code, one.name) for one in current_region().municipalities]
    offered: dict[str, Choices] = {"municipality_code": places}
    if table != "lot" and lots:
        offered["lot_code"] = lots
    if table == "lot":
        offered["framework_code"] = frameworks
    if table != "provider_register" and providers:
        offered["provider_code"] = providers
    return offered
