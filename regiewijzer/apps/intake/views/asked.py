"""Where a supplier sees what is asked, takes a template, and hands in files."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from regiewijzer.apps.accounts.service import organisation_of, permission_required_for
from regiewijzer.apps.intake import presenters_deliveries, queries, queries_deliveries
from regiewijzer.apps.intake.forms_deliveries import DeliveryForm
from regiewijzer.apps.intake.mappings import saved_mappings
from regiewijzer.apps.intake.models import Delivery
from regiewijzer.apps.intake.presenters_asked import asked_rows
from regiewijzer.apps.intake.senders import asked_tables
from regiewijzer.apps.intake.service import receive_delivery
from regiewijzer.definitions.extracts import load_extract_tables
from regiewijzer.extracts.template import template as template_of
from regiewijzer.web.home import current_home

FORMS = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv; charset=utf-8"}
SHOWN = 5  # of the newest deliveries


@require_http_methods(["GET", "POST"])
@permission_required_for("deliver")
def deliver(request: HttpRequest) -> HttpResponse:
    """Show what is asked of the organisation of the reader, and take in its files."""
    organisation = organisation_of(request.user)
    assert organisation is not None, "who may deliver has signed in"
    tables = asked_tables(organisation)
    form = DeliveryForm(tables, request.POST, request.FILES) if request.method == "POST" else DeliveryForm(tables)
    if form.is_valid():
        check_only = "check_only" in request.POST
        return _to_result(
            request, take_in(request, form.cleaned_data["files"], form.cleaned_data["table"], check_only=check_only)
        )
    mappings = saved_mappings(organisation)
    context = {
        "form": form,
        "organisation": organisation,
        "asked": asked_rows(organisation, queries.status(current_home()), mappings.keys()),
        "mapped": [table for table in tables if table.name in mappings],
        "rows": presenters_deliveries.delivery_rows(queries_deliveries.deliveries_of(organisation)[:SHOWN]),
    }
    return TemplateResponse(request, "intake/deliver.html", context, status=422 if form.errors else 200)


def take_in(request: HttpRequest, files: Sequence[UploadedFile], table: str, *, check_only: bool) -> list[Delivery]:
    """Queue every file as a delivery of its own: each has its own outcome."""
    return [
        receive_delivery(
            organisation=organisation_of(request.user),
            file_name=file.name or "",
            content=file.read(),
            by=request.user.get_username(),
            table=table or None,
            check_only=check_only,
            language=presenters_deliveries.language_of_page(),
        )
        for file in files
    ]


def _to_result(request: HttpRequest, deliveries: Sequence[Delivery]) -> HttpResponse:
    if len(deliveries) == 1:
        return redirect("intake:delivery", deliveries[0].pk)
    text = ngettext("%(count)s bestand is ontvangen.", "%(count)s bestanden zijn ontvangen.", len(deliveries))
    messages.success(request, text % {"count": len(deliveries)})
    return redirect("intake:history")


@require_safe
@permission_required_for("deliver")
def template(request: HttpRequest, table: str, form: str) -> HttpResponse:
    """Return the empty template of a table, named as its file; `taal` chooses the language of its titles."""
    wanted = next((one for one in load_extract_tables().values() if one.file_name == table), None)
    language = request.GET.get("taal", presenters_deliveries.language_of_page())
    if wanted is None or form not in FORMS or language not in ("nl", "en"):
        raise Http404(_("Dit sjabloon is er niet."))
    name = f"{wanted.file_name}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(template_of(wanted, language, form), content_type=FORMS[form], headers=headers)
