"""Pages of both logs."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from regiewijzer.apps.accounts.service import permission_required_for
from regiewijzer.apps.audit import queries


@dataclass(frozen=True, slots=True)
class Pages:
    """Where the reader is in a long list; an address is empty where there is no page."""

    page: int
    last: int
    previous: str
    following: str


def _page(request: HttpRequest) -> int:
    page = request.GET.get("pagina", "1")
    if not page.isdecimal() or not 0 < int(page) < 1_000_000:
        raise Http404
    return int(page)


def _pages(page: int, total: int, **chosen: str) -> Pages:
    last = max(1, -(-total // queries.PAGE))

    def address(number: int) -> str:
        kept = {name: value for name, value in chosen.items() if value}
        return "?" + urlencode({**kept, "pagina": number}) if 1 <= number <= last and number != page else ""

    return Pages(page, last, address(page - 1), address(page + 1))


@require_safe
@permission_required_for("view_audit_log")
def events(request: HttpRequest) -> HttpResponse:
    """List who did and saw what, newest first."""
    event, actor, page = request.GET.get("gebeurtenis", ""), request.GET.get("wie", "")[:150], _page(request)
    found, total = queries.events(event=event, actor=actor, page=page)
    context = {
        "events": found,
        "names": queries.event_names(),
        "event": event,
        "actor": actor,
        "pages": _pages(page, total, gebeurtenis=event, wie=actor),
    }
    return TemplateResponse(request, "audit/events.html", context)


@require_safe
@permission_required_for("view_processing_log")
def processings(request: HttpRequest) -> HttpResponse:
    """List what was done with the data of persons, newest first; without users."""
    page = _page(request)
    found, total = queries.processings(page)
    return TemplateResponse(request, "audit/processings.html", {"processings": found, "pages": _pages(page, total)})
