"""What is asked of a report of findings: file, owner, rule and page."""

from django.http import Http404, HttpRequest

from regiewijzer.apps.intake import presenters


def page_of(request: HttpRequest) -> int:
    """Return the page that is asked for, from 1."""
    page = request.GET.get("pagina", "1")
    if not page.isdecimal() or not 0 < int(page) < 1_000_000:
        raise Http404
    return int(page)


def filter_of(request: HttpRequest) -> presenters.Filter:
    """Return which findings are asked for."""
    return presenters.Filter(
        request.GET.get("bestand", ""), request.GET.get("eigenaar", ""), request.GET.get("regel", ""), page_of(request)
    )
