"""Linking the columns of a supplier's own file to those of a table."""

import json
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from regiewijzer.apps.accounts.service import organisation_of, permission_required_for
from regiewijzer.apps.intake import actions_mappings
from regiewijzer.apps.intake.forms_deliveries import MappingForm
from regiewijzer.apps.intake.mappings import saved_mappings
from regiewijzer.apps.intake.models import Delivery, SavedMapping
from regiewijzer.apps.intake.presenters_deliveries import language_of_page
from regiewijzer.apps.intake.returning import returned_titles
from regiewijzer.apps.intake.senders import asked_tables, is_service
from regiewijzer.apps.intake.views.delivered import OWN, own_delivery
from regiewijzer.definitions.extracts import load_extract_tables
from regiewijzer.definitions.extracts_types import ExtractTable
from regiewijzer.extracts.headers import titles_of
from regiewijzer.extracts.mapping import ColumnMapping, mapping_from_json, propose_mapping
from regiewijzer.extracts.spelling import plain
from regiewijzer.web.home import current_home


@require_http_methods(["GET", "POST"])
@permission_required_for("deliver", own=OWN)
def mapping(request: HttpRequest, delivery_id: UUID, table: str) -> HttpResponse:
    """Propose which column each title of a delivered file is; keep what the supplier makes of it for its next files."""
    delivery = own_delivery(request, delivery_id)
    asked = _asked_table(delivery, request, table)
    titles = _titles(delivery, asked)
    if not titles:
        raise Http404(_("De kolomtitels van dit bestand worden niet langer bewaard. Controleer uw bestand opnieuw."))
    saved = saved_mappings(delivery.organisation).get(asked.name, ColumnMapping(asked.name))
    form = _form(asked, titles, saved, delivery, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        chosen = _mapping(form, asked, saved)
        actions_mappings.save_mapping(organisation=delivery.organisation, mapping=chosen, by=request.user.get_username())
        messages.success(request, _("De koppeling is bewaard. Lever uw bestand nu opnieuw aan."))
        return redirect("intake:deliver")
    crumbs = [
        (_("Aanleveren"), reverse("intake:deliver")),
        (delivery.file_name, reverse("intake:delivery", args=[delivery.pk])),
        (_("Kolommen koppelen"), ""),
    ]
    context = {"form": form, "delivery": delivery, "title": asked.title.in_language(language_of_page()), "crumbs": crumbs}
    return TemplateResponse(request, "intake/mapping.html", context, status=422 if form.errors else 200)


def _asked_table(delivery: Delivery, request: HttpRequest, name: str) -> ExtractTable:
    """Return the table; a mapping is made by the organisation itself, for what is asked of it."""
    own = delivery.organisation == organisation_of(request.user)
    found = {table.name: table for table in asked_tables(delivery.organisation)}
    if not own or name not in found:
        raise Http404(_("Deze tabel is er niet."))
    return found[name]


def _titles(delivery: Delivery, table: ExtractTable) -> Sequence[str]:
    """Return the titles of the sheet that was taken for the table, else of the first that was taken for none."""
    sheets = returned_titles(current_home(), delivery)
    fitting = [one for one in sheets if one.table == table.name] or [one for one in sheets if one.table is None] or list(sheets)
    return fitting[0].titles if fitting else ()


def _form(table: ExtractTable, titles: Sequence[str], saved: ColumnMapping, delivery: Delivery, data: object) -> MappingForm:
    """Return the form: what was saved before, what the titles themselves say, and for the rest the likeliest column."""
    ours, before = titles_of(table), saved.column_by_title()
    likely = dict(propose_mapping(titles, table).columns)
    proposed: dict[str, str] = {}
    for source in (before, ours):
        for title in titles:
            column = source.get(plain(title))
            if column and title not in proposed and column not in proposed.values():
                proposed[title] = column
    for title, column in likely.items():
        if title not in proposed and column not in proposed.values():
            proposed[title] = column
    constants = dict(saved.constants)
    owner = table.owner_column
    if owner and owner not in proposed.values() and not is_service(delivery.organisation):
        constants.setdefault(owner, delivery.organisation.code)
    return MappingForm(table, titles, proposed, constants, data)


def _mapping(form: MappingForm, table: ExtractTable, saved: ColumnMapping) -> ColumnMapping:
    """Return what was chosen, with the values that were said to stand for ours before."""
    said = form.cleaned_data
    raw = {"table": table.name, "columns": form.columns(said), "constants": form.constants(said)}
    return replace(mapping_from_json(json.dumps(raw), load_extract_tables()), values=saved.values)


@require_POST
@permission_required_for("deliver")
def forget(request: HttpRequest, table: str) -> HttpResponse:
    """Forget how the organisation of the reader names the columns of a table."""
    saved = get_object_or_404(SavedMapping, organisation=organisation_of(request.user), table=table)
    actions_mappings.remove_mapping(saved=saved, by=request.user.get_username())
    messages.success(request, _("De koppeling is verwijderd."))
    return redirect("intake:deliver")
