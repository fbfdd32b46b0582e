"""What a load brought in, and the answer to one of its messages."""

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from regiewijzer.apps.accounts.service import permission_required_for
from regiewijzer.apps.audit.service import Activity, processes
from regiewijzer.apps.intake import presenters, queries
from regiewijzer.apps.intake.owners import from_choice
from regiewijzer.apps.intake.views.choosing import filter_of
from regiewijzer.definitions.rules import load_rules
from regiewijzer.web.home import current_home, current_region


@require_safe
@permission_required_for("view_loads")
@processes(Activity.FORMAL_CONTROL)
def load_report(request: HttpRequest, number: int) -> HttpResponse:
    """Show what a load brought in, and its findings by file, owner and rule."""
    home, region, rules, chosen = current_home(), current_region(), load_rules(), filter_of(request)
    owner = from_choice(chosen.owner)
    if chosen.owner and owner is None:
        raise Http404
    try:
        report = queries.report(home, number)
        found, total = queries.findings_page(
            home, number, file=chosen.file or None, owner=owner, rule=chosen.rule or None, page=chosen.page
        )
    except queries.UnknownLoad:
        raise Http404(_("Deze levering is er niet.")) from None
    context = {
        "report": report,
        "number": number,
        "deliveries": presenters.delivery_rows(queries.deliveries(home, number), region),
        "owners": presenters.owner_rows(report.owners, region),
        "rules": presenters.rule_choices(report.rules, rules),
        "chosen": chosen,
        "groups": presenters.finding_groups(found, rules, region),
        "pages": presenters.pages(chosen, total),
        "crumbs": [(_("Leveringen"), reverse("intake:loads")), (_("Levering %(number)s") % {"number": number}, "")],
    }
    return TemplateResponse(request, "intake/load_report.html", context)


@require_safe
@permission_required_for("view_return_message")
@processes(Activity.RETURN_PREVIEW)
def return_message(request: HttpRequest, number: int, message_id: str) -> HttpResponse:
    """Show the answer that a receiver would send: a preview, nothing is sent."""
    content, reason = None, _("Op dit bericht kent de standaard geen retourbericht.")
    try:
        content = queries.return_message(current_home(), number, message_id)
    except queries.UnknownLoad:
        raise Http404(_("Deze levering is er niet.")) from None
    except queries.NotArchived:
        reason = _("Dit bericht staat niet in het archief.")
    except queries.KeyTrouble:
        reason = _("De sleutel van het archief is hier niet. Alleen de sleutelbewaarder kan dit bericht teruglezen.")
    report = _("Levering %(number)s") % {"number": number}
    context = {
        "content": content,
        "reason": reason,
        "message_id": message_id,
        "crumbs": [
            (_("Leveringen"), reverse("intake:loads")),
            (report, reverse("intake:load_report", args=[number])),
            (_("Retourbericht"), ""),
        ],
    }
    return TemplateResponse(request, "intake/return_message.html", context)
