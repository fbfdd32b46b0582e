"""Everything that an organisation delivered, also by other ways than these pages."""

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from regiewijzer.apps.accounts.service import organisation_of, permission_required_for
from regiewijzer.apps.audit.service import Activity, processes
from regiewijzer.apps.intake import presenters_deliveries as shown
from regiewijzer.apps.intake import queries, queries_deliveries
from regiewijzer.apps.intake.findings import in_words
from regiewijzer.apps.intake.senders import is_service
from regiewijzer.apps.intake.views.choosing import page_of
from regiewijzer.definitions.rules import load_rules
from regiewijzer.web.home import current_home


@require_safe
@permission_required_for("deliver")
def history(request: HttpRequest) -> HttpResponse:
    """List the deliveries of the organisation of the reader; for the service organisation those of everyone."""
    organisation, page = organisation_of(request.user), page_of(request)
    assert organisation is not None, "who may deliver has signed in"
    deliveries = queries_deliveries.deliveries_of(organisation)
    recorded = queries_deliveries.recorded_for(current_home(), organisation)
    context = {
        "organisation": organisation,
        "of_everyone": is_service(organisation),
        "rows": shown.delivery_rows(deliveries[(page - 1) * queries.PAGE : page * queries.PAGE]),
        "pages": shown.pages(page, deliveries.count()),
        "recorded": shown.recorded_rows(recorded),
        "crumbs": [(_("Aanleveren"), reverse("intake:deliver")), (_("Geschiedenis"), "")],
    }
    return TemplateResponse(request, "intake/history.html", context)


@require_safe
@permission_required_for("deliver")
@processes(Activity.FORMAL_CONTROL)
def recorded(request: HttpRequest, number: int) -> HttpResponse:
    """Show what of a load is of the organisation of the reader, however it was delivered, with the findings it must mend."""
    organisation, home, page = organisation_of(request.user), current_home(), page_of(request)
    assert organisation is not None, "who may deliver has signed in"
    rows = queries_deliveries.recorded_for(home, organisation, load_number=number)
    if not rows:
        raise Http404(_("Deze levering is er niet."))
    total, found = queries_deliveries.findings_of_recorded(home, organisation, number, (page - 1) * queries.PAGE, queries.PAGE)
    rules, language = load_rules(), shown.language_of_page()
    title = _("Levering %(number)s") % {"number": number}
    crumbs = [(_("Aanleveren"), reverse("intake:deliver")), (_("Geschiedenis"), reverse("intake:history")), (title, "")]
    context = {
        "number": number,
        "known_at": rows[0].known_at,
        "recorded": shown.recorded_rows(rows),
        "groups": shown.finding_groups(in_words(one, language, rules) for one in found),
        "pages": shown.pages(page, total),
        "total": total,
        "crumbs": crumbs,
    }
    return TemplateResponse(request, "intake/recorded.html", context)
