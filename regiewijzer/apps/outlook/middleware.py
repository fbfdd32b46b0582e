"""A forecast or outcome that was altered after it was made is not shown: the page says so, and who mends it."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from regiewijzer.pipeline.kept_tables import TablesChanged

log = logging.getLogger(__name__)


class AlteredTables:
    """Turns TablesChanged into a page in words."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as usual."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return the page for this one fault; every other takes its own way."""
        if not isinstance(exception, TablesChanged):
            return None
        log.error("not shown: %s", exception)
        return TemplateResponse(request, "outlook/altered.html", {"what": str(exception).partition(":")[0]}, status=500)
