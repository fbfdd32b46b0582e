"""Pages for what went wrong: what happened and what to do, in the reader's language."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def _page(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    return render(request, "web/error.html", {"title": title, "text": text}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 (Django's signature)
    """400."""
    return _page(
        request,
        400,
        _("Deze vraag klopt niet"),
        _("De pagina kon het adres of formulier niet lezen. Ga terug en probeer het opnieuw."),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """403, also when the token of a form is too old."""
    return _page(
        request,
        403,
        _("Dit mag niet"),
        _("U heeft geen toegang tot deze pagina, of het formulier was verlopen. Laad de pagina opnieuw."),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """403 for a form without a valid token."""
    return forbidden(request)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """404."""
    return _page(
        request,
        404,
        _("Deze pagina is er niet"),
        _("Het adres klopt niet of de pagina bestaat niet meer. Begin opnieuw vanaf de startpagina."),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500; what went wrong is in the log of the server."""
    return _page(
        request,
        500,
        _("Er ging iets mis"),
        _("Dit is een fout in het programma. De beheerder vindt de oorzaak in het logboek van de server."),
    )
