"""The start page: of the service organisation, and of who delivers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from regiewijzer.apps.accounts.service import may
from regiewijzer.apps.intake import presenters, queries
from regiewijzer.apps.intake.views.progress import progress_context
from regiewijzer.web.access import for_every_user
from regiewijzer.web.home import current_home, current_region

SHOWN = 10  # rows of a list on the start page


@require_safe
@for_every_user
def start(request: HttpRequest) -> HttpResponse:
    """Show what is loaded, how fresh it is, what is missing and who must mend what."""
    if not may(request.user, "view_loads"):
        return redirect("monitor:list")
    home, region = current_home(), current_region()
    status, checked = queries.status(home), queries.checks(home)
    context: dict[str, object] = {**progress_context(brief=True), "status": status}
    if status and checked:
        senders = sorted(status.by_sender, key=lambda one: (one.last_month, one.sender_code))
        context |= {
            "senders": senders[:SHOWN],
            "more_senders": senders[SHOWN:],
            "missing_count": len(status.missing),
            "missing": presenters.missing_rows(status.missing),
            "owners": presenters.owner_rows(queries.owners_of(checked.findings)[:SHOWN], region),
            "loads": queries.list_loads(home)[:5],
        }
    return TemplateResponse(request, "intake/start.html", context)
