"""One delivered file: how far it is, what was accepted, what not and why."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from regiewijzer.apps.accounts.service import organisation_of, permission_required_for
from regiewijzer.apps.audit.service import Activity, processes
from regiewijzer.apps.intake import presenters, queries, queries_deliveries, returned
from regiewijzer.apps.intake import presenters_deliveries as shown
from regiewijzer.apps.intake.findings import in_words
from regiewijzer.apps.intake.forms_deliveries import DeliveryForm
from regiewijzer.apps.intake.models import Delivery
from regiewijzer.apps.intake.returned import Part
from regiewijzer.apps.intake.returning import returned_titles
from regiewijzer.apps.intake.senders import asked_tables, is_service
from regiewijzer.apps.intake.states import DeliveryState
from regiewijzer.apps.intake.summaries import from_kept
from regiewijzer.apps.intake.views.asked import FORMS
from regiewijzer.apps.intake.views.choosing import page_of
from regiewijzer.definitions.extracts import load_extract_tables
from regiewijzer.definitions.rules import load_rules
from regiewijzer.web.home import current_home

OWN = ("delivery_id",)


def own_delivery(request: HttpRequest, delivery_id: UUID) -> Delivery:
    """Return a delivery that the reader may see; another's is not there."""
    found = queries_deliveries.delivery_of(organisation_of(request.user), str(delivery_id))
    if found is None:
        raise Http404(_("Deze aanlevering is er niet."))
    return found


@require_safe
@permission_required_for("deliver", own=OWN)
def delivery(request: HttpRequest, delivery_id: UUID) -> HttpResponse:
    """Show a delivery: progress while it is read, then its outcome with every finding."""
    return _shown(request, own_delivery(request, delivery_id), "intake/delivery.html")


@require_safe
@permission_required_for("deliver", own=OWN)
def state(request: HttpRequest, delivery_id: UUID) -> HttpResponse:
    """Show how far a delivery is; htmx asks for it every second, and the last answer has the outcome and asks no more."""
    found = own_delivery(request, delivery_id)
    if not request.htmx:
        return redirect("intake:delivery", found.pk)
    return _shown(request, found, "intake/_delivery.html")


def _shown(request: HttpRequest, found: Delivery, template: str) -> HttpResponse:
    if found.is_ended:
        return _outcome(request, found, template)
    # A check needs no lock: the load that runs beside it is another's.
    records = found.state == DeliveryState.RUNNING and not found.check_only
    running = queries.running_load(current_home()) if records else None
    progress = {"running": running, "stage": presenters.stage_name(running) if running else ""}
    return TemplateResponse(request, template, {**_about(found), **progress})


@processes(Activity.FORMAL_CONTROL)
def _outcome(request: HttpRequest, found: Delivery, template: str) -> HttpResponse:
    organisation = organisation_of(request.user)
    assert organisation is not None, "who may deliver has signed in"
    is_own = found.organisation == organisation
    context = {
        **_about(found),
        **_findings(found, page_of(request)),
        "tables": shown.table_rows(found),
        "marked": _has_marked(found),
        "mappable": _mappable(found) if is_own else [],
        "reason": found.reason if is_service(organisation) else "",
        "form": DeliveryForm(asked_tables(organisation), initial={"table": found.table}) if is_own else None,
    }
    return TemplateResponse(request, template, context)


def _about(found: Delivery) -> dict[str, object]:
    crumbs = [(_("Aanleveren"), reverse("intake:deliver")), (found.file_name, "")]
    return {"delivery": found, "outcome": shown.outcome(found), "crumbs": crumbs}


def _findings(found: Delivery, page: int) -> dict[str, object]:
    """Return one page of the findings, by rule; `forgotten` when they are no longer kept."""
    offset = (page - 1) * queries.PAGE
    try:
        total, those = queries_deliveries.findings_of(current_home(), found, offset, queries.PAGE)
    except queries_deliveries.Forgotten:
        return {"forgotten": True}
    rules, language = load_rules(), shown.language_of_page()
    return {
        "groups": shown.finding_groups(in_words(one, language, rules) for one in those),
        "pages": shown.pages(page, total),
        "total": total,
    }


def _has_marked(found: Delivery) -> bool:
    """Tell whether a marked file can be asked for: it waits for the sender, or may be in the archive."""
    if not from_kept(found.summary).findings:
        return False
    return found.load_number is not None or returned.is_kept(current_home(), str(found.id), Part.MARKED)


def _mappable(found: Delivery) -> list[tuple[str, str]]:
    """Return the tables, by name and title, for which the titles of this file can be linked to columns."""
    tables = load_extract_tables()
    sheets = returned_titles(current_home(), found)
    known = {sheet.table for sheet in sheets if sheet.table}
    if found.table:
        known.add(found.table)
    if sheets and not known:
        known = {table.name for table in asked_tables(found.organisation)}
    language = shown.language_of_page()
    return sorted(((name, tables[name].title.in_language(language)) for name in known), key=lambda one: one[1])


@require_safe
@permission_required_for("deliver", own=OWN)
@processes(Activity.FORMAL_CONTROL)
def marked(request: HttpRequest, delivery_id: UUID) -> HttpResponse:
    """Return the delivered file as a workbook with its faults marked."""
    found = own_delivery(request, delivery_id)
    try:
        content = queries_deliveries.marked_of(current_home(), found)
    except queries_deliveries.Forgotten:
        raise Http404(_("Het gemarkeerde bestand wordt niet langer bewaard. Controleer uw bestand opnieuw.")) from None
    stem = found.file_name.rpartition(".")[0] or found.file_name
    name = _("%(name)s-gemarkeerd.xlsx") % {"name": stem}
    headers = {"Content-Disposition": content_disposition_header(True, name)}
    return HttpResponse(content, content_type=FORMS["xlsx"], headers=headers)
