"""What every answer of the interface carries: its version, and errors in one form, also those made outside of it."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from regiewijzer.apps.api.problems import MEDIA_TYPE, problem
from regiewijzer.apps.api.version import DESCRIPTION, PREFIX, VERSION


class ApiAnswers:
    """Middleware: `API-Version` on every answer below /api; an error page becomes a problem."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        response = self.get_response(request)
        if not request.path.startswith(PREFIX):
            return response
        if response.status_code >= HTTPStatus.BAD_REQUEST and response.headers.get("Content-Type") != MEDIA_TYPE:
            response = _as_problem(request, response)
        response.headers["API-Version"] = VERSION
        if request.path == DESCRIPTION:
            response.headers["Access-Control-Allow-Origin"] = "*"  # tools of others read it in a browser
        return response


def _as_problem(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Return the problem in place of a page; which methods are allowed stays said."""
    texts = {
        HTTPStatus.NOT_FOUND: _("Dit adres is er niet. De lijst van adressen staat in /api/v1/openapi.json."),
        HTTPStatus.METHOD_NOT_ALLOWED: _("Deze methode kan niet op dit adres; zie Allow."),
    }
    status = HTTPStatus(response.status_code)
    told = problem(request, status, texts.get(status, _("De vraag kon niet worden beantwoord.")))
    if "Allow" in response.headers:
        told.headers["Allow"] = response.headers["Allow"]
    return told
