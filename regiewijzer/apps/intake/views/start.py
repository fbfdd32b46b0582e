"""The start page: of the service organisation, and of who delivers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from regiewijzer.apps.accounts.service import may, organisation_of
from regiewijzer.apps.contracts.service import notices_for
from regiewijzer.apps.cycle.service import items_waiting_for
from regiewijzer.apps.findings.service import waiting_for, waiting_for_stewards
from regiewijzer.apps.intake import presenters, queries, queries_deliveries
from regiewijzer.apps.intake.presenters_asked import asked_rows
from regiewijzer.apps.intake.presenters_deliveries import delivery_rows
from regiewijzer.apps.intake.views.progress import progress_context
from regiewijzer.apps.outlook.service import Warned, warnings_for
from regiewijzer.apps.register.service import expired
from regiewijzer.web.access import for_every_user
from regiewijzer.web.home import current_home, current_region

WAITS = 5  # items of the policy cycle that wait for the reader
SHOWN = 10  # rows of a list on the start page


@require_safe
@for_every_user
def start(request: HttpRequest) -> HttpResponse:
    """Show what is loaded, how fresh it is, what is missing and who must mend what."""
    if not may(request.user, "view_loads"):
        return _of_supplier(request) if may(request.user, "deliver") else redirect("monitor:list")
    home, region = current_home(), current_region()
    status, checked = queries.status(home), queries.checks(home)
    context: dict[str, object] = {
        **progress_context(brief=True),
        "status": status,
        "warned": _warned(request),
        "waits": _waits(request),
        **_in_the_cycle(request),
        **notices_for(home, request.user),
        "expired": expired(request.user, timezone.localdate()),
    }
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


def _warned(request: HttpRequest) -> list[Warned]:
    """Return whose budget will likely be overspent, as far as the reader is concerned."""
    names = {one.code: one.name for one in current_region().municipalities}
    return warnings_for(current_home(), request.user, names)


def _waits(request: HttpRequest) -> dict[str, int]:
    """Return what the reader's organisation can mend or answer, and what waits for its judgement; empty when that is nothing."""
    if not may(request.user, "view_own_findings"):
        return {}
    waits = waiting_for(organisation_of(request.user), timezone.localdate())
    answered = waiting_for_stewards() if may(request.user, "judge_findings") else 0
    return {**waits, "answered": answered} if waits["groups"] or answered else {}


def _in_the_cycle(request: HttpRequest) -> dict[str, object]:
    """Return what waits for the reader in the policy cycle."""
    found = items_waiting_for(request.user)
    return {"cycle_waits": found[:WAITS], "more_cycle_waits": max(0, len(found) - WAITS)}


def _of_supplier(request: HttpRequest) -> HttpResponse:
    """Show who delivers what it delivered, what is missing, and how many findings it can mend."""
    organisation, home = organisation_of(request.user), current_home()
    assert organisation is not None, "who may deliver has signed in"
    asked = asked_rows(organisation, queries.status(home), frozenset())
    context = {
        **notices_for(home, request.user),
        "organisation": organisation,
        "warned": _warned(request),
        "asked": asked,
        "missing_count": sum(bool(row.missing) for row in asked),
        "waits": _waits(request),
        **_in_the_cycle(request),
        "rows": delivery_rows(queries_deliveries.deliveries_of(organisation)[:SHOWN]),
    }
    return TemplateResponse(request, "intake/start_supplier.html", context)
